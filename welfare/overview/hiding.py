"""Hide small cells of a table together with the cells that would give them away.

A table counts help by fund (rows) and by kind (columns). The total of each row is told; the total of each column is a
cell like any other. A cell is small when it counts fewer than SMALL cases but some: so few may be one neighbour. It is
hidden, and with it as many others as it takes that two tables which say the same in all that is told differ in that
cell by SMALL or more, and in its baht by at least as much as it holds. How far a cell could move is reckoned exactly,
as the greatest flow through the hidden cells; docs/open-data.md says it in words.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

SMALL = 5  # a count below it, but not nothing, is not told
TOTAL = "*"  # the row of the totals of the columns

# (row, column): the row is a fund's code or TOTAL.
Place = tuple[str, str]
NO_END = 1 << 60
DEAR = 1 << 40  # what it costs to hide a cell of nothing, which rules known to all may give away
EACH = 20  # what it costs to hide one more cell, in cases


@dataclass(frozen=True, slots=True)
class Cell:
    """`count` cases and `amount` satang."""

    count: int = 0
    amount: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.count + other.count, self.amount + other.amount)


def is_small(cell: Cell) -> bool:
    """Say whether a cell may not be told: some cases, but fewer than SMALL, or less than nothing, turned back."""
    return cell.count < SMALL and cell != Cell()


def with_totals(cells: Mapping[Place, Cell]) -> dict[Place, Cell]:
    """Add the row of the totals of the columns."""
    totals: dict[Place, Cell] = {}
    for (_row, column), cell in cells.items():
        totals[TOTAL, column] = totals.get((TOTAL, column), Cell()) + cell
    return dict(cells) | totals


def hidden(cells: Mapping[Place, Cell]) -> frozenset[Place]:
    """Give what may not be told of `cells`, the totals of the columns among them, where those of the rows are told."""
    table = _Table(with_totals(cells))
    small = sorted((place for place, cell in table.cells.items() if is_small(cell)), key=table.order)
    table.hidden.update(small)
    for place in small:
        cell = table.cells[place]
        table.protect(place, "count", SMALL)
        table.protect(place, "amount", max(cell.amount, 1))
    return frozenset(table.hidden)


def hidden_counts(counts: Mapping[str, int]) -> frozenset[str]:
    """Give whose count may not be told, TOTAL among them where the sum of all would give a small one away."""
    gone = {who for who, count in counts.items() if 0 < count < SMALL}
    others = sorted((count, who) for who, count in counts.items() if count >= SMALL)
    while gone and (len(gone) < 2 or sum(counts[who] for who in gone) - len(gone) < SMALL):
        if not others:
            return frozenset(gone | {TOTAL})
        gone.add(others.pop(0)[1])
    return frozenset(gone)


class _Table:
    """The cells, what is hidden of them, and the ways by which a hidden cell could be more or less than it is.

    To make one cell more, its column must become less elsewhere, that row more elsewhere, and so on until its own row
    is even again. Such a way goes from column to row through cells that become less, as far as they hold something,
    and from row to column through cells that become more, without end. In the row of totals it is the other way round.
    """

    def __init__(self, cells: Mapping[Place, Cell]) -> None:
        self.cells = dict(cells)
        self.hidden: set[Place] = set()
        self.blank: set[str] = set()  # rows of which nothing is told, cells of nothing included
        self.rows: Sequence[str] = sorted({row for row, _column in cells})
        self.columns: Sequence[str] = sorted({column for _row, column in cells})

    def order(self, place: Place) -> tuple[int, Place]:
        return self.cells[place].count, place

    def protect(self, place: Place, layer: str, width: int) -> None:
        """Hide more cells until what is told leaves `width` or more between the least and the most of `place`."""
        while self._most(place, layer, width) < width and self.blank != set(self.rows):
            more = next(({row} for row in (place[0], TOTAL) if row not in self.blank), set(self.rows))
            self.blank |= more
            self.hidden |= {cell for cell in self.cells if cell[0] in self.blank}
        while (open_width := self.width(place, layer, width)) < width:
            way = self._cheapest(place, layer, width - open_width) or self._cheapest(place, layer, 1)
            if not way:
                return
            self.hidden |= way

    def _most(self, place: Place, layer: str, width: int) -> int:
        """Say how wide `place` could be if all were hidden; where that is not enough, whole rows must go."""
        hidden, self.hidden = self.hidden, set(self.cells)
        most = self.width(place, layer, width)
        self.hidden = hidden
        return most

    def width(self, place: Place, layer: str, enough: int) -> int:
        """Say how far apart the least and the most are that `place` could be; `enough` is where counting ends."""
        more = self._flow(place, layer, enough, rising=True)
        if more >= enough:
            return more
        return more + min(self._flow(place, layer, enough, rising=False), self._held(place, layer))

    def _held(self, place: Place, layer: str) -> int:
        """Say how much less a cell could be. A cell of nothing is told, so whoever reads knows of one case at least."""
        least = 0 if place[0] in self.blank else 1
        return max(int(getattr(self.cells[place], layer)) - least, 0)

    def _room(self, place: Place, layer: str, *, to_row: bool, rising: bool) -> int:
        """Say how far a cell can be moved by a way that passes it."""
        gets_less = to_row is rising
        if place[0] == TOTAL:
            gets_less = not gets_less
        return self._held(place, layer) if gets_less else NO_END

    def _flow(self, place: Place, layer: str, enough: int, *, rising: bool) -> int:
        """Give the greatest flow from the column of `place` to its row through hidden cells, or `enough`."""
        if place[0] == TOTAL:
            rising = not rising
        used: dict[tuple[bool, Place], int] = {}
        flow = 0
        while flow < enough:
            steps = self._way(place, layer, used, rising=rising)
            if not steps:
                break
            room = min(self._left(step, layer, used, rising=rising) for step in steps)
            for to_row, cell in steps:
                used[to_row, cell] = used.get((to_row, cell), 0) + room
                used[not to_row, cell] = used.get((not to_row, cell), 0) - room
            flow += room
        return flow

    def _left(
        self, step: tuple[bool, Place], layer: str, used: Mapping[tuple[bool, Place], int], *, rising: bool
    ) -> int:
        return self._room(step[1], layer, to_row=step[0], rising=rising) - used.get(step, 0)

    def _way(
        self, place: Place, layer: str, used: Mapping[tuple[bool, Place], int], *, rising: bool
    ) -> list[tuple[bool, Place]]:
        """Find the shortest way with room left from the column of `place` to its row; steps to a row are true."""
        goal, start = ("row", place[0]), ("column", place[1])
        came: dict[tuple[str, str], tuple[tuple[str, str], tuple[bool, Place]] | None] = {start: None}
        queue = deque([start])
        while queue and goal not in came:
            at = queue.popleft()
            for to_row, cell, node in self._steps(at):
                if cell in self.hidden and cell != place and node not in came:
                    step = to_row, cell
                    if self._left(step, layer, used, rising=rising) > 0:
                        came[node] = at, step
                        queue.append(node)
        steps: list[tuple[bool, Place]] = []
        found = came.get(goal)
        while found is not None:
            steps.append(found[1])
            found = came[found[0]]
        return steps

    def _steps(self, at: tuple[str, str]) -> Iterator[tuple[bool, Place, tuple[str, str]]]:
        kind, name = at
        if kind == "column":
            for row in self.rows:
                if (row, name) in self.cells:
                    yield True, (row, name), ("row", row)
        else:
            for column in self.columns:
                if (name, column) in self.cells:
                    yield False, (name, column), ("column", column)

    def _cheapest(self, place: Place, layer: str, room: int) -> set[Place]:
        """Find the cells whose hiding costs least and opens a way with `room` for `place`; empty where there is none.

        The way hides at least one cell that was told, else it would be no news.
        """
        rising = place[0] != TOTAL
        goal, start = ("row", place[0]), ("column", place[1])
        best: dict[tuple[tuple[str, str], bool], int] = {(start, False): 0}
        came: dict[tuple[tuple[str, str], bool], tuple[tuple[tuple[str, str], bool], Place]] = {}
        queue: list[tuple[int, tuple[str, str], bool]] = [(0, start, False)]
        while queue:
            cost, at, is_news = heappop(queue)
            if (at, is_news) == (goal, True):
                break
            if cost > best[at, is_news] or at == goal:
                continue
            for to_row, cell, node in self._steps(at):
                if cell == place or self._room(cell, layer, to_row=to_row, rising=rising) < room:
                    continue
                is_told = cell not in self.hidden
                next_cost, state = cost + (self._cost(cell) if is_told else 1), (node, is_news or is_told)
                if next_cost < best.get(state, NO_END):
                    best[state], came[state] = next_cost, ((at, is_news), cell)
                    heappush(queue, (next_cost, *state))
        way: set[Place] = set()
        state = (goal, True)
        while state in came:
            state, cell = came[state]
            way.add(cell)
        return way

    def _cost(self, place: Place) -> int:
        cell = self.cells[place]
        return DEAR if cell == Cell() else EACH + max(cell.count, 0)
