"""Corrections: a wrong paper is turned back, above the fund's limit only by a second person."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from welfare import thai

from .fund import Fund
from .ledger import Receipt, Transfer, Voucher


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def matching(self, words: str) -> Self:
        """Keep those whose reason, or the name of who asked, holds every word."""
        for word in thai.tidy(words).split():
            self = self.filter(Q(reason__contains=word) | Q(by__display_name__contains=word))
        return self

    def waiting(self) -> Self:
        return self.filter(decision__isnull=True)

    def done(self) -> Self:
        return self.filter(decision__is_done=True)

    def declined(self) -> Self:
        return self.filter(decision__is_done=False)

    def count_by_state(self) -> dict[str, int]:
        """Count corrections that wait, were carried out and were declined, and all of them. One query."""
        return self.aggregate(
            waiting=Count("pk", filter=Q(decision__isnull=True)),
            done=Count("pk", filter=Q(decision__is_done=True)),
            declined=Count("pk", filter=Q(decision__is_done=False)),
            all=Count("pk"),
        )

    def with_records(self) -> Self:
        """Load with each correction its paper, who asked, and who decided."""
        return self.select_related("receipt", "voucher", "transfer", "by", "decision__by")

    def standing(self) -> Self:
        """Leave out what was declined."""
        return self.filter(Q(decision__isnull=True) | Q(decision__is_done=True))


class Correction(models.Model):
    """Someone asks to turn a receipt, a voucher or a single entry back, with a reason.

    A paper has one that waits or was carried out, which the database keeps so; a declined one may be asked again.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="corrections", verbose_name=_("fund"))
    receipt = models.ForeignKey(
        Receipt, models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("receipt")
    )
    voucher = models.ForeignKey(
        Voucher, models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("voucher")
    )
    transfer = models.ForeignKey(
        Transfer, models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("entry")
    )
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("asked on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    at = models.DateTimeField(_("asked at"), auto_now_add=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = (
            models.CheckConstraint(
                name="correction_is_of_one_paper",
                condition=Q(receipt__isnull=False, voucher__isnull=True, transfer__isnull=True)
                | Q(receipt__isnull=True, voucher__isnull=False, transfer__isnull=True)
                | Q(receipt__isnull=True, voucher__isnull=True, transfer__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("A correction needs a reason."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.receipt or self.voucher or self.transfer}: {self.reason}"


class CorrectionDecision(models.Model):
    """What became of a correction. `needed` says whether a second person had to decide; then another one did."""

    key = models.UUIDField(_("key"), unique=True)
    correction = models.OneToOneField(Correction, models.PROTECT, related_name="decision", verbose_name=_("correction"))
    is_done = models.BooleanField(_("turned back"))
    needed = models.BooleanField(_("needed a second person"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    on = models.DateField(_("decided on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by"))
    at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision on a correction")
        verbose_name_plural = _("decisions on corrections")

    def __str__(self) -> str:
        return f"{self.correction} {self.is_done}"
