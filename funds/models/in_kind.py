"""Help that is no money: a room, a car, an officer's time. It stands beside the books, never in them."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare import thai
from welfare.money import BahtField

from .fund import Fund
from .ledger import Source

# Who gives what is no money. Source: CODI status form, sections 3.4 and 12; the local authority above all.
GIVERS = (Source.LAO, Source.OTHER_STATE, Source.ORGANISATIONS, Source.DONATION, Source.OTHER)


class InKindQuerySet(models.QuerySet["InKind"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def standing(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(withdrawal__isnull=True)

    def until(self, day: date) -> Self:
        return self.filter(on__lte=day)

    def matching(self, words: str) -> Self:
        """Keep what holds every word in the giver's name or in what was given."""
        for word in thai.tidy(words).split():
            self = self.filter(Q(giver__contains=word) | Q(what__contains=word))
        return self


class InKind(models.Model):
    """What `giver` gave on the day `on` that is no money; `worth` is the baht put on it, 0 where nobody did."""

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    source = models.CharField(_("source"), max_length=16, choices=Source)
    giver = models.CharField(_("given by"), max_length=200)
    what = models.CharField(_("what was given"), max_length=300)
    worth = BahtField(_("worth (baht)"), default=0)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = InKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("help in kind")
        verbose_name_plural = _("help in kind")
        indexes = (models.Index(fields=["fund", "on", "id"], name="help_in_kind_by_day"),)
        constraints = (
            models.CheckConstraint(name="help_in_kind_is_not_negative", condition=Q(worth__gte=0)),
            models.CheckConstraint(name="help_in_kind_is_named", condition=~Q(what="") & ~Q(giver="")),
            models.CheckConstraint(name="help_in_kind_has_a_giver", condition=Q(source__in=GIVERS)),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.what}"


class InKindWithdrawal(models.Model):
    """A record of help in kind that was wrong, and why: it counts no more and stays."""

    key = models.UUIDField(_("key"), unique=True)
    in_kind = models.OneToOneField(InKind, models.PROTECT, related_name="withdrawal", verbose_name=_("help in kind"))
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("taken back on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken back by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("help in kind taken back")
        verbose_name_plural = _("help in kind taken back")
        constraints = (models.CheckConstraint(name="in_kind_withdrawal_has_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return f"{self.in_kind} {self.on}"
