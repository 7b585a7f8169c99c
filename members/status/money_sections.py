"""The sections of the form that are money: the fund, its sources, what it paid, the two-sided statement."""

from collections.abc import Iterator
from itertools import chain, zip_longest

from django.utils.translation import gettext as _

from funds.models import Category, Source
from funds.rules.tenure import DAY
from funds.sources import OFFICIAL_ORDER, Received
from funds.statement_form import BROUGHT_FORWARD
from funds.statement_form import Line as StatementLine
from welfare import thai
from welfare.money import ZERO

from . import pages
from .gathered import Gathered, Round
from .helped import Helped
from .tree import Block, Cell, Line, Number, Rows, Section, Table, TableRow, Unit


def fund_money(found: Gathered) -> Iterator[Section]:
    """Give sections 4.1 to 4.3."""
    ever = sum((row.ever for row in found.received), found.opening)
    first = found.first_day or found.baht("first_money")
    day = thai.long_date(found.as_of)
    yield Section("4.1", _("Money of the fund"), (
        Line(_("On the first day"), number=Number("4.1.first", first, Unit.BAHT, _first_day(found))),
        Line(_("Received since founding"), number=Number("4.1.ever", ever, Unit.BAHT, _journal(found))),
        Line(_("Left on %(day)s") % {"day": day}, number=Number(
            "4.1.balance", found.balance, Unit.BAHT, Rows("funds:accounts", asked=(("as_of", found.as_of.isoformat()),))
        )),
    ))  # fmt: skip
    heads = (
        _("Round"), _("Last received on"), _("Members asked for"), _("Asked (baht)"), _("Approved (baht)"),
        _("Received (baht)"), *([_("In the books (baht)")] if any(each.differs for each in found.rounds) else []),
    )  # fmt: skip
    rounds = tuple(TableRow(_round(found, each)) for each in found.rounds)
    yield Section("4.2", _("Match by round"), (Table(_("Match by round"), heads, rounds),))
    yield Section("4.3", _("Where the money came from"), (_sources(found),))


def _round(found: Gathered, each: Round) -> tuple[Cell, ...]:
    rounds = Rows("members:match-rounds")
    return (
        str(each.number or _("not known")), thai.long_date(each.last) if each.last else "",
        Number(f"4.2.{each.number}.heads", each.heads, Unit.PERSONS, rounds),
        Number(f"4.2.{each.number}.asked", each.asked, Unit.BAHT, rounds),
        Number(f"4.2.{each.number}.approved", each.approved, Unit.BAHT, rounds),
        Number(f"4.2.{each.number}.received", each.baht, Unit.BAHT,
               rounds if each.has_records else _match(found, each.number)),
        *([Number(f"4.2.{each.number}.booked", each.booked, Unit.BAHT, _match(found, each.number))]
          if any(one.differs for one in found.rounds) else []),
    )  # fmt: skip


def _sources(found: Gathered) -> Table:
    each = zip(OFFICIAL_ORDER, found.received, strict=True)
    rows = list(chain.from_iterable(_source(found, source, row) for source, row in each))
    if found.opening:
        number = Number("4.3.opening", found.opening, Unit.BAHT, _journal(found, line="opening"))
        rows.append(TableRow((_("brought forward when the portal began"), "", number)))
    total = (
        Number("4.3.new-total", sum((row.new for row in found.received), ZERO), Unit.BAHT, pages.sources(found)),
        Number("4.3.ever-total", sum((row.ever for row in found.received), found.opening), Unit.BAHT,
               _journal(found) if found.opening else pages.sources(found)),
    )  # fmt: skip
    title = _("Source")
    return Table(
        title, (title, _("In the year"), _("Since founding")), (*rows, TableRow((_("Total"), *total), "total"))
    )


def _source(found: Gathered, source: Source, row: Received) -> Iterator[TableRow]:
    line = f"income:{source}"
    yield TableRow((row.label, *_new_and_ever(found, f"4.3.{source}", row, line)))
    for part in row.parts:
        if part.account:
            key = f"4.3.{source}.{part.account.round}.{part.account.name}"
            yield TableRow((part.label, *_new_and_ever(found, key, part, f"account:{part.account.pk}")), "part")


def _new_and_ever(found: Gathered, key: str, row: Received, line: str) -> tuple[Number, Number]:
    return (
        Number(f"{key}-new", row.new, Unit.BAHT, _journal(found, line=line, in_year=True)),
        Number(f"{key}-ever", row.ever, Unit.BAHT, _journal(found, line=line)),
    )


def help_sections(found: Gathered) -> Iterator[Section]:
    """Give sections 5 and 6: help to members by kind, since founding and in the year."""
    yield Section("5", _("Welfare paid to members since founding"), (_help(found, "5", in_year=False),))
    stretch = {"first": thai.long_date(found.first), "last": thai.long_date(found.as_of)}
    yield Section("6", _("Welfare paid to members from %(first)s to %(last)s") % stretch, (
        _help(found, "6", in_year=True),
    ))  # fmt: skip


