"""Claims for welfare: what happened to whom, and where each claim stands."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from funds.models import Category, Fund, Term
from welfare import thai
from welfare.money import BahtField

from .claimed_day import ClaimedDay
from .decision import ClaimAct, ClaimStep, Decision, Verdict
from .membership import Beneficiary, Membership
from .payout import Payout
from .person import Person


class ClaimState(models.TextChoices):
    """Where a claim stands; read from its records, never stored."""

    WAITING = "waiting", _("waits for a decision")
    RETURNED = "returned", _("sent back for repair")
    APPROVED = "approved", _("approved, not yet paid")
    PAID = "paid", _("paid")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REVERSED = "reversed", _("payment turned back")


@cache
def _stands() -> dict[str, Exists]:
    """Say in the database where a claim stands: the first that is true; with none of them it waits."""
    payout = Payout.objects.filter(claim=OuterRef("pk"))
    acts = ClaimStep.objects.filter(claim=OuterRef("pk"))
    decided = Decision.objects.filter(claim=OuterRef("pk"))
    repaired = ClaimStep.objects.filter(claim=OuterRef("claim"), act=ClaimAct.REPAIRED, pk__gt=OuterRef("pk"))
    return {
        ClaimState.REVERSED: Exists(payout.filter(transfer__reversal__isnull=False)),
        ClaimState.PAID: Exists(payout),
        ClaimState.WITHDRAWN: Exists(acts.filter(act=ClaimAct.WITHDRAWN)),
        ClaimState.APPROVED: Exists(decided.filter(verdict=Verdict.APPROVE)),
        ClaimState.REFUSED: Exists(decided.filter(verdict=Verdict.REFUSE)),
        ClaimState.RETURNED: Exists(acts.filter(act=ClaimAct.RETURNED).exclude(Exists(repaired))),
    }


# One dies once, whatever day was typed.
ONCE_IN_A_LIFE = (Category.DEATH, Category.FUNERAL)


@dataclass(frozen=True, slots=True)
class Held:
    """What a claim would hold: the days of one kind of event of one person; `benefit` is the code of its rule."""

    fund: Fund
    person: Person
    category: str
    benefit: str
    is_outsider: bool
    days: tuple[date, ...]
    heir: Beneficiary | None = None


class ClaimQuerySet(models.QuerySet["Claim"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def with_state(self) -> Self:
        """Annotate `state`, a ClaimState, from the records of the claim."""
        return self.annotate(
            state=models.Case(
                *(models.When(condition, then=models.Value(state)) for state, condition in _stands().items()),
                default=models.Value(ClaimState.WAITING),
                output_field=models.CharField(),
            )
        )

    def count_by_state(self) -> dict[str, int]:
        """Count claims by ClaimState. One query."""
        counted: Any = self.with_state().order_by()
        return dict(counted.values_list("state").annotate(count=models.Count("pk")))

    def with_records(self) -> Self:
        """Load with each claim its person, its rule, who filed, decided and paid it, and the voucher."""
        return self.select_related(
            "person", "membership", "term", "by", "decision__by", "payout__by", "payout__voucher",
            "payout__transfer__credit",
        ).prefetch_related(models.Prefetch("acts", ClaimStep.objects.select_related("by").order_by("pk")))  # fmt: skip

    def waiting(self) -> Self:
        """Keep claims that wait for signatures or a decision."""
        return self.in_state(ClaimState.WAITING)

    def standing(self) -> Self:
        """Leave out claims that were refused or withdrawn, and those whose payment was turned back."""
        conditions = _stands()
        over = (ClaimState.REFUSED, ClaimState.WITHDRAWN, ClaimState.REVERSED)
        return self.filter(*(~conditions[state] for state in over))

    def colliding(self, held: "Held") -> Self:
        """Keep standing claims that hold a day of `held`: by another fund, or for the same benefit."""
        found = self.standing().filter(person=held.person, category=held.category)
        if held.benefit:
            alike = Q(term__code=held.benefit) | Q(term__isnull=True) | Q(membership__isnull=not held.is_outsider)
            found = found.filter(~Q(fund=held.fund) | alike)
        if held.heir is not None:
            found = found.filter(~Q(fund=held.fund) | Q(heir__isnull=True) | Q(heir=held.heir))
        if held.category in ONCE_IN_A_LIFE:
            return found
        days = ClaimedDay.objects.filter(claim=OuterRef("pk"), day__in=held.days)
        return found.filter(Exists(days))

    def in_state(self, state: str) -> Self:
        """Keep claims in the ClaimState `state`; all of them for any other word.

        What is paid is approved, and what is decided was not sent back: each state asks only what tells it apart.
        """
        if state not in ClaimState.values:
            return self
        stands = _stands()
        is_paid, is_withdrawn = stands[ClaimState.PAID], stands[ClaimState.WITHDRAWN]
        if state == ClaimState.WAITING:
            return self.filter(~is_withdrawn, ~stands[ClaimState.RETURNED], decision__isnull=True)
        if state == ClaimState.RETURNED:
            return self.filter(stands[ClaimState.RETURNED], ~is_withdrawn, decision__isnull=True)
        if state == ClaimState.APPROVED:
            return self.filter(~is_paid, ~is_withdrawn, decision__verdict=Verdict.APPROVE)
        if state == ClaimState.REFUSED:
            return self.filter(decision__verdict=Verdict.REFUSE)
        if state == ClaimState.PAID:
            return self.filter(is_paid, ~stands[ClaimState.REVERSED])
        return self.filter(stands[ClaimState(state)])

    def matching(self, words: str) -> Self:
        """Keep claims whose number (12 or 12/2561) or whose person's name matches `words`."""
        bare = thai.arabic_digits(words).strip()
        number, _slash, year = (part.strip() for part in bare.partition("/"))
        if number.isdecimal() and len(number) < 10:
            by_number = self.filter(number=int(number))
            return by_number.filter(year=int(year)) if year.isdecimal() and len(year) < 5 else by_number
        for word in thai.search_text(words).split():
            self = self.filter(person__search__contains=word)
        return self

    def unpaid(self) -> Self:
        """Keep claims that are approved and not yet paid."""
        return self.in_state(ClaimState.APPROVED)


