"""Two entries of one human being made one, with which records went where; and two alike that are two people."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funds.models import Fund

from .person import Person


class Moved(models.TextChoices):
    """The kinds of record that name a person, in the order in which a merge moves them."""

    MEMBERSHIP = "membership", _("membership")
    CLAIM = "claim", _("claim")
    CLAIMED_DAY = "claimedday", _("day held by a claim")
    PAYOUT = "payout", _("payout")
    CONSENT = "consent", _("consent")


class MergeQuerySet(models.QuerySet["Merge"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def standing(self) -> Self:
        """Leave out what was undone."""
        return self.filter(undo__isnull=True)


class Merge(models.Model):
    """From now on the records of `gone` stand under `kept`; the database moves a record by such a row alone.

    `filled` names what `kept` lacked and took over from `gone`: for each field what stood in its place. It holds no
    name and no number.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    kept = models.ForeignKey(Person, models.PROTECT, related_name="merged", verbose_name=_("entry that is kept"))
    gone = models.ForeignKey(Person, models.PROTECT, related_name="merges", verbose_name=_("entry that is given up"))
    filled = models.JSONField(_("what was taken over"), default=dict, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("merged by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("entries made one")
        verbose_name_plural = _("entries made one")
        constraints = (
            models.CheckConstraint(name="nobody_is_merged_into_themselves", condition=~Q(kept=F("gone"))),
            models.CheckConstraint(name="people_are_merged_for_a_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"


class MergedRecord(models.Model):
    """A record that a merge met: one of the entry given up, which was moved, or one that the kept entry had already.

    What the kept entry has beyond these came later, and stands in the way of an undo.
    """

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="records", verbose_name=_("entries made one"))
    kind = models.CharField(_("kind"), max_length=12, choices=Moved)
    record = models.BigIntegerField(_("record"))
    is_moved = models.BooleanField(_("was moved"))

    class Meta:
        verbose_name = _("record met by a merge")
        verbose_name_plural = _("records met by merges")
        indexes = (models.Index(fields=["kind", "record"], name="merges_of_a_record"),)
        constraints = (models.UniqueConstraint(fields=["merge", "kind", "record"], name="merge_meets_a_record_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class MergeUndo(models.Model):
    """A merge was a mistake: the two are two again, and each record is back where it came from."""

    key = models.UUIDField(_("key"), unique=True)
    undone = models.OneToOneField(Merge, models.PROTECT, related_name="undo", verbose_name=_("entries made one"))
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("undone by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("merge undone")
        verbose_name_plural = _("merges undone")
        constraints = (models.CheckConstraint(name="merge_is_undone_for_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return f"{self.undone} {self.on}"


class DistinctionQuerySet(models.QuerySet["Distinction"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def standing(self) -> Self:
        """Leave out what was asked again."""
        return self.filter(withdrawal__isnull=True)


class Distinction(models.Model):
    """Someone who knows said that two entries alike are two people; `one` is the earlier entry."""

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    one = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("first entry"))
    other = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("second entry"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("told by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = DistinctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("entries told apart")
        verbose_name_plural = _("entries told apart")
        constraints = (models.CheckConstraint(name="pair_names_the_earlier_first", condition=Q(one__lt=F("other"))),)

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"


class DistinctionWithdrawal(models.Model):
    """Whether the two are two people is asked again."""

    key = models.UUIDField(_("key"), unique=True)
    withdrawn = models.OneToOneField(
        Distinction, models.PROTECT, related_name="withdrawal", verbose_name=_("entries told apart")
    )
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("entries looked at again")
        verbose_name_plural = _("entries looked at again")

    def __str__(self) -> str:
        return f"{self.withdrawn} {self.on}"
