"""The running numbers of a fund: the last one given out in each series."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fund import Fund


class Numbers(models.TextChoices):
    """The running numbers of a fund."""

    MEMBER = "member", _("member number")
    RECEIPT = "receipt", _("receipt number")
    VOUCHER = "voucher", _("voucher number")
    CLAIM = "claim", _("claim number")


class Series(models.Model):
    """The last number given out in a series; year 0 where numbers run on for ever."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    of = models.CharField(_("series"), max_length=12, choices=Numbers)
    year = models.PositiveSmallIntegerField(_("year (B.E.)"), default=0)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = (models.UniqueConstraint(fields=["fund", "of", "year"], name="one_series_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.of} {self.year}: {self.last}"
