"""The treasurer's papers, always in Thai: the collection sheet, a day's receipts, the passbook, the list of arrears."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import override

from funds.models import Branch, Fund, Receipt, Transfer
from funds.months import last_day
from welfare import paper, thai
from welfare.money import ZERO, format_baht, in_words

from . import arrears, passbook_lines, sheets
from .arrears import Stand
from .models import Contribution, Membership, Opening
from .prints import NAMED, RECEIPT_SIZE

EMPTY_ROWS = 4  # for who joins on the day


def heading(fund: Fund, day: date) -> dict[str, Any]:
    """Give what stands on top of every paper of `fund`."""
    place = f"{fund.authority_th} อำเภอ{fund.district.name_th} จังหวัด{fund.province.name_th}"
    return {"fund": fund.name_th, "place": place, "day": day.isoformat()}


# The sheet.


def collection_sheet(fund: Fund, branch: Branch | None, *, year: int, day: date) -> bytes:
    """Print the sheet of a branch for the calendar `year`: members by number, months as columns, boxes to write in.

    A month that is paid for is shaded; the sum stands in the month in which it was paid.
    """
    members = sheets.members_of(fund, branch, day)
    months = [date(year, month, 1) for month in range(1, 13)]
    paid, covered = _months(members, year)
    rows = [
        {
            "number": str(member.number), "name": member.person.name, "plan": member.get_plan_display(),
            "cells": [
                {
                    "paid": _short(paid[member.pk, month.month]), "covered": (member.pk, month.month) in covered,
                    "before": bool(member.joined_on and member.joined_on > last_day(month)),
                }
                for month in months
            ],
        }
        for member in members
    ]  # fmt: skip
    with override("th"):
        return paper.pdf("collection_sheet", heading(fund, day) | {
            "branch": branch.name if branch else "", "year": str(thai.be_year(date(year, 1, 1))), "rows": rows,
            "months": list(thai.MONTHS_SHORT), "printed": thai.long_date(day), "empty": EMPTY_ROWS,
        })  # fmt: skip


def _months(members: Sequence[Membership], year: int) -> tuple[dict[tuple[int, int], Decimal], set[tuple[int, int]]]:
    """Give, by member and month of `year`, the baht paid in it, and which months are paid for to their last day."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = (
        Contribution.objects.filter(membership__in=members, is_entry_fee=False)
        .filter(Q(on__range=(first, last)) | Q(covers_from__lte=last, covers_until__gte=first))
        .standing()
        .values_list("membership", "on", "amount", "covers_from", "covers_until")
    )
    paid: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    covered: set[tuple[int, int]] = set()
    ends = [last_day(date(year, month, 1)) for month in range(1, 13)]
    for member, on, amount, begins, until in rows:
        if on.year == year:
            paid[member, on.month] += amount
        if begins and until:
            covered |= {(member, end.month) for end in ends if begins <= end <= until}
    opened = Opening.objects.filter(membership__in=members, paid_until__gte=first)
    for member, until in opened.values_list("membership", "paid_until"):
        covered |= {(member, end.month) for end in ends if until and end <= until}
    return paid, covered


def _short(amount: Decimal) -> str:
    return format_baht(amount).removesuffix(".00") if amount else ""


# Receipts.


def receipts(fund: Fund, given: Sequence[Receipt], *, copies: Mapping[int, int], size: str = RECEIPT_SIZE) -> bytes:
    """Print receipts of `fund` one after the other, a page each. Three queries however many.

    `copies` says by primary key which copy it is, 0 the original.
    """
    lines: dict[int, list[Contribution]] = defaultdict(list)
    paid = Contribution.objects.filter(receipt__in=given).select_related("membership__person").order_by("pk")
    for each in paid:
        lines[each.receipt_id].append(each)
    turned_back = Transfer.objects.filter(reversal_of__receipt__in=given).order_by("pk")
    void = {mirror.reversal_of.receipt_id: mirror for mirror in turned_back.select_related("reversal_of")
            if mirror.reversal_of}  # fmt: skip
    leaves = []
    for receipt in given:
        receipt.fund = fund
        mirror = void.get(receipt.pk)
        leaves.append({
            "number": str(receipt), "book": str(receipt.book), "on": thai_date(receipt.on), "payer": receipt.payer,
            "lines": receipt_lines(lines[receipt.pk]), "amount": format_baht(receipt.amount),
            "words": in_words(receipt.amount), "note": receipt.note, "receiver": str(receipt.by),
            "void": f"เมื่อวันที่ {thai_date(mirror.on)} เพราะ{mirror.note}" if mirror else "",
            "copy": copies[receipt.pk],
        })  # fmt: skip
    return paper.pdf("receipts", heading(fund, given[0].on) | {"leaves": leaves, "size": size})


def receipt_lines(paid: Sequence[Contribution]) -> list[dict[str, str]]:
    """Give a line for each member, or where there are too many for the paper one for all of them."""
    if len(paid) <= NAMED:
        return [_receipt_line(each) for each in paid]
    whole = sum((each.amount for each in paid), ZERO)
    return [{"what": f"เงินสัจจะของสมาชิก {len(paid)} คน", "covers": "", "amount": format_baht(whole)}]


