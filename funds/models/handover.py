"""A change of committee: what the one who goes hands to the one who comes, as both saw it on that day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .fund import Fund, Office


class Handover(models.Model):
    """What `given_by` handed over with an office: balances, open matters and papers, confirmed by `taken_by` later.

    `figures` holds what the portal said when it was handed over; it is never changed, and confirmed once.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="handovers", verbose_name=_("fund"))
    office = models.CharField(_("office"), max_length=12, choices=Office)
    figures = models.JSONField(_("what was handed over"), default=dict)
    papers = models.TextField(_("papers and things"), max_length=2000)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by"))
    given_at = models.DateTimeField(_("given at"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints = (
            models.CheckConstraint(
                name="handover_has_two_sides",
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | (Q(taken_by__isnull=False, taken_at__isnull=False) & ~Q(taken_by=F("given_by"))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_office_display()} {self.given_by}"
