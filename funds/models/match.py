"""The state's match round by round: the rule with its day, what was asked, approved, received and paid back."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, ExpressionWrapper, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from welfare.money import BahtField

from .fund import Fund, Province
from .ledger import MOST_ROUNDS, Transfer


class MatchRuleQuerySet(models.QuerySet["MatchRule"]):
    def of(self, province: Province) -> Self:
        return self.filter(province=province)

    def in_force(self, day: date) -> Self:
        """Keep the rule that a counting day goes by: the last one that had begun."""
        return self.filter(since__lte=day).order_by("-since", "-pk")[:1]


class MatchRule(models.Model):
    """The national rule of the match from a day, with the text it was taken from; the database keeps it as it is."""

    key = models.UUIDField(_("key"), unique=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    since = models.DateField(_("in force from"))
    head_rate = BahtField(_("baht for each member and round"))
    rounds_max = models.PositiveSmallIntegerField(_("rounds a member is matched at most"))
    months_min = models.PositiveSmallIntegerField(_("full months in the fund by the counting day"))
    month = models.PositiveSmallIntegerField(
        _("month of the counting day"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(_("counting day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    spread_subdistrict = models.PositiveSmallIntegerField(
        _("villages with members in a subdistrict (per cent)"), validators=[MaxValueValidator(100)]
    )
    spread_municipality = models.PositiveSmallIntegerField(
        _("communities with members in a municipality (per cent)"), validators=[MaxValueValidator(100)]
    )
    kinds_min = models.PositiveSmallIntegerField(_("basic kinds of welfare at least"))
    source = models.TextField(_("where the rule is written"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = MatchRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of the state match")
        verbose_name_plural = _("rules of the state match")
        constraints = (
            models.UniqueConstraint(
                fields=["province", "since"], name="one_match_rule_from_a_day",
                violation_error_message=_("There is a version from this day already."),
            ),
            models.CheckConstraint(
                name="match_rule_can_be_kept",
                condition=Q(
                    head_rate__gt=0, rounds_max__gte=1, month__gte=1, month__lte=12, day__gte=1, day__lte=31,
                    spread_subdistrict__lte=100, spread_municipality__lte=100,
                ) & ~Q(source=""),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.province} {self.since}"


class MatchRoundQuerySet(models.QuerySet["MatchRound"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)


class MatchRound(models.Model):
    """A fund's round of the match: its running number and the day on which members are counted.

    `wording` is what the request says that no row of the books tells; it may change until the request is sent.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    number = models.PositiveSmallIntegerField(_("round of the match"))
    counting_on = models.DateField(_("counting day"))
    wording = models.JSONField(_("what the request says"), default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    at = models.DateTimeField(_("begun at"), auto_now_add=True)

    objects = MatchRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of the match")
        verbose_name_plural = _("rounds of the match")
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "number"], name="match_round_is_begun_once",
                violation_error_message=_("This round has been begun before."),
            ),
            models.UniqueConstraint(
                fields=["fund", "counting_on"], name="members_are_counted_once_on_a_day",
                violation_error_message=_("Another round counts the members of this day."),
            ),
            models.CheckConstraint(
                name="match_round_has_a_number", condition=Q(number__gte=1, number__lte=MOST_ROUNDS)
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return _("Round %(round)s") % {"round": self.number}


class MatchRequestQuerySet(models.QuerySet["MatchRequest"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(round__fund=fund)

    def standing(self) -> Self:
        """Leave out what was withdrawn or refused."""
        return self.filter(Q(verdict__isnull=True) | Q(verdict__outcome=Outcome.APPROVED))

    def approved(self) -> Self:
        return self.filter(verdict__outcome=Outcome.APPROVED)

    def with_approval(self, until: date = date.max) -> Self:
        """Annotate `approved_baht` and `approved_heads` as last amended by `until`; None while not approved."""
        last = MatchAmendment.objects.filter(request=OuterRef("pk"), on__lte=until).order_by("-pk")
        said = {
            name: Case(When(
                verdict__outcome=Outcome.APPROVED,
                then=Coalesce(Subquery(last.values(field)[:1]), F(f"verdict__{field}")),
            ))
            for name, field in (("approved_baht", "amount"), ("approved_heads", "heads"))
        }  # fmt: skip
        return self.annotate(**said)


class MatchRequest(models.Model):
    """What a round asked for when it was sent: heads × rate, the list of `lines` by its hash, all the paper's facts.

    The database refuses to change it. A mistake is withdrawn and sent again as the next `version`.
    """

    key = models.UUIDField(_("key"), unique=True)
    round = models.ForeignKey(MatchRound, models.PROTECT, related_name="requests", verbose_name=_("round of the match"))
    version = models.PositiveSmallIntegerField(_("version"))
    head_rate = BahtField(_("baht for each member and round"))
    heads = models.PositiveIntegerField(_("members counted"))
    lines = models.PositiveIntegerField(_("lines of the list"))
    amount = BahtField(_("asked for (baht)"))
    figures = models.JSONField(_("figures"))
    list_sha256 = models.CharField(_("hash of the list"), max_length=64)
    sha256 = models.CharField(_("hash"), max_length=64)
    on = models.DateField(_("sent on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    at = models.DateTimeField(_("sent at"), auto_now_add=True)

    objects = MatchRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for the match")
        verbose_name_plural = _("requests for the match")
        constraints = (
            models.UniqueConstraint(fields=["round", "version"], name="match_request_has_one_version"),
            models.CheckConstraint(
                name="match_request_is_heads_by_rate",
                condition=Q(
                    amount=ExpressionWrapper(F("heads") * F("head_rate"), output_field=models.BigIntegerField())
                ),
            ),
            models.CheckConstraint(
                name="match_request_counts_someone", condition=Q(heads__gte=1, lines__gte=F("heads"))
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round} ({self.version})"


class Outcome(models.TextChoices):
    """What became of a request."""

    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("not approved")
    WITHDRAWN = "withdrawn", _("withdrawn to send again")


class MatchVerdict(models.Model):
    """A request was approved for `amount` baht, perhaps less than asked; or refused, or withdrawn, for a reason."""

    key = models.UUIDField(_("key"), unique=True)
    request = models.OneToOneField(
        MatchRequest, models.PROTECT, related_name="verdict", verbose_name=_("request for the match")
    )
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    heads = models.PositiveIntegerField(_("members approved"), default=0)
    amount = BahtField(_("approved (baht)"), default=0)
    paper = models.CharField(_("letter number"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision on a request for the match")
        verbose_name_plural = _("decisions on requests for the match")
        constraints = (
            models.CheckConstraint(
                name="match_is_approved_with_a_sum_or_not_for_a_reason",
                condition=Q(outcome=Outcome.APPROVED, amount__gt=0, heads__gte=1)
                | (~Q(outcome=Outcome.APPROVED) & Q(amount=0, heads=0) & ~Q(reason="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.request} {self.get_outcome_display()}"


class MatchAmendment(models.Model):
    """An approval that was typed otherwise than its letter has it: `amount` baht for `heads` stand from now on.

    The verdict stays as it was entered; the last amendment counts. The database refuses to change one.
    """

    key = models.UUIDField(_("key"), unique=True)
    request = models.ForeignKey(
        MatchRequest, models.PROTECT, related_name="amendments", verbose_name=_("request for the match")
    )
    heads = models.PositiveIntegerField(_("members approved"))
    amount = BahtField(_("approved (baht)"))
    paper = models.CharField(_("letter number"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("amendment of an approval")
        verbose_name_plural = _("amendments of approvals")
        constraints = (
            models.CheckConstraint(
                name="match_is_amended_for_a_reason", condition=Q(amount__gt=0, heads__gte=1) & ~Q(reason="")
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.request} {self.amount}"


class MatchRecall(models.Model):
    """Of an approved match `amount` baht are to be paid back, for a reason."""

    key = models.UUIDField(_("key"), unique=True)
    request = models.ForeignKey(
        MatchRequest, models.PROTECT, related_name="recalls", verbose_name=_("request for the match")
    )
    amount = BahtField(_("to be paid back (baht)"))
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("found on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("match to be paid back")
        verbose_name_plural = _("matches to be paid back")
        constraints = (
            models.CheckConstraint(
                name="match_is_recalled_for_a_reason", condition=Q(amount__gt=0) & ~Q(reason="")
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.request} {self.amount}"


class MatchMoney(models.Model):
    """Which entry of the books brought an approved match, or paid some of it back. An entry turned back counts not."""

    request = models.ForeignKey(
        MatchRequest, models.PROTECT, related_name="money", verbose_name=_("request for the match")
    )
    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="match_money", verbose_name=_("entry"))
    is_back = models.BooleanField(_("paid back"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("money of the match")
        verbose_name_plural = _("money of the match")

    def __str__(self) -> str:
        return f"{self.request} {self.transfer}"
