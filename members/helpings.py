"""Whom the funds of a province helped: persons, each once, whatever number of funds and kinds of help reached them.

Persons do not add up: who was helped by two funds, or in two ways, counts in both and once in all. So they are
counted here from the payments that stand, by the fund, by the category and in all, never added.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from funds.models import Fund, Province, Transfer

from .models import Payout, PayoutQuerySet


@dataclass(frozen=True, slots=True)
class People:
    """Persons helped, each once: as what they were when help first reached them in the stretch asked for.

    `several` of them were helped by more than one fund.
    """

    members: int
    others: int
    several: int

    @property
    def all(self) -> int:
        return self.members + self.others


def paid(province: Province, first: date | None, last: date, category: str = "") -> PayoutQuerySet:
    """Give the payments from `first`, or since founding, to `last` that stood at the end of it."""
    found = Payout.objects.filter(fund__province=province, on__lte=last).standing(last)
    if first:
        found = found.filter(on__gte=first)
    return found.filter(category=category) if category else found


def people(payments: PayoutQuerySet) -> People:
    """Count the persons of `payments`, in one query."""
    same = payments.order_by().filter(person=OuterRef("person"))
    earlier = same.filter(Q(on__lt=OuterRef("on")) | Q(on=OuterRef("on"), pk__lt=OuterRef("pk")))
    firsts = payments.filter(~Exists(earlier)).annotate(elsewhere=Exists(same.exclude(fund=OuterRef("fund"))))
    return People(**firsts.aggregate(
        members=Count("pk", filter=Q(outsider=False)), others=Count("pk", filter=Q(outsider=True)),
        several=Count("pk", filter=Q(elsewhere=True)),
    ))  # fmt: skip


def people_by(payments: PayoutQuerySet, column: str) -> dict[str | int, int]:
    """Count the persons of `payments` for each fund (primary key) or category, each once in it, in one query."""
    counted = payments.order_by().values_list(column).annotate(count=Count("person", distinct=True))
    return dict(counted)


def turned_back(fund: Fund, first: date, last: date | None) -> PayoutQuerySet:
    """Give the payments of before `first` that were turned back from `first` to `last`: they lessen these days."""
    back = Transfer.objects.filter(reversal_of=OuterRef("transfer"), on__gte=first)
    if last:
        back = back.filter(on__lte=last)
    return Payout.objects.of(fund).filter(Exists(back), on__lt=first)
