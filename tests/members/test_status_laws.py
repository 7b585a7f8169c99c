"""On every form the parts add up to their wholes, whatever happened in the fund."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from funds import months, policies, sources, statement_form
from funds.models import Account, AccountKind, Body, Category, Cost, District, Fund, Province, Source
from members.status import counted
from members.status.gathered import Gathered, Meetings, Round
from members.status.helped import Help, Helped
from members.status.sections import arrange
from members.status.tree import Number, Table, Unit, from_json, to_json
from welfare.money import ZERO

from .test_status import FACTS

FIRST, DAY = date(2018, 1, 1), date(2018, 8, 14)
FUND = Fund(
    code="rawai", name_th="กองทุนราไวย์", authority_th="เทศบาลตำบลราไวย์", province=Province(name_th="ภูเก็ต"),
    district=District(name_th="เมืองภูเก็ต"),
)  # fmt: skip
CHART = [
    Account(pk=1, kind=AccountKind.CASH), Account(pk=2, kind=AccountKind.BANK), Account(pk=3, kind=AccountKind.OPENING),
    *(Account(pk=10 + place, kind=AccountKind.INCOME, line=source) for place, source in enumerate(Source)),
    *(Account(pk=30 + place, kind=AccountKind.BENEFIT, line=line) for place, line in enumerate(Category)),
    *(
        Account(pk=50 + place, kind=AccountKind.BENEFIT, line=line, outsiders=True)
        for place, line in enumerate(Category)
    ),
    *(Account(pk=70 + place, kind=AccountKind.COST, line=cost) for place, cost in enumerate(Cost)),
]  # fmt: skip
PAIRS = st.tuples(st.sampled_from(CHART), st.sampled_from(CHART)).filter(lambda pair: pair[0] != pair[1])
MOVES = st.lists(st.tuples(PAIRS, st.integers(1, 10**9), st.booleans()), max_size=25)
PEOPLE = st.lists(st.tuples(st.fixed_dictionaries(FACTS), st.integers(0, 50)), max_size=8)
# (category, outsider) → cases and satang, of these in the year.
HELPS = st.dictionaries(
    st.tuples(st.sampled_from(list(Category)), st.booleans()),
    st.tuples(st.integers(1, 99), st.integers(1, 10**9), st.integers(0, 99), st.integers(0, 10**9)), max_size=8,
)  # fmt: skip
BAHT = st.integers(0, 10**6).map(Decimal)
# A round by its own records and by the books: asked, approved (or not yet), received, booked, and of these loose.
ROUNDS = st.lists(st.tuples(BAHT, st.none() | BAHT, BAHT, BAHT, BAHT), max_size=4)
COMMITTEE = st.fixed_dictionaries({"of_members": st.integers(0, 20), "of_monks": st.integers(0, 20)})


def money(moves):
    """Give the sheet and the sources of what moved, as the books give them."""
    before: defaultdict[int, Decimal] = defaultdict(Decimal)
    within: defaultdict[int, Decimal] = defaultdict(Decimal)
    for (debit, credit), satang, is_new in moves:
        for account, sign in ((debit, 1), (credit, -1)):
            (within if is_new else before)[account.pk] += sign * Decimal(satang) / 100
    sheet = statement_form.arranged(CHART, FIRST, DAY, before=before, within=within)
    income = {account.line: account for account in CHART if account.kind == AccountKind.INCOME}
    received = [
        sources.Received(
            one := income[line], str(line.label), new=-within[one.pk], ever=-within[one.pk] - before[one.pk]
        )
        for line in sources.OFFICIAL_ORDER
    ]
    return sheet, received, -before[3] - within[3]


def helped(parts):
    lines = {
        key: Helped(cases, cases, Decimal(satang) / 100, new, new, Decimal(new_satang) / 100)
        for key, (cases, satang, new, new_satang) in parts.items()
    }
    whole = {
        outsider: Helped(
            1, sum(one.cases for key, one in lines.items() if key[1] == outsider),
            sum((one.baht for key, one in lines.items() if key[1] == outsider), ZERO), 1,
            sum(one.new_cases for key, one in lines.items() if key[1] == outsider),
            sum((one.new_baht for key, one in lines.items() if key[1] == outsider), ZERO),
        )
        for outsider in {key[1] for key in lines}
    }  # fmt: skip
    return Help(lines, whole)


@given(MOVES, PEOPLE, HELPS, COMMITTEE, ROUNDS)
def test_the_parts_of_every_table_add_up_to_its_total(moves, people, helps, committee, rounds):
    sheet, received, opening = money(moves)
    form = arrange(Gathered(
        FUND, 2561, FIRST, DAY, people=counted.tally(people), villages=0, help=helped(helps), received=received,
        in_kind=(), sheet=sheet, opening=opening, balance=ZERO, paid=ZERO, first_day=ZERO, rounds=matched(rounds),
        terms=policies.Terms(), regulation=None, officers=(), meetings={body: Meetings() for body in Body.values},
        stand=months.Stand(None, None), answers=committee,
    ))  # fmt: skip

    assert from_json(to_json(form)) == form
    said: dict[str, Any] = {number.key: number.value for _words, number in form.numbers()}
    gone = sum(said[f"3.1.{reason}"] for reason in counted.GONE)
    assert said["3.1.ever"] == said["3.1.now"] + gone == said["3.3.ever-total"]
    assert said["10.in.total"] == said["10.out.total"]
    received = {key: value for key, value in said.items() if key.startswith("4.2.") and key.endswith(".received")}
    booked = {key: value for key, value in said.items() if key.startswith("4.2.") and key.endswith(".booked")}
    assert said["3.2.earlier"] == sum(received.values(), ZERO)
    assert ("3.2.booked" in said) == (booked != {})
    assert said.get("3.2.booked", ZERO) == sum(booked.values(), ZERO)
    assert said["3.2.heads"] == (sum(approved is not None for _asked, approved, *_rest in rounds) or None)
    for table in (block for section in form.sections for block in section.blocks if isinstance(block, Table)):
        for at, wholes in totals(table).items():
            parts = [row.cells[at] for row in table.rows if row.kind == ""]
            assert sum((one.value or ZERO for one in parts if isinstance(one, Number)), ZERO) == wholes


def matched(rounds):
    """Give rounds as gathered: each approved one counts a member."""
    return tuple(
        Round(
            number, booked=booked, loose=min(loose, booked), heads=1, asked=asked, approved=approved,
            approved_heads=None if approved is None else 1, received=ZERO if approved is None else received,
        )
        for number, (asked, approved, received, booked, loose) in enumerate(rounds, start=1)
    )  # fmt: skip


def totals(table):
    """Give the total of each column of counts and baht that has one; persons helped are no sum of the lines."""
    last = table.rows[-1] if table.rows and table.rows[-1].kind == "total" else None
    return {
        at: cell.value
        for at, cell in enumerate(last.cells if last else ())
        if isinstance(cell, Number) and not (cell.unit == Unit.PERSONS and cell.key[:2] in ("5.", "6."))
    }
