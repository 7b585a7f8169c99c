"""The island drawn in tiles: one equal tile for each fund, in its place, in five steps of colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

# A tile and the water between tiles, in the drawing's own units.
WIDTH, HEIGHT, GAP = 96, 76, 4
STEPS = 5


class Measure(NamedTuple):
    """What one fund's tile says.

    `value` orders the colours and is nothing when the fund has not reported; `words` is the value as a reader sees it.
    `column` and `row` count from 1 in the north-west.
    """

    name: str
    column: int
    row: int
    value: Decimal | int | None
    words: str
    url: str
    note: str = ""

    @property
    def size(self) -> str:
        """The size of the letters with which the name stands on its tile."""
        return "long" if len(self.name) > 10 else "plain"


class Tile(NamedTuple):
    """A measure with its place: left and top edge, the middle of its words, its step of colour (0 has no value)."""

    measure: Measure
    x: int
    y: int
    middle: int
    name_y: int
    note_y: int
    words_y: int
    step: int


class Step(NamedTuple):
    """One line of the legend: the lowest and the highest value of a step, in words."""

    number: int
    lowest: str
    highest: str

    @property
    def is_range(self) -> bool:
        return self.highest != self.lowest


@dataclass(frozen=True)
class TileMap:
    """The whole drawing, `width` by `height` units; `tiles` in the order in which they were given."""

    width: int
    height: int
    tile_width: int
    tile_height: int
    tiles: tuple[Tile, ...]
    legend: tuple[Step, ...]
    has_gaps: bool

    @property
    def box(self) -> str:
        """What the drawing shows: the tiles, and the words around them."""
        return f"-4 -26 {self.width + 8} {self.height + 34}"


def lay_out(measures: Sequence[Measure]) -> TileMap:
    """Place a tile for every measure and colour it by its rank among the others; equal values share a step."""
    steps = rank([measure.value for measure in measures])
    columns = max((measure.column for measure in measures), default=0)
    rows = max((measure.row for measure in measures), default=0)
    return TileMap(
        width=columns * (WIDTH + GAP) - GAP if columns else 0,
        height=rows * (HEIGHT + GAP) - GAP if rows else 0,
        tile_width=WIDTH,
        tile_height=HEIGHT,
        tiles=tuple(_tile(measure, step) for measure, step in zip(measures, steps, strict=True)),
        legend=tuple(_legend(measures, steps)),
        has_gaps=0 in steps,
    )


def rank(values: Sequence[Decimal | int | None]) -> list[int]:
    """Give each value a step from 1 to 5, about as many values in each; equal values share one, and nothing gets 0."""
    known = sorted({value for value in values if value is not None})
    places = {value: STEPS * index // len(known) + 1 for index, value in enumerate(known)}
    if len(known) == 1:
        places = {known[0]: (STEPS + 1) // 2}
    return [0 if value is None else places[value] for value in values]


def _tile(measure: Measure, step: int) -> Tile:
    x = (measure.column - 1) * (WIDTH + GAP)
    y = (measure.row - 1) * (HEIGHT + GAP)
    name, note, words = (24, 43, 63) if measure.note else (32, 32, 56)
    return Tile(measure, x, y, x + WIDTH // 2, y + name, y + note, y + words, step)


def _legend(measures: Sequence[Measure], steps: Sequence[int]) -> list[Step]:
    held: dict[int, list[tuple[Decimal | int, str]]] = {}
    for measure, step in zip(measures, steps, strict=True):
        if measure.value is not None:
            held.setdefault(step, []).append((measure.value, measure.words))
    return [Step(number, lowest=min(held[number])[1], highest=max(held[number])[1]) for number in sorted(held)]
