"""Totals kept by the pen, in the same transaction as the rows they sum.

A page that reads them costs the same at thirteen thousand members and at six million. Each change is kept
four times, by day, month, year and in all, so that any as-of date is a short sum: whole years before it,
whole months of its year, days of its month. check_books recomputes them from the rows.
"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare.money import BahtField

from .fund import Fund, Province


class Span(models.TextChoices):
    """How long a stretch of time one kept total covers."""

    EVER = "E", _("since founding")
    YEAR = "Y", _("year")
    MONTH = "M", _("month")
    DAY = "D", _("day")


class Measure(models.TextChoices):
    """What is counted. Persons and cases are different things: `helped` counts persons, `benefit` cases."""

    MONEY = "money", _("money in the fund")
    INCOME = "income", _("money received")
    BENEFIT = "benefit", _("welfare paid")
    COST = "cost", _("running costs")
    MEMBERS = "members", _("members")
    HELPED = "helped", _("people helped")


BEGINNING = date(1900, 1, 1)  # where the span "since founding" starts, as no calendar period does


class TotalQuerySet(models.QuerySet[Any]):
    def as_of(self, day: date | None) -> Self:
        """Keep the rows whose sum is the total at the end of `day`; None is everything there is."""
        if day is None:
            return self.filter(span=Span.EVER)
        year, month = day.replace(month=1, day=1), day.replace(day=1)
        return self.filter(
            Q(span=Span.YEAR, start__lt=year)
            | Q(span=Span.MONTH, start__gte=year, start__lt=month)
            | Q(span=Span.DAY, start__gte=month, start__lte=day)
        )


class KeptTotal(models.Model):
    """`count` and `amount` (baht) of one measure in one stretch of time.

    `line` is the source of income, the official category of welfare or the kind of cost. `outsiders`
    tells help to people who are not members from help to members.
    """

    span = models.CharField(_("span"), max_length=1, choices=Span)
    start = models.DateField(_("first day"))
    measure = models.CharField(_("measure"), max_length=8, choices=Measure)
    line = models.CharField(_("line"), max_length=16, blank=True)
    outsiders = models.BooleanField(_("people who are not members"), default=False)
    count = models.BigIntegerField(_("count"), default=0)
    amount = BahtField(_("amount (baht)"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.measure} {self.line} {self.span} {self.start}: {self.count}, {self.amount}"


class FundTotal(KeptTotal):
    """A kept total of one fund."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="totals", verbose_name=_("fund"))

    objects = TotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept total of a fund")
        verbose_name_plural = _("kept totals of funds")
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "span", "start", "measure", "line", "outsiders"], name="one_kept_total_of_a_fund"
            ),
        )


class ProvinceTotal(KeptTotal):
    """A kept total of one province. People helped by two of its funds count once here."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="totals", verbose_name=_("province"))

    objects = TotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept total of a province")
        verbose_name_plural = _("kept totals of provinces")
        constraints = (
            models.UniqueConstraint(
                fields=["province", "span", "start", "measure", "line", "outsiders"],
                name="one_kept_total_of_a_province",
            ),
        )
