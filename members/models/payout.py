"""Payments of claims, with their papers in the books."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from funds.models import Category, Fund, Transfer, Voucher
from welfare import thai
from welfare.money import BahtField

from .person import Person


class PayoutQuerySet(models.QuerySet["Payout"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def until(self, day: date) -> Self:
        return self.filter(on__lte=day)

    def standing(self, day: date | None = None) -> Self:
        """Leave out payments turned back by the end of `day`, or at any time."""
        back = Transfer.objects.filter(reversal_of=OuterRef("transfer"))
        return self.filter(~Exists(back if day is None else back.filter(on__lte=day)))

    def matching(self, words: str) -> Self:
        """Keep payouts whose voucher number (12 or 12/2561) or whose person's name matches `words`."""
        bare = thai.arabic_digits(words).strip()
        number, _slash, year = (part.strip() for part in bare.partition("/"))
        if number.isdecimal() and len(number) < 10:
            by_number = self.filter(voucher__number=int(number))
            return by_number.filter(voucher__year=int(year)) if year.isdecimal() and len(year) < 5 else by_number
        for word in thai.search_text(words).split():
            self = self.filter(person__search__contains=word)
        return self


class Payout(models.Model):
    """The one payment of an approved claim, with its transfer and its voucher.

    Fund, person, category and whether they were a member then are kept from the claim, so that
    counting cases and people asks this table alone; the database refuses a payout that differs.
    """

    key = models.UUIDField(_("key"), unique=True)
    claim = models.OneToOneField("members.Claim", models.PROTECT, related_name="payout", verbose_name=_("claim"))
    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="+", verbose_name=_("transfer"))
    voucher = models.OneToOneField(Voucher, models.PROTECT, related_name="+", verbose_name=_("voucher"))
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="payouts", verbose_name=_("person"))
    category = models.CharField(_("official category"), max_length=16, choices=Category)
    outsider = models.BooleanField(_("not a member then"))
    amount = BahtField(_("amount (baht)"))
    # NULL where cash was handed over before a witness.
    proof = models.CharField(_("proof of the transfer"), max_length=60, null=True, blank=True)  # noqa: DJ001
    on = models.DateField(_("paid on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("paid by"))
    at = models.DateTimeField(_("paid at"), auto_now_add=True)

    objects = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        indexes = (
            models.Index(fields=["fund", "on", "id"], name="payout_of_fund_by_day"),
            models.Index(fields=["person", "fund", "on"], name="payout_of_person"),
        )
        constraints = (
            models.CheckConstraint(
                name="payout_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount must be more than zero."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"
