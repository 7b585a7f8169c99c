"""What is hidden of a table cannot be found out again: an attacker who knows only what is told tries."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare.overview.hiding import SMALL, TOTAL, Cell, Place, hidden, hidden_counts, is_small, with_totals

Sums = list[tuple[dict[Place, int], int]]


def told_sums(cells: Mapping[Place, Cell], gone: frozenset[Place], layer: str) -> Sums:
    """Give all that is told as sums over hidden cells: each row and each column, less what is told of it."""
    whole = with_totals(cells)
    sums: Sums = []
    for row in {row for row, _column in cells}:
        places = [place for place in cells if place[0] == row]
        sums.append(({place: 1 for place in places if place in gone}, sum(
            getattr(cells[place], layer) for place in places if place in gone)))  # fmt: skip
    for column in {column for _row, column in cells}:
        parts = {place: 1 for place in cells if place[1] == column and place in gone}
        rest = sum(getattr(cells[place], layer) for place in parts)
        if (TOTAL, column) in gone:
            parts[TOTAL, column] = -1
            rest -= getattr(whole[TOTAL, column], layer)
        sums.append((parts, rest))
    # the whole province is the sum of the rows, so the totals of the columns add up to it
    totals = {place: 1 for place in whole if place[0] == TOTAL and place in gone}
    sums.append((totals, sum(getattr(whole[place], layer) for place in totals)))
    return [(parts, rest) for parts, rest in sums if parts]


def solved(sums: Sums) -> dict[Place, Fraction]:
    """Eliminate over fractions and give every cell that the sums alone determine."""
    places = sorted({place for parts, _rest in sums for place in parts})
    rows = [[Fraction(parts.get(place, 0)) for place in places] + [Fraction(rest)] for parts, rest in sums]
    done = 0
    for column in range(len(places)):
        pivot = next((row for row in rows[done:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(done, pivot)
        done += 1
    found = {}
    for row in rows:
        named = [place for place, value in zip(places, row[:-1], strict=True) if value]
        if len(named) == 1:
            found[named[0]] = row[-1] / row[places.index(named[0])]
    return found


def added(ends: list[int | None], others: list[tuple[tuple[int, int | None], int]]) -> int | None:
    """Add up ends, each with its sign; None where one of them has no end."""
    total = 0
    for end, (_bounds, factor) in zip(ends, others, strict=True):
        if end is None:
            return None
        total += end * factor
    return total


def bounded(sums: Sums, told_rows: set[str]) -> dict[Place, tuple[int, int | None]]:
    """Narrow every hidden cell between its least and its most, over and over, until nothing narrows any more.

    A nothing is told where anything of a row is, so a hidden cell of such a row holds something.
    """
    bounds: dict[Place, tuple[int, int | None]] = {
        place: (int(place[0] in told_rows), None) for parts, _rest in sums for place in parts
    }
    for _again in range(200):
        before = dict(bounds)
        for parts, rest in sums:
            for place, sign in parts.items():
                # sign × place = rest − Σ others, so the sums turn round with the sign.
                others = [(bounds[other], sign * factor) for other, factor in parts.items() if other != place]
                least = added([low if factor > 0 else high for (low, high), factor in others], others)
                most = added([high if factor > 0 else low for (low, high), factor in others], others)
                low, high = bounds[place]
                if least is not None:
                    high = sign * rest - least if high is None else min(high, sign * rest - least)
                if most is not None:
                    low = max(low, sign * rest - most)
                bounds[place] = low, high
        if bounds == before:
            break
    return bounds


def betrayed(cells: Mapping[Place, Cell]) -> list[tuple[Place, str]]:
    """Attack what is told of `cells` and give the small cells that fall, and why."""
    gone = hidden(cells)
    whole = with_totals(cells)
    fallen = [(place, "told") for place, cell in whole.items() if is_small(cell) and place not in gone]
    for layer, enough in (("count", lambda cell: SMALL), ("amount", lambda cell: cell.amount)):
        sums = told_sums(cells, gone, layer)
        exact, near = solved(sums), bounded(sums, {row for row, column in whole if (row, column) not in gone})
        for place in gone:
            cell = whole[place]
            if not is_small(cell):
                continue
            if place in exact:
                fallen.append((place, f"{layer} solved"))
            low, high = near[place]
            if high is not None and high - low < enough(cell):
                fallen.append((place, f"{layer} between {low} and {high}"))
    return fallen


def table(*rows: str, baht: int = 500) -> dict[Place, Cell]:
    """Write a table as rows of counts: kinds are a, b, c …; each case is of `baht`."""
    return {
        (f"fund{number}", "abcdefgh"[place]): Cell(int(count), int(count) * baht * 100)
        for number, row in enumerate(rows)
        for place, count in enumerate(row.split())
    }


def test_a_table_without_small_cells_is_told_whole():
    assert hidden(table("5 0 12", "0 7 9")) == frozenset()


@pytest.mark.parametrize(
    ("rows", "gone"),
    [
        # One small cell: its row, its column, and the square that gives each of them back.
        (("2 20 30", "40 50 60"), {("fund0", "a"), ("fund0", "b"), ("fund1", "a"), ("fund1", "b")}),
        # One fund alone: the totals of the columns say the same as its row.
        (("3 9 20",), {("fund0", "a"), ("fund0", "b"), (TOTAL, "a"), (TOTAL, "b")}),
        # Four and one make five: only a row of which nothing is told leaves it open.
        (("4 1 0",), {(row, column) for row in ("fund0", TOTAL) for column in "abc"}),
    ],
)  # fmt: skip
def test_a_small_cell_takes_with_it_what_would_give_it_away(rows, gone):
    assert hidden(table(*rows)) == gone
    assert betrayed(table(*rows)) == []


def test_four_is_small_and_five_is_not():
    assert [is_small(Cell(count, 100)) for count in (0, 1, 4, 5)] == [True, True, True, False]
    assert is_small(Cell()) is False


def test_a_cell_is_not_given_away_by_its_baht():
    # The one death of 20,000 baht would stand out of seven births of 500 each.
    cells = {
        ("rawai", "death"): Cell(1, 2_000_000), ("rawai", "birth"): Cell(7, 350_000),
        ("rawai", "illness"): Cell(40, 4_000_000), ("chalong", "death"): Cell(9, 9_000_000),
        ("chalong", "birth"): Cell(8, 400_000), ("chalong", "illness"): Cell(30, 3_000_000),
    }  # fmt: skip

    assert ("rawai", "illness") in hidden(cells)
    assert betrayed(cells) == []


def test_hiding_a_small_cell_alone_would_not_do():
    # The attacker of these tests finds what a table hides badly.
    cells = table("2 20", "40 50")

    assert solved(told_sums(cells, frozenset({("fund0", "a")}), "count")) == {("fund0", "a"): 2}


COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60))


@st.composite
def tables_(draw: st.DrawFn) -> dict[Place, Cell]:
    """Tables as funds have them: up to five funds and five kinds, a fund that helped at all in five cases or more."""
    rates = draw(st.lists(st.integers(100, 30_000), min_size=5, max_size=5))
    cells = {}
    columns = draw(st.integers(2, 5))
    for row in range(draw(st.integers(1, 5))):
        counts = draw(st.lists(COUNTS, min_size=columns, max_size=columns))
        if 0 < sum(counts) < SMALL:
            counts[0] += SMALL
        for column, count in enumerate(counts):
            cells[f"fund{row}", "abcde"[column]] = Cell(count, count * rates[column])
    return cells


@settings(max_examples=60)
@given(tables_())
def test_no_small_cell_of_any_table_can_be_found_out(cells):
    # A fund that helped in one way only has no small cell: its total is five or more.
    assert betrayed(cells) == []


@pytest.mark.parametrize(
    ("counts", "gone"),
    [
        ({"a": 5, "b": 700, "c": 0}, set()),
        ({"a": 3, "b": 700, "c": 9}, {"a", "c"}),
        ({"a": 3, "b": 4, "c": 9}, {"a", "b"}),
        ({"a": 1, "b": 4, "c": 9}, {"a", "b", "c"}),
        ({"a": 3, "b": 0}, {"a", TOTAL}),
    ],
)
def test_a_fund_with_few_members_does_not_stand_out_of_the_total(counts, gone):
    assert hidden_counts(counts) == gone
