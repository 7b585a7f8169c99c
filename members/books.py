"""Recompute from the rows what this room keeps beside them, for every fund of a province, and name each difference."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Sum, Value

from funds import policies
from funds.books import ByDay, differences, gaps
from funds.models import Fund, Measure, Numbers, Province, Receipt, Share, Source, Transfer
from welfare.money import ZERO, format_baht

from . import match_books
from .models import Claim, Contribution, Helped, HelpedInProvince, Membership, Payout, UnusedNumber

MEASURES = (Measure.MEMBERS, Measure.HELPED)

# Whom help reached first: person → day, and whether they were no member then.
FirstHelp = dict[int, tuple[date, bool]]


def faults(province: Province) -> list[str]:
    """Name every difference between what is kept of members and of people helped in `province` and the rows."""
    funds = list(Fund.objects.of(province).order_by("position"))
    codes = {fund.pk: fund.code for fund in funds}
    in_fund, in_province = _first_helps(funds)
    came = _members(funds)
    all_came: ByDay = {}
    found = []
    for fund in funds:
        for key, (count, _baht) in came[fund.pk].items():
            all_came[key] = all_came.get(key, (0, ZERO))[0] + count, ZERO
        by_day = came[fund.pk] | _by_day(in_fund[fund.pk])
        found += [f"{fund.code}: {words}" for words in differences(fund, by_day, MEASURES)]
    by_day = all_came | _by_day(in_province)
    found += [f"{province.slug}: {words}" for words in differences(province, by_day, MEASURES)]

    kept: dict[int, FirstHelp] = defaultdict(dict)
    for pk, person, on, outsider in Helped.objects.filter(fund__in=funds).values_list(
        "fund", "person", "first_on", "outsider"
    ):
        kept[pk][person] = on, outsider
    for fund in funds:
        found += [f"{fund.code}: {words}" for words in _unlike(kept[fund.pk], in_fund[fund.pk])]
    kept_in_province = {
        person: (on, outsider)
        for person, on, outsider in HelpedInProvince.objects.filter(province=province).values_list(
            "person", "first_on", "outsider"
        )
    }
    found += [f"{province.slug}: {words}" for words in _unlike(kept_in_province, in_province)]

    numbered = Membership.objects.filter(fund__in=funds, number__isnull=False).values("fund", year=Value(0))
    found += gaps(funds, Numbers.MEMBER, numbered, _unused(funds))
    found += [
        f"{codes[fund]}: member number {number} is kept as unused and stands for a member"
        for fund, number in Membership.objects.filter(fund__in=funds)
        .filter(Exists(UnusedNumber.objects.filter(fund=OuterRef("fund"), number=OuterRef("number"))))
        .order_by("fund", "number")
        .values_list("fund", "number")
    ]
    found += gaps(funds, Numbers.CLAIM, Claim.objects.filter(fund__in=funds).values("fund", "year"))
    return found + _papers(codes) + _shares(funds) + match_books.faults(funds)


def _unused(funds: Iterable[Fund]) -> dict[int, list[int]]:
    """Give, by fund, the member numbers that the paper register left out or that a file taken back set free."""
    by_fund: dict[int, list[int]] = defaultdict(list)
    for fund, number in UnusedNumber.objects.filter(fund__in=funds).values_list("fund", "number"):
        by_fund[fund].append(number)
    return by_fund


def _members(funds: Iterable[Fund]) -> dict[int, ByDay]:
    """Count, by fund and day, who became a member less who was one no more."""
    by_fund: dict[int, ByDay] = defaultdict(dict)
    members = Membership.objects.filter(fund__in=funds).exclude(joined_on=None)
    for day, sign in (("joined_on", 1), ("ended_on", -1)):
        for pk, on, count in members.exclude(**{day: None}).values_list("fund", day).annotate(Count("pk")):
            key = (Measure.MEMBERS.value, "", False, on)
            by_fund[pk][key] = by_fund[pk].get(key, (0, ZERO))[0] + sign * count, ZERO
    return by_fund


def _first_helps(funds: Iterable[Fund]) -> tuple[dict[int, FirstHelp], FirstHelp]:
    """Give, by fund and for the province, whom help reached first, from the payouts that stand."""
    in_fund: dict[int, FirstHelp] = defaultdict(dict)
    in_province: FirstHelp = {}
    standing = Payout.objects.filter(fund__in=funds, transfer__reversal__isnull=True).order_by("on", "pk")
    for fund, person, on, outsider in standing.values_list("fund", "person", "on", "outsider"):
        in_fund[fund].setdefault(person, (on, outsider))
        in_province.setdefault(person, (on, outsider))
    return in_fund, in_province


def _by_day(first: FirstHelp) -> ByDay:
    days: dict[tuple[str, str, bool, date], int] = defaultdict(int)
    for on, outsider in first.values():
        days[Measure.HELPED.value, "", outsider, on] += 1
    return {key: (count, ZERO) for key, count in days.items()}


def _unlike(kept: FirstHelp, rows: FirstHelp) -> list[str]:
    return [
        f"help to person {person}: kept {_said(kept.get(person))}, the payouts give {_said(rows.get(person))}"
        for person in sorted(kept.keys() | rows.keys())
        if kept.get(person) != rows.get(person)
    ]


def _said(first: tuple[date, bool] | None) -> str:
    return f"{first[0]} as {'no member' if first[1] else 'a member'}" if first else "nothing"


def _shares(funds: Iterable[Fund]) -> list[str]:
    """Name each receipt whose contributions were not split as the rules of its day say. Only of funds that split."""
    found = []
    splitting = set(Share.objects.filter(policy__fund__in=funds).values_list("policy__fund", flat=True))
    for fund in (each for each in funds if each.pk in splitting):
        terms = policies.by_day(fund)
        due: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        booked: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        given = Contribution.objects.of(fund).filter(is_entry_fee=False)
        for receipt, on, amount in given.values_list("receipt", "on", "amount"):
            for name, baht in terms(on).split(amount):
                due[receipt][name] += baht
        moved = Transfer.objects.of(fund).filter(
            receipt__in=given.values("receipt"), reversal_of=None, credit__line=Source.MEMBERS
        )
        for receipt, name, baht in moved.values_list("receipt", "credit__name", "amount"):
            booked[receipt][name] += baht
        wrong = [pk for pk, shares in due.items() if shares != booked[pk]]
        found += [
            f"{fund.code}: receipt {receipt} is split into {_parts(booked[receipt.pk])}, "
            f"its rules give {_parts(due[receipt.pk])}"
            for receipt in Receipt.objects.filter(pk__in=wrong).order_by("pk")
        ]
    return found


def _parts(shares: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{name or 'whole'} {format_baht(baht)}" for name, baht in sorted(shares.items())) or "nothing"


def _papers(codes: Mapping[int, str]) -> list[str]:
    """Name each receipt whose contributions, and each payout whose transfer, is of another amount."""

    def differs(fund: int, what: str, says: Decimal, rows: Decimal) -> str:
        return f"{codes[fund]}: {what} says {format_baht(says)} baht, its rows give {format_baht(rows)}"

    given = Contribution.objects.filter(fund__in=codes).values_list(
        "fund", "receipt", "receipt__number", "receipt__year", "receipt__amount"
    )
    paid = Payout.objects.filter(fund__in=codes).exclude(amount=F("transfer__amount"), on=F("transfer__on"))
    return [
        differs(fund, f"receipt {number}/{year} of contributions", says, rows)
        for fund, _pk, number, year, says, rows in given.annotate(rows=Sum("amount"))
        .exclude(rows=F("receipt__amount"))
        .order_by("fund", "receipt")
    ] + [
        differs(payout.fund_id, f"payout {payout.pk}", payout.amount, payout.transfer.amount)
        for payout in paid.select_related("transfer").order_by("pk")
    ]
