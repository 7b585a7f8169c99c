"""Collection days: one branch, one day, many receipts, and the sheet while it is being typed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.models import Account, Branch, Fund
from welfare.money import BahtField

from .membership import Membership


class Collection(models.Model):
    """A collection day (การรับเงินประจำงวด): what its receipts come to, and the cash that was counted.

    `difference` is counted less receipts in baht; where there is one, `explanation` says why.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("branch")
    )
    into = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("into"))
    on = models.DateField(_("date"))
    total = BahtField(_("receipts (baht)"))
    counted = BahtField(_("cash counted (baht)"))
    difference = BahtField(_("difference (baht)"), default=0)
    explanation = models.CharField(_("explanation"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("collection day")
        verbose_name_plural = _("collection days")
        indexes = (models.Index(fields=["fund", "-on", "-id"], name="collections_of_a_fund"),)
        constraints = (
            models.CheckConstraint(
                name="collection_difference_is_explained",
                condition=Q(difference=0) | ~Q(explanation=""),
                violation_error_message=_("The cash counted differs from the receipts: say why."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.branch or ''} {self.total}"


class CollectionDraft(models.Model):
    """A sheet being typed, kept on the way: one for each clerk, branch and day. `lines` is what was typed."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("branch")
    )
    key = models.UUIDField(_("key"), unique=True)
    typed = models.JSONField(_("what was typed"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("typed by"))
    at = models.DateTimeField(_("kept at"), auto_now=True)

    class Meta:
        verbose_name = _("sheet being typed")
        verbose_name_plural = _("sheets being typed")
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "branch", "by"],
                condition=Q(branch__isnull=False),
                name="one_sheet_of_a_branch_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["fund", "by"], condition=Q(branch__isnull=True), name="one_sheet_of_the_fund_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.fund} {self.branch or ''} {self.by}"


class Opening(models.Model):
    """What the paper said of a member when the fund began with the portal.

    `paid_until` is the last day paid for; `match_rounds` how many times the state matched this member.
    """

    membership = models.OneToOneField(Membership, models.PROTECT, related_name="opening", verbose_name=_("membership"))
    paid_until = models.DateField(_("paid until"), null=True, blank=True)
    match_rounds = models.PositiveSmallIntegerField(_("rounds of state match"), default=0)
    has_been_helped = models.BooleanField(_("has received a benefit before"), default=False)
    on = models.DateField(_("as of"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("opening facts of a member")
        verbose_name_plural = _("opening facts of members")
        constraints = (models.CheckConstraint(name="match_rounds_are_few", condition=Q(match_rounds__lte=20)),)

    def __str__(self) -> str:
        return f"{self.membership} {self.on}"


class OpeningCheck(models.Model):
    """Somebody compared a fund's opening with its paper and confirmed it; the database keeps it as it was then."""

    key = models.UUIDField(_("key"), unique=True)
    fund = models.OneToOneField(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    members = models.PositiveIntegerField(_("members with opening facts"))
    on = models.DateField(_("as of"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("confirmed by"))
    at = models.DateTimeField(_("confirmed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("confirmed opening")
        verbose_name_plural = _("confirmed openings")

    def __str__(self) -> str:
        return f"{self.fund} {self.on}"


class LapseWarning(models.Model):
    """A member was warned of lapsing: when, and how many payments were missing then."""

    key = models.UUIDField(_("key"), unique=True)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="warnings", verbose_name=_("membership"))
    missed = models.PositiveSmallIntegerField(_("missed payments"))
    on = models.DateField(_("warned on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("warned by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("warning before lapse")
        verbose_name_plural = _("warnings before lapse")
        indexes = (models.Index(fields=["membership", "-on"], name="warnings_of_a_member"),)

    def __str__(self) -> str:
        return f"{self.membership} {self.on}"
