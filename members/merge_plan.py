"""What making two entries one would move, what stands in its way, and what may be overlooked; nothing is written."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from funds import regulations
from funds.models import Fund
from funds.rules import benefits
from funds.rules.cases import FactMissing
from welfare import thai
from welfare.money import format_baht

from . import entitlements, occurrences
from .entitlements import Asked
from .models import Beneficiary, Claim, ClaimedDay, Consent, Contribution, Held, Membership, Moved, Payout, Person
from .same import entries_of

# The tables that name a person, in the order in which a merge moves them.
TABLES: dict[str, type[Model]] = {
    Moved.MEMBERSHIP: Membership, Moved.CLAIM: Claim, Moved.CLAIMED_DAY: ClaimedDay, Moved.PAYOUT: Payout,
    Moved.CONSENT: Consent,
}  # fmt: skip
# What an entry that is kept takes over where it has none: by name, the fields that go together.
TAKEN_OVER: dict[str, tuple[str, ...]] = {
    "citizen_id": ("citizen_id", "citizen_hash", "citizen_last4"),
    "born_on": ("born_on", "is_birth_year_only"),
    "address": ("house_number", "moo", "place"),
    "phone": ("phone",), "sex": ("sex",), "account": ("account_id",),
}  # fmt: skip
# These lead to one human being alone: they leave the entry that is given up.
UNIQUE = ("citizen_id", "account")


def records_of(person: Person) -> dict[str, list[int]]:
    """Give the primary keys of all that names `person`, by kind."""
    return {
        kind: list(model._default_manager.filter(person=person).order_by("pk").values_list("pk", flat=True))
        for kind, model in TABLES.items()
    }


@dataclass
class MergePlan:
    """What a merge of `gone` into `kept` would do, as seen from `fund`; each part is read once, when asked for."""

    fund: Fund
    kept: Person
    gone: Person
    records: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.records = records_of(self.gone)

    @cached_property
    def memberships(self) -> list[Membership]:
        return self._memberships(self.gone)

    @cached_property
    def claims(self) -> list[Claim]:
        return self._claims(self.gone)

    @cached_property
    def consents(self) -> list[Consent]:
        return list(Consent.objects.filter(person=self.gone).select_related("fund").order_by("pk"))

    @cached_property
    def beneficiaries(self) -> list[Beneficiary]:
        return list(Beneficiary.objects.filter(membership__in=self.memberships).order_by("pk"))

    @cached_property
    def payments(self) -> int:
        """How many contributions go along with the memberships."""
        return Contribution.objects.filter(membership__in=self.memberships).count()

    @cached_property
    def filled(self) -> dict[str, dict[str, Any]]:
        """What the kept entry lacks and takes over; for each what stood in its place and is no name or number."""
        found: dict[str, dict[str, Any]] = {}
        for name, fields in TAKEN_OVER.items():
            if not any(getattr(self.kept, one) for one in fields) and any(getattr(self.gone, one) for one in fields):
                found[name] = {"no_citizen_id": self.kept.no_citizen_id} if name == "citizen_id" else {}
        return found

    @cached_property
    def funds(self) -> list[int]:
        """The funds, by primary key, that have dealt with one of the two."""
        found: set[int] = set()
        for model in (Membership, Claim, Consent):
            rows = model._default_manager.filter(person__in=(self.kept, self.gone))
            found |= set(rows.order_by().values_list("fund", flat=True).distinct())
        return sorted(found)

    @property
    def is_for_province(self) -> bool:
        """Whether another fund knows one of the two: then the provincial office decides."""
        return any(fund != self.fund.pk for fund in self.funds)

    @cached_property
    def blocks(self) -> list[str]:
        """Say what stands in the way, each in a sentence."""
        return list(self._blocks())

    @cached_property
    def warnings(self) -> list[str]:
        """Say what would be true of the one person and should be looked at; it does not stand in the way."""
        return [*self._both_paid(), *self._help_to_a_member(), *self._over_the_caps()]

    @property
    def seen(self) -> str:
        """Give a short mark of all that is moved and taken over: another one means that something has changed."""
        told = [self.kept.pk, self.gone.pk, self.records, records_of(self.kept), sorted(self.filled), self.blocks]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]

    def _memberships(self, person: Person) -> list[Membership]:
        rows = Membership.objects.filter(person=person).select_related("fund", "branch")
        return list(rows.order_by("fund__position", "pk"))

    def _claims(self, person: Person) -> list[Claim]:
        rows = Claim.objects.filter(person=person).with_state().select_related("fund", "term__regulation", "membership")
        return list(rows.select_related("decision", "heir").order_by("fund__position", "filed_on", "pk"))

    def _blocks(self) -> Iterator[str]:
        if self.kept.citizen_hash and self.gone.citizen_hash:
            yield _("Both have a citizen ID, and two numbers are two people.")
        if self.kept.account_id and self.gone.account_id:
            yield _("Both sign in to this portal. Tell the provincial office.")
        open_in = {one.fund_id: one for one in self._memberships(self.kept) if one.ended_on is None}
        for one in self.memberships:
            if one.ended_on is None and (mine := open_in.get(one.fund_id)):
                yield _(
                    "Both are in the register now: %(kept)s and %(gone)s. End the membership that was entered twice "
                    "first."
                ) % {"kept": self.called(mine), "gone": self.called(one)}
        standing = {claim.pk for claim in Claim.objects.filter(person=self.gone).standing()}
        for claim in self.claims:
            if claim.pk in standing and (earlier := self._collision(claim)):
                yield _(
                    "Claim %(claim)s and claim %(other)s are for the same event, and one event is paid once. Withdraw "
                    "one, or turn its payment back first."
                ) % {"claim": self.numbered(claim), "other": self.numbered(earlier)}

    def _collision(self, claim: Claim) -> Claim | None:
        days = tuple(ClaimedDay.objects.filter(claim=claim).order_by("day").values_list("day", flat=True))
        held = Held(
            claim.fund, self.kept, claim.category, claim.term.code if claim.term else "", claim.is_for_outsider, days,
            claim.heir,
        )  # fmt: skip
        return occurrences.earlier(held)

    def called(self, one: Membership) -> str:
        """Name a membership by its number, and by its fund where that is another one."""
        words = _("number %(number)s") % {"number": one.number} if one.number else _("an application")
        return words if one.fund_id == self.fund.pk else f"{words} ({one.fund})"

    def numbered(self, claim: Claim) -> str:
        """Name a claim by its number, and by its fund where that is another one."""
        return str(claim) if claim.fund_id == self.fund.pk else f"{claim} ({claim.fund})"

    def _both_paid(self) -> Iterator[str]:
        kept = {one.fund_id for one in self._memberships(self.kept)}
        for one in self.memberships:
            if one.fund_id in kept and Contribution.objects.filter(membership=one).exists():
                yield _(
                    "What was paid under %(number)s stays written under it, and pays no month of the other membership."
                ) % {"number": self.called(one)}

    def _help_to_a_member(self) -> Iterator[str]:
        """Name help to someone who is no member, by a fund in which the other entry was one on that day."""
        for person, other in ((self.gone, self.kept), (self.kept, self.gone)):
            members = self._memberships(other)
            for claim in self._claims(person):
                if claim.is_for_outsider and any(
                    one.fund_id == claim.fund_id and one.is_active(claim.occurred_on) for one in members
                ):
                    yield _("Claim %(claim)s was help to someone who is not a member, who was one on that day.") % {
                        "claim": self.numbered(claim)
                    }

    def _over_the_caps(self) -> Iterator[str]:
        """Name each claim of the one for which, with what the other had, the rule allows less than was granted."""
        standing = {claim.pk for claim in Claim.objects.filter(person=self.gone).standing()}
        for claim in self.claims:
            if claim.pk not in standing or claim.term is None or claim.heir is not None:
                continue
            granted = claim.decision.amount if hasattr(claim, "decision") else claim.amount
            allowed = self._allowed(claim)
            if allowed is not None and allowed < granted:
                yield _(
                    "Claim %(claim)s: %(granted)s baht; with what the other entry had, the rule allows %(amount)s."
                ) % {
                    "claim": self.numbered(claim), "granted": format_baht(granted), "amount": format_baht(allowed),
                }  # fmt: skip

    def _allowed(self, claim: Claim) -> Any:
        """Give what the rule allows of `claim` beside what the kept entry had; None where that changes nothing."""
        used = entitlements.used_by(claim.fund, self.kept)
        if claim.term is None or not used:
            return None
        book = regulations.book_of(claim.term.regulation)
        asked = Asked(
            occurred_on=claim.occurred_on, until_on=claim.until_on, children=int(claim.facts.get("children", 1)),
            items=int(claim.facts.get("items", 1)), facts=claim.facts.get("facts", {}), claimant=claim.claimant,
            filed_on=claim.filed_on, is_deadline_waived=True,
        )  # fmt: skip
        case = entitlements.case_of(
            claim.fund, book, claim.term, person=self.gone, membership=claim.membership, asked=asked, without=claim
        )
        try:
            alone, together = (
                benefits.judge(book, each).amount for each in (case, replace(case, used=(*used, *case.used)))
            )
        except FactMissing:
            return None
        return together if together < alone else None


def said_of(plan: MergePlan) -> list[tuple[str, str]]:
    """Say line by line what moves: what kind of record, and which."""
    counts = Counter({kind: len(keys) for kind, keys in plan.records.items()})
    lines = [
        (_("Memberships"), ", ".join(plan.called(one) for one in plan.memberships)),
        (_("Contributions"), _times(plan.payments)),
        (_("Beneficiaries"), ", ".join(one.name for one in plan.beneficiaries)),
        (_("Claims"), ", ".join(plan.numbered(one) for one in plan.claims)),
        (_("Days held by claims"), _times(counts[Moved.CLAIMED_DAY])),
        (_("Payments of welfare"), _times(counts[Moved.PAYOUT])),
        (_("Consents"), ", ".join(thai.short_date(one.given_on) for one in plan.consents)),
        (_("Taken over"), ", ".join(NAMES[name]() for name in plan.filled)),
        (_("Earlier entries"), _times(len(entries_of(plan.gone)) - 1)),
    ]
    return [(label, words) for label, words in lines if words]


def _times(count: int) -> str:
    return f"{count:,}" if count else ""


NAMES = {
    "citizen_id": lambda: _("Citizen ID"), "born_on": lambda: _("Born"), "address": lambda: _("Address"),
    "phone": lambda: _("Telephone"), "sex": lambda: _("Sex"), "account": lambda: _("Signs in as"),
}  # fmt: skip


def names_of(filled: Iterable[str]) -> list[str]:
    """Name in words what was taken over."""
    return [NAMES[name]() for name in filled]
