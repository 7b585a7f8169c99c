"""An approval typed otherwise than its letter has it is put right by a record of its own, never by an edit."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import MatchAmendment, MatchRequest, MatchVerdict
from welfare.models import User
from welfare.money import ZERO, format_baht

from .match_money import refuse_unapproved
from .matching import NotOpen, TooMuch, WhoSentIt, counted_lines, log, opened, strike


@transaction.atomic
def amend(
    request: MatchRequest, *, key: UUID, amount: Decimal, reason: str, on: date, by: User, paper: str = "",
    struck: Iterable[int] = (),
) -> MatchAmendment:  # fmt: skip
    """Record that `amount` baht stand approved from now on, for a `reason`; `struck` members are left out too.

    What was received beyond it is to be paid back, what is missing is to come: match_money.Sums reckons both. The same
    key records once. Raises NotOpen while not approved and when nothing changes, WhoSentIt, TooMuch, NotInTheList.
    """
    request = opened(request)
    if done := MatchAmendment.objects.filter(key=key).first():
        return done
    refuse_unapproved(request)
    if request.by_id == by.pk:
        raise WhoSentIt(_("Who sent the request does not record its approval."))
    before = stands(request)
    lines = counted_lines(request, set(struck))
    heads = before.heads - len(lines)
    most = heads * request.head_rate
    if not ZERO < amount <= most:
        raise TooMuch(
            _("At most %(most)s baht can be approved: the members left in the list at the round's rate.")
            % {"most": format_baht(most)}
        )
    if (amount, heads, paper) == (before.amount, before.heads, before.paper):
        raise NotOpen(_("This is what stands already."))
    made = MatchAmendment.objects.create(
        key=key, request=request, heads=heads, amount=amount, paper=paper, reason=reason, on=on, by=by
    )
    strike(lines, reason, on, by)
    log(
        request.round, "amended a match", by, before={"amount": str(before.amount), "heads": before.heads},
        amount=str(amount), heads=heads, paper=paper, reason=reason,
        struck=[line.membership.number for line in lines],
    )  # fmt: skip
    return made


def stands(request: MatchRequest) -> MatchVerdict | MatchAmendment:
    """Give what stands of an approval: the last amendment, or the verdict, which is loaded."""
    verdict: MatchVerdict = request.verdict
    amended = of(request)
    return amended[-1] if amended else verdict


def of(request: MatchRequest) -> list[MatchAmendment]:
    """Give the amendments of an approval, the last one last."""
    return list(MatchAmendment.objects.filter(request=request).select_related("by").order_by("pk"))
