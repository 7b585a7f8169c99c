"""Files of the paper's past that were taken in: one record for each, and which rows it made."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.models import Fund, Receipt

from .claim import Claim
from .membership import Beneficiary, Membership


class Kind(models.TextChoices):
    """What a file holds."""

    MEMBERS = "members", _("members")
    CONTRIBUTIONS = "contributions", _("contributions")
    PAYOUTS = "payouts", _("welfare paid")
    HEIRS = "heirs", _("beneficiaries")


class ImportQuerySet(models.QuerySet["Import"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def standing(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(withdrawal__isnull=True)


class Import(models.Model):
    """One file taken in, all of it in one go. `columns` says which of its columns held what, for the next file.

    The same file is recognised by its hash. `branches` are the primary keys of those that the file made.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    kind = models.CharField(_("holds"), max_length=16, choices=Kind)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("hash of the file"), max_length=64)
    columns = models.JSONField(_("which column holds what"), default=dict)
    branches = models.JSONField(_("branches made"), default=list)
    count = models.PositiveIntegerField(_("rows taken in"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken in by"))
    at = models.DateTimeField(_("taken in at"), auto_now_add=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("file taken in")
        verbose_name_plural = _("files taken in")
        indexes = (models.Index(fields=["fund", "kind", "sha256"], name="imports_of_fund_by_hash"),)

    def __str__(self) -> str:
        return self.file_name


class ImportedMember(models.Model):
    """A membership that a file made: by which of its rows, and whether the person was new to the province."""

    made_by = models.ForeignKey(Import, models.PROTECT, related_name="members", verbose_name=_("file taken in"))
    membership = models.OneToOneField(Membership, models.PROTECT, related_name="imported", verbose_name=_("membership"))
    row = models.PositiveIntegerField(_("row of the file"))
    is_new_person = models.BooleanField(_("the person was not known before"))

    class Meta:
        verbose_name = _("member taken in from a file")
        verbose_name_plural = _("members taken in from a file")

    def __str__(self) -> str:
        return f"{self.made_by} {self.row}"


class ImportedReceipt(models.Model):
    """A receipt that a file made from the paper register: by which of its rows, and what number stands on the paper."""

    made_by = models.ForeignKey(Import, models.PROTECT, related_name="receipts", verbose_name=_("file taken in"))
    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="+", verbose_name=_("receipt"))
    row = models.PositiveIntegerField(_("row of the file"))
    paper = models.CharField(_("number on the paper"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("receipt taken in from a file")
        verbose_name_plural = _("receipts taken in from a file")

    def __str__(self) -> str:
        return f"{self.made_by} {self.row}"


class ImportedClaim(models.Model):
    """A claim that was decided and paid on paper, and that a file made: `source` is the resolution or book it rests on.

    It stands before its claim does. The database then lets one person write claim, decision and payout, because no
    money leaves the fund by it: docs/decisions/0036-the-past-comes-out-of-the-opening.md.
    """

    made_by = models.ForeignKey(Import, models.PROTECT, related_name="claims", verbose_name=_("file taken in"))
    claim = models.OneToOneField(Claim, models.PROTECT, related_name="imported", verbose_name=_("claim"))
    row = models.PositiveIntegerField(_("row of the file"))
    source = models.CharField(_("decided by"), max_length=200)
    paper = models.CharField(_("number on the paper"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("claim taken in from a file")
        verbose_name_plural = _("claims taken in from a file")
        constraints = (models.CheckConstraint(name="paper_claim_says_who_decided", condition=~Q(source="")),)

    def __str__(self) -> str:
        return f"{self.made_by} {self.row}"


class ImportedHeir(models.Model):
    """A beneficiary that a file named (`is_new`), or whom another one of that file came in place of."""

    made_by = models.ForeignKey(Import, models.PROTECT, related_name="heirs", verbose_name=_("file taken in"))
    heir = models.ForeignKey(Beneficiary, models.PROTECT, related_name="imported", verbose_name=_("beneficiary"))
    row = models.PositiveIntegerField(_("row of the file"))
    is_new = models.BooleanField(_("named by the file"))

    class Meta:
        verbose_name = _("beneficiary taken in from a file")
        verbose_name_plural = _("beneficiaries taken in from a file")
        constraints = (models.UniqueConstraint(fields=["made_by", "heir"], name="heir_stands_once_in_a_file"),)

    def __str__(self) -> str:
        return f"{self.made_by} {self.row}"


class ImportWithdrawal(models.Model):
    """A file that was taken back: what it made is gone, and it may be taken in again."""

    key = models.UUIDField(_("key"), unique=True)
    taken_back = models.OneToOneField(
        Import, models.PROTECT, related_name="withdrawal", verbose_name=_("file taken in")
    )
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("taken back on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken back by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("file taken back")
        verbose_name_plural = _("files taken back")
        constraints = (models.CheckConstraint(name="import_is_taken_back_for_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return f"{self.taken_back} {self.on}"


class UnusedNumber(models.Model):
    """A member number at or below the last one given out that stands for nobody.

    The paper register had left it out, or (`is_freed`) a file that had given it was taken back.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    number = models.PositiveIntegerField(_("member number"))
    is_freed = models.BooleanField(_("free again after a file was taken back"), default=False)

    class Meta:
        verbose_name = _("unused member number")
        verbose_name_plural = _("unused member numbers")
        constraints = (models.UniqueConstraint(fields=["fund", "number"], name="number_is_unused_once"),)

    def __str__(self) -> str:
        return f"{self.fund} {self.number}"


class ImportFile(models.Model):
    """A file that was chosen and not yet taken in, encrypted: it waits until it is taken in or given up.

    `columns` is what was chosen for it.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    kind = models.CharField(_("holds"), max_length=16, choices=Kind)
    name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("hash of the file"), max_length=64)
    content = models.BinaryField(_("content, encrypted"))
    columns = models.JSONField(_("which column holds what"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("chosen by"))
    at = models.DateTimeField(_("chosen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("file that was chosen")
        verbose_name_plural = _("files that were chosen")

    def __str__(self) -> str:
        return self.name
