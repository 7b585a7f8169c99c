"""The papers of this room, always in Thai: the statement, the sources of money, the books, the rule book."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain, zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from welfare import paper, thai
from welfare.money import ZERO, format_baht

from .in_kind import Given
from .models import MONEY, Account, AccountKind, Fund, Statement, Transfer
from .rules.descriptions import describe, describe_book, difference
from .rules.examples import examples
from .rules.faults import faults
from .rules.terms import CATEGORIES, RuleBook
from .sources import Received
from .statement_form import Line, Sheet


def statement(fund: Fund, sheet: Sheet, *, frozen: Statement | None = None) -> bytes:
    """Print the statement `sheet` of `fund` on A4; a copy that is not frozen says that it is a draft."""
    with override("th"):
        return paper.pdf("statement", _statement(fund, sheet, frozen))


def statements(year: int, copies: Iterable[tuple[Fund, Sheet, Statement | None]]) -> bytes:
    """Print the statements of many funds of the year (พ.ศ.), a page each; those not frozen say that they are drafts."""
    with override("th"):
        facts = [_statement(fund, sheet, frozen) for fund, sheet, frozen in copies]
        return paper.pdf("statements", {"year": str(year), "day": facts[0]["day"], "copies": facts})


def _statement(fund: Fund, sheet: Sheet, frozen: Statement | None) -> dict[str, Any]:
    return {
        "fund": fund.name_th,
        "place": _place(fund),
        "day": sheet.last.isoformat(), "first": thai.long_date(sheet.first), "last": thai.long_date(sheet.last),
        "rows": [
            {"left": _cells(left), "right": _cells(right)}
            for left, right in zip_longest(chain(*sheet.received), chain(*sheet.held))
        ],
        "total_left": _baht_and_satang(sheet.total_received), "total_right": _baht_and_satang(sheet.total_held),
        "benefits": [_cells(line) for line in sheet.benefits],
        "frozen": frozen is not None,
        "frozen_on": thai.long_date(thai.in_thailand(frozen.at).date()) if frozen else "",
        "frozen_by": str(frozen.by) if frozen else "", "sha256": frozen.sha256 if frozen else "",
    }  # fmt: skip


OFFICIAL_ROUNDS = 11  # as many as the official form has lines for


def source_list(fund: Fund, first: date, last: date, rows: Sequence[Received], in_kind: Sequence[Given]) -> bytes:
    """Print where the money of `fund` came from on A4: the lines of section 4.3, the match by its rounds."""
    with override("th"):
        lines = []
        for row in rows:
            rounds = {part.account.round: part for part in row.parts if part.account}
            lines.append({"label": row.label, "is_part": False, **_new_and_ever(row.new, row.ever)})
            if rounds and set(rounds) != {0}:
                for number in range(1, max(OFFICIAL_ROUNDS, *rounds) + 1):
                    part = rounds.get(number) or Received(None, "")
                    label = _("Round %(round)s") % {"round": number}
                    lines.append({"label": label, "is_part": True, **_new_and_ever(part.new, part.ever)})
                row = replace(row, parts=tuple(part for part in row.parts if part.account and not part.account.round))
            for part in row.parts:
                lines.append({"label": part.label, "is_part": True, **_new_and_ever(part.new, part.ever)})
        return paper.pdf("sources", {
            "fund": fund.name_th, "place": _place(fund), "day": last.isoformat(),
            "first": thai.long_date(first), "last": thai.long_date(last), "lines": lines,
            "total": _new_and_ever(sum((row.new for row in rows), ZERO), sum((row.ever for row in rows), ZERO)),
            "in_kind": [
                {
                    "label": str(given.source.label), "new_count": given.new_count, "ever_count": given.ever_count,
                    **_new_and_ever(given.new, given.ever),
                }
                for given in in_kind
            ],
        })  # fmt: skip


def account_book(
    fund: Fund, account: Account, first: date, last: date, *,
    rows: Sequence[tuple[Transfer, bool, Decimal | None]], before: Decimal, more: Decimal, less: Decimal,
) -> bytes:  # fmt: skip
    """Print the book of `account` on A4: each of `rows` is an entry, whether it adds, and the baht after it."""
    with override("th"):
        name = {AccountKind.CASH: "สมุดเงินสด", AccountKind.BANK: "สมุดเงินฝากธนาคาร"}
        is_money = account.kind in MONEY
        return paper.pdf("account_book", {
            "fund": fund.name_th, "account": str(account), "day": last.isoformat(),
            "book": name.get(AccountKind(account.kind), "บัญชีแยกประเภท"),
            "heads": ["รับ", "จ่าย"] if is_money else ["เพิ่ม", "ลด"],
            "first": thai.long_date(first), "last": thai.long_date(last), "first_short": thai.short_date(first),
            "before": format_baht(before), "more": format_baht(more), "less": format_baht(less),
            "after": format_baht(before + more - less),
            "rows": [
                {
                    "on": thai.short_date(entry.on), "paper": _paper_of(entry), "words": _words_of(entry, account),
                    "into": format_baht(entry.amount) if came_in else "",
                    "out": "" if came_in else format_baht(entry.amount), "balance": format_baht(balance or ZERO),
                }
                for entry, came_in, balance in rows
            ],
        })  # fmt: skip


def _paper_of(entry: Transfer) -> str:
    if entry.receipt:
        return f"ร. {entry.receipt}"
    return f"จ. {entry.voucher}" if entry.voucher else ""


def _words_of(entry: Transfer, account: Account) -> str:
    """Say who, what for and which account is on the other side, as one writes it into a book."""
    other = entry.credit if entry.debit_id == account.pk else entry.debit
    who = entry.receipt.payer if entry.receipt else entry.voucher.payee if entry.voucher else ""
    back = "กลับรายการ: " if entry.reversal_of_id else ""
    return " · ".join(part for part in (back + str(other), who, entry.note) if part)


def _new_and_ever(new: Decimal, ever: Decimal) -> dict[str, str]:
    return {"new": format_baht(new) if new else "–", "ever": format_baht(ever) if ever else "–"}


def _place(fund: Fund) -> str:
    return f"{fund.authority_th} อำเภอ{fund.district.name_th} จังหวัด{fund.province.name_th}"


def _cells(line: Line | None) -> dict[str, Any]:
    if line is None:
        return {"label": "", "amount": ["", ""]}
    return {"label": line.label, "amount": _baht_and_satang(line.amount) if line.amount else ["–", "–"]}


def _baht_and_satang(amount: Any) -> list[str]:
    """Write an amount in the two columns of the form."""
    whole, _point, part = format_baht(amount).rpartition(".")
    return [whole, part]


def regulation(fund: Fund, book: RuleBook, *, day: date, before: RuleBook | None = None, is_law: bool = False) -> bytes:
    """Print a rule book on A4, told in words with worked examples; one that is not law says that it is a draft.

    `before` is the version it would follow: what changes against it stands first. `day` is the day of the paper.
    """
    with override("th"):
        faulty = {fault.term for fault in faults(book) if fault.is_blocking}
        return paper.pdf("regulation", {
            "fund": fund.name_th, "title": book.title, "day": day.isoformat(), "is_law": is_law,
            "printed": "" if is_law else thai.long_date(day), "rules": describe_book(book),
            "before": thai.long_date(before.in_force_from) if before else "",
            "changes": difference(before, book) if before else [],
            "benefits": [
                {
                    "name": term.name, "clause": term.clause, "line": str(CATEGORIES.get(term.category, "")),
                    "rules": describe(term),
                    "examples": [] if term.code in faulty or not term.pays else [
                        {"says": each.says, "amount": format_baht(each.amount)} for each in examples(term, book)
                    ],
                }
                for term in book.terms
            ],
        })  # fmt: skip
