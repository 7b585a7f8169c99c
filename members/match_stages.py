"""Where each round of a fund's match stands, from its records: drafted, sent, approved, received, paid back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from funds.models import Fund, MatchRequest, MatchRound, Outcome

from . import match_money
from .match_money import Sums


class Stage(TextChoices):
    """Where a round stands; read from its records, never stored."""

    DRAFT = "draft", _("being prepared")
    SENT = "sent", _("sent, waits for approval")
    APPROVED = "approved", _("approved, not received yet")
    PARTLY = "partly", _("received in part")
    RECEIVED = "received", _("received")
    DUE_BACK = "due_back", _("some is to be paid back")
    PAID_BACK = "paid_back", _("received, some paid back")
    REFUSED = "refused", _("not approved")


# How a badge shows it.
LIGHTS = {
    Stage.DRAFT: "", Stage.SENT: "wait", Stage.APPROVED: "wait", Stage.PARTLY: "wait", Stage.RECEIVED: "done",
    Stage.DUE_BACK: "wrong", Stage.PAID_BACK: "done", Stage.REFUSED: "off",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stand:
    """A round with the request that stands, what came of it in baht, and every version of it, the last first."""

    round: MatchRound
    request: MatchRequest | None
    versions: Sequence[MatchRequest]
    sums: Sums

    @property
    def stage(self) -> Stage:
        if self.request is None:
            outcomes = [version.verdict.outcome for version in self.versions[:1]]
            return Stage.REFUSED if outcomes == [Outcome.REFUSED] else Stage.DRAFT
        if not self.sums.approved:
            return Stage.SENT
        if self.sums.due_back:
            return Stage.DUE_BACK
        if self.sums.paid_back:
            return Stage.PAID_BACK
        if self.sums.outstanding:
            return Stage.PARTLY if self.sums.received else Stage.APPROVED
        return Stage.RECEIVED

    @property
    def light(self) -> str:
        return LIGHTS[self.stage]

    @property
    def asked(self) -> Decimal | None:
        return self.request.amount if self.request else None

    @property
    def may_be_sent(self) -> bool:
        return self.request is None


def stands(rounds: Iterable[MatchRound]) -> list[Stand]:
    """Say where each of `rounds` stands, in their order. Four queries, however many rounds."""
    found = list(rounds)
    requests = MatchRequest.objects.filter(round__in=found).select_related("verdict", "verdict__by", "by")
    versions: dict[int, list[MatchRequest]] = {round.pk: [] for round in found}
    for request in requests.order_by("-version"):
        versions[request.round_id].append(request)
    standing = {pk: next((one for one in of if _stands(one)), None) for pk, of in versions.items()}
    sums = match_money.sums(one for one in standing.values() if one)
    return [
        Stand(round, one := standing[round.pk], versions[round.pk], sums[one.pk] if one else Sums()) for round in found
    ]


def _stands(request: MatchRequest) -> bool:
    return not hasattr(request, "verdict") or request.verdict.outcome == Outcome.APPROVED


def of(fund: Fund) -> list[Stand]:
    """Say where all rounds of `fund` stand, the last first."""
    return stands(MatchRound.objects.of(fund).order_by("-counting_on"))