def _help(found: Gathered, section: str, *, in_year: bool) -> Table:
    rows = [
        TableRow((
            f"{place}. {category.label}",
            *_helped(
                found, f"{section}.{category}", found.help.part(category, outsiders=False), in_year=in_year,
                category=category,
            ),
        ))
        for place, category in enumerate(Category, start=1)
    ]  # fmt: skip
    total = _helped(found, f"{section}.total", found.help.all(outsiders=False), in_year=in_year)
    title = _("Kind of welfare")
    return Table(
        title, (title, _("Persons"), _("Cases"), _("Baht")), (*rows, TableRow((_("Total"), *total), "total")),
        note=_("In the total each person counts once, however many kinds of welfare reached them."),
    )  # fmt: skip


def _helped(
    found: Gathered, key: str, helped: Helped, *, in_year: bool, category: str = "", outsiders: bool = False
) -> tuple[Number, Number, Number]:
    asked = [("until", found.as_of.isoformat()), ("outsiders", "yes" if outsiders else "no")]
    asked += [("category", category)] if category else []
    asked += [("from", found.first.isoformat())] if in_year else []
    rows = Rows("members:payouts", asked=tuple(asked))
    sums = (
        (helped.new_persons, helped.new_cases, helped.new_baht) if in_year
        else (helped.persons, helped.cases, helped.baht)
    )  # fmt: skip
    return (
        Number(f"{key}-persons", sums[0], Unit.PERSONS, rows), Number(f"{key}-cases", sums[1], Unit.CASES, rows),
        Number(f"{key}-baht", sums[2], Unit.BAHT, rows),
    )  # fmt: skip


def outsiders(found: Gathered) -> Iterator[Block]:
    """Give the help to people who are not members, which is never in the lines of members."""
    helped = found.help.all(outsiders=True)
    title = _("Help to people who are not members")
    yield Table(title, (title, _("Persons"), _("Cases"), _("Baht")), (
        TableRow((_("In the year"), *_helped(found, "7.new", helped, in_year=True, outsiders=True))),
        TableRow((_("Since founding"), *_helped(found, "7.ever", helped, in_year=False, outsiders=True))),
    ))  # fmt: skip


def statement(found: Gathered) -> Section:
    """Give section 10, the two-sided statement of the year."""
    sheet = found.sheet
    rows = [
        TableRow((*_side(found, left, "10.in"), *_side(found, right, "10.out")))
        for left, right in zip_longest(chain(*sheet.received), chain(*sheet.held))
    ]
    total = (
        _("Total"), Number("10.in.total", sheet.total_received, Unit.BAHT, pages.statement(found)),
        _("Total"), Number("10.out.total", sheet.total_held, Unit.BAHT, pages.statement(found)),
    )  # fmt: skip
    return Section("10", _("Statement"), (Table(
        _("Statement of the year"), (_("Received"), _("Baht"), _("Paid and held"), _("Baht")),
        (*rows, TableRow(total, "total")), sides=True,
    ),))  # fmt: skip


def _side(found: Gathered, line: StatementLine | None, side: str) -> tuple[Cell, Cell]:
    if line is None:
        return "", ""
    return line.label, Number(f"{side}.{line.key}", line.amount, Unit.BAHT, _rows_of_line(found, line.key))


def _rows_of_line(found: Gathered, key: str) -> Rows | None:
    kind, _colon, which = key.partition(":")
    if which.isdecimal():
        days = (("first", found.first.isoformat()), ("last", found.as_of.isoformat()))
        return Rows("funds:account", (which,), days)
    if key == BROUGHT_FORWARD:
        return Rows("funds:accounts", asked=(("as_of", (found.first - DAY).isoformat()),))
    return _journal(found, line=key, in_year=True) if kind in ("income", "cost", "benefit") else None


def support(found: Gathered) -> Iterator[Block]:
    """Give help that is no money, by who gave it."""
    days = (("from", found.first.isoformat()), ("until", found.as_of.isoformat()))
    rows = [
        TableRow((
            str(given.source.label),
            Number(f"12.{given.source}-count", given.new_count, Unit.TIMES, _in_kind(given.source, days)),
            Number(f"12.{given.source}-baht", given.new, Unit.BAHT, _in_kind(given.source, days)),
        ))
        for given in found.in_kind
        if given.new_count
    ]  # fmt: skip
    if rows:
        title = _("Help in kind in the year")
        yield Table(title, (title, _("Times"), _("Worth (baht)")), tuple(rows))


def _in_kind(source: Source, days: tuple[tuple[str, str], ...]) -> Rows:
    return Rows("funds:in-kind", asked=(*days, ("source", str(source))))


def _journal(found: Gathered, *, line: str = "", in_year: bool = False) -> Rows:
    asked = [("until", found.as_of.isoformat())]
    asked += [("from", found.first.isoformat())] if in_year else []
    if line.startswith("account:"):
        asked.append(("account", line.removeprefix("account:")))
    elif line:
        asked.append(("line", line))
    return Rows("funds:journal", asked=tuple(asked))


def _match(found: Gathered, number: int) -> Rows:
    return _journal(found, line=f"income:{Source.STATE_MATCH}:{number}")


def _first_day(found: Gathered) -> Rows:
    if not found.first_day or not found.fund.founded_on:
        return pages.answers(found)
    return Rows("funds:accounts", asked=(("as_of", found.fund.founded_on.isoformat()),))
