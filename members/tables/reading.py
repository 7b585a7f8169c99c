"""Four tab-separated files, read fund by fund: whatever their size, one fund at a time is held in memory."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path

from funds.pasts import days
from welfare import citizen
from welfare.filling import NOTHING

Row = list[str]
COLUMNS = {
    "fund": ("id", "province", "name", "opening balance", "started"),
    "member": (
        "id", "fund", "number", "citizen ID", "title", "first name", "surname", "sex", "born", "joined", "left",
        "standing",
    ),
    "contribution": ("id", "fund", "member", "period", "amount"),
    "payout": ("id", "fund", "member", "citizen ID", "recipient", "category", "amount", "paid on"),
}  # fmt: skip


class NotUnderstood(Exception):
    """A file or a row of one is not laid out as it must be; `args[0]` says which and why."""


@dataclass(frozen=True, slots=True)
class FundRows:
    """What the files say of one fund."""

    row: Row
    members: list[Row]
    contributions: list[Row]
    payouts: list[Row]


def of_each_fund(folder: Path) -> Iterator[FundRows]:
    """Give what the files in `folder` say of each fund, in the order of fund.tsv, by which the others are ordered.

    Raises NotUnderstood when a file is not there, or a row is too long, too short, or out of that order.
    """
    others = [_Part(folder, name) for name in ("member", "contribution", "payout")]
    for row in _rows(folder, "fund"):
        yield FundRows(row, *(other.of(row[0]) for other in others))
    for other in others:
        other.refuse_what_is_left()


class _Part:
    """One file that is read alongside fund.tsv."""

    def __init__(self, folder: Path, name: str) -> None:
        self._name = name
        self._groups = groupby(_rows(folder, name), key=itemgetter(1))
        self._next = next(self._groups, None)

    def of(self, fund: str) -> list[Row]:
        if self._next is None or self._next[0] != fund:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows

    def refuse_what_is_left(self) -> None:
        if self._next is not None:
            raise NotUnderstood(
                f"{self._name}.tsv: rows of fund {self._next[0]} stand where no fund of that number is due; every file "
                f"is ordered by fund as fund.tsv is."
            )


def _rows(folder: Path, name: str) -> Iterator[Row]:
    file, width = folder / f"{name}.tsv", len(COLUMNS[name])
    if not file.is_file():
        raise NotUnderstood(f"There is no {name}.tsv in {folder}.")
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) != width:
                raise NotUnderstood(f"{name}.tsv: the row {line[:60]!r} has {len(row)} columns, not {width}.")
            yield row


def in_several_funds(folder: Path) -> frozenset[str]:
    """Give the citizen IDs that more than one fund names, of members or of people whom it helped."""
    named = array("q")
    for name, place in (("member", 3), ("payout", 3)):
        for _fund, rows in groupby(_rows(folder, name), key=itemgetter(1)):
            # Of a payout only who is no member: a member's number stands in the other file already.
            named.extend(
                {int(row[place]) for row in rows if row[place] != NOTHING and (name == "member" or row[2] == NOTHING)}
            )
    found = sorted(named)
    return frozenset(f"{first:013d}" for first, second in pairwise(found) if first == second)


class Satang(dict[str, int]):
    """Whole satang of amounts written as 30.00; each is understood once."""

    def __missing__(self, text: str) -> int:
        baht, point, satang = text.partition(".")
        if not (baht.isdecimal() and point and satang.isdecimal() and len(satang) == len("00")):
            raise ValueError(f"{text} is no amount as 30.00")
        self[text] = int(baht) * 100 + int(satang)
        return self[text]


class Days(set[str]):
    """The days that are days."""

    def see(self, texts: Sequence[str]) -> None:
        """Raise ValueError when one of `texts` is no day as 2026-01-31; each is looked at once."""
        new = set(texts) - self
        days(new)
        self |= new


def citizen_id(text: str) -> str:
    """Give a citizen ID, or nothing. Raises ValueError when its check digit is another."""
    if text == NOTHING:
        return ""
    if not citizen.is_valid(text):
        raise ValueError(f"{citizen.mask(text[-4:])} is no citizen ID")
    return text