def _receipt_line(paid: Contribution) -> dict[str, str]:
    what = "ค่าธรรมเนียมแรกเข้า" if paid.is_entry_fee else "เงินสัจจะ"
    member = paid.membership
    return {
        "what": f"{what} {member.person.name} สมาชิกเลขที่ {member.number}", "amount": format_baht(paid.amount),
        "covers": covered(paid.covers_from, paid.covers_until),
    }  # fmt: skip


def covered(first: date | None, last: date | None) -> str:
    """Say which days a payment covers, as a paper does; nothing for none."""
    with override("th"):
        return f"{thai.short_date(first)} ถึง {thai.short_date(last)}" if first and last else ""


def thai_date(day: date) -> str:
    with override("th"):
        return thai.long_date(day)


# The passbook.


@dataclass(frozen=True, slots=True)
class Place:
    """Where lines stand on a page of the real passbook, in millimetres from its upper left corner.

    `columns` are the left edges of date, what it is for, amount and treasurer.
    """

    width: float = 125.0
    height: float = 88.0
    top: float = 22.0
    row: float = 7.0
    rows: int = 9
    columns: tuple[float, float, float, float] = (8.0, 30.0, 76.0, 98.0)


def passbook(fund: Fund, membership: Membership, day: date, *, judged: date | None = None) -> bytes:
    """Print the whole passbook of a member up to `day`, as the paper one: number, date, what for, paid or missed.

    What was not paid is called missed up to `judged`.
    """
    with override("th"):
        lines = passbook_lines.lines(membership, day, judged=judged)
        paid = sum((line.paid for line in lines if line.paid and not line.is_entry_fee), ZERO)
        return paper.pdf("passbook", heading(fund, day) | {
            "number": str(membership.number), "name": membership.person.name,
            "joined": thai.long_date(membership.joined_on) if membership.joined_on else "",
            "branch": membership.branch.name if membership.branch else "", "plan": membership.get_plan_display(),
            "lines": [_passbook_line(line) for line in lines], "paid": format_baht(paid), "until": thai.long_date(day),
            "address": membership.person.address(),
        })  # fmt: skip


def _passbook_line(line: passbook_lines.Line) -> dict[str, str]:
    what = "ค่าธรรมเนียมแรกเข้า" if line.is_entry_fee else covered(line.first, line.last) or "เงินสัจจะ"
    return {
        "number": str(line.number) if line.number else "", "on": thai.short_date(line.on) if line.on else "",
        "what": what, "paid": format_baht(line.paid) if line.paid else "",
        "missed": (format_baht(line.owed) if line.owed else f"{line.missed} งวด") if line.missed else "",
        "treasurer": line.treasurer, "note": f"ใบเสร็จ {line.receipt}" if line.receipt else "",
    }  # fmt: skip


def passbook_page(lines: Iterable[passbook_lines.Line], place: Place, *, row: int, day: date) -> bytes:
    """Print `lines` alone onto pages of a real passbook, the first one on its `row`, counted from 1."""
    with override("th"):
        written = [_passbook_line(line) for line in lines]
    pages: list[list[dict[str, Any]]] = []
    for position, line in enumerate(written, start=row - 1):
        page, here = divmod(position, place.rows)
        while len(pages) <= page:
            pages.append([])
        pages[page].append({"y": place.top + here * place.row, **line})
    return paper.pdf("passbook_lines", {
        "day": day.isoformat(), "width": place.width, "height": place.height, "columns": list(place.columns),
        "pages": pages,
    })  # fmt: skip


# Arrears.


def arrears_list(fund: Fund, late: Sequence[Stand], *, day: date, branch: Branch | None) -> bytes:
    """Print who is in arrears at the end of `day`, by branch, with room for what is brought."""
    with override("th"):
        groups: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in late:
            member = row.membership
            groups[member.branch.name if member.branch else ""].append({
                "number": str(member.number), "name": member.person.name,
                "phone": thai.phone_written(member.person.phone),
                "until": thai.short_date(row.paid_until) if row.paid_until else "ยังไม่เคยส่ง", "missed": str(row.missed),
                "months": str(row.months), "owed": format_baht(row.owed) if row.owed is not None else "",
                "left": days_left(row), "warned": thai.short_date(row.warned_on) if row.warned_on else "",
            })  # fmt: skip
        sums = arrears.sums(late)
        return paper.pdf("arrears", heading(fund, day) | {
            "on": thai.long_date(day), "branch": branch.name if branch else "", "members": str(sums.members),
            "owed": format_baht(sums.owed), "groups": [{"name": name, "rows": rows} for name, rows in groups.items()],
        })  # fmt: skip


def days_left(row: Stand) -> str:
    """Say in Thai how many days are left before the membership may end."""
    if row.days_left is None:
        return "–"
    return f"{row.days_left} วัน" if row.days_left >= 0 else "ครบกำหนดแล้ว"