class Claim(models.Model):
    """A request for welfare (คำขอรับสวัสดิการ) by a member, or for a person who is not one.

    `occurred_on` is the day it happened and picks the rule; `until_on` ends a stay. `facts` are the
    counts the rule asks for (nights, children, grade …). `judged` is what the rule allows in baht and
    `steps` how it came to that; `amount` is what is asked, never more than that. `heir` is the named one
    who asks for their share at a death.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    number = models.PositiveIntegerField(_("number"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="claims", verbose_name=_("person"))
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("membership")
    )
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("benefit term")
    )
    category = models.CharField(_("official category"), max_length=16, choices=Category)
    occurred_on = models.DateField(_("happened on"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    heir = models.ForeignKey(
        Beneficiary, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("beneficiary")
    )
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    judged = BahtField(_("allowed by the rule (baht)"))
    steps = models.JSONField(_("how the sum came about"), default=list, blank=True)
    amount = BahtField(_("amount (baht)"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    claimant = models.CharField(_("asked for by"), max_length=200, blank=True)
    filed_on = models.DateField(_("filed on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("filed by"))
    at = models.DateTimeField(_("filed at"), auto_now_add=True)

    state: str  # a ClaimState, where the query was asked for it by `with_state`

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = (
            models.Index(fields=["fund", "-filed_on", "-id"], name="claim_of_fund_by_day"),
            models.Index(fields=["person", "occurred_on"], name="claim_of_person_by_day"),
            # Nearly everybody who is helped is a member: those who are not are found without all others of the country.
            models.Index(
                fields=["fund", "person"], condition=Q(membership__isnull=True), name="claims_of_outsiders_of_a_fund"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["fund", "year", "number"], name="claim_number_never_repeats"),
            models.CheckConstraint(
                name="claim_amount_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount must be more than zero."),
            ),
            models.CheckConstraint(
                name="claim_is_never_raised",
                condition=Q(amount__lte=F("judged")),
                violation_error_message=_("A claim may be lowered, never raised above what the rule allows."),
            ),
            models.CheckConstraint(
                name="claim_ends_after_it_begins",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("occurred_on")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                name="help_to_outsiders_has_a_reason",
                condition=Q(membership__isnull=False) | ~Q(reason=""),
                violation_error_message=_("Help to someone who is not a member needs a reason."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def is_for_outsider(self) -> bool:
        """Whether this is help to someone who is not a member."""
        return self.membership_id is None

    @property
    def what(self) -> str:
        """What is claimed, as the rule book calls it; the official category where no rule names it."""
        return self.term.name if self.term else self.get_category_display()

    @property
    def is_lowered(self) -> bool:
        """Whether less is asked than the rule allows."""
        return self.amount < self.judged

    def why(self) -> list[str]:
        """Give the steps of the sum in the reader's language, each with its clause."""
        language = "en" if get_language() == "en" else "th"
        return [step if isinstance(step, str) else str(step.get(language, "")) for step in self.steps]
