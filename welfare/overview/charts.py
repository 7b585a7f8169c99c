"""Where the lines and bars of a chart lie; the caller says numbers in words, the templates draw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

Say = Callable[[Decimal], str]

# The plot inside the drawing, in percent of it: room above for the last value, below for the years.
LEFT, RIGHT, TOP, BOTTOM = Decimal(5), Decimal(95), Decimal(14), Decimal(86)
# How many years are named under the line on a phone and on a desk.
FEW, MANY = 5, 8
NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class Point(NamedTuple):
    """One value of a trend: its place in percent, and where its label shows.

    The `last` and some `always`, others on a `desk` only or `never`.
    """

    label: str
    words: str
    x: str
    y: str
    shows: str


class GridLine(NamedTuple):
    """A level that the eye can compare with: its height in percent, and the level in words."""

    y: str
    words: str


@dataclass(frozen=True)
class Trend:
    """A line over time; `line` and `area` are paths in a box of 100 by 100."""

    points: tuple[Point, ...]
    grid: tuple[GridLine, ...]
    line: str
    area: str
    baseline: str

    @property
    def last(self) -> Point:
        return self.points[-1]


@dataclass(frozen=True)
class Bar:
    """One bar: its length in percent of the longest one, and that of a second part which follows it."""

    label: str
    words: str
    width: str
    url: str
    more: str = "0"

    @property
    def is_in_two(self) -> bool:
        return self.more != "0"


def trend(values: Sequence[tuple[str, Decimal | int]], *, say: Say) -> Trend:
    """Draw one value per label, oldest first, over a scale that begins at zero.

    `say` writes a value, or a level of the scale, in words. Raises ValueError for no values.
    """
    if not values:
        raise ValueError("A trend needs at least one value.")
    amounts = [Decimal(value) for _, value in values]
    levels = scale(min(amounts), max(amounts))
    low, high = levels[0], levels[-1]
    step = (RIGHT - LEFT) / max(len(values) - 1, 1)
    xs = [LEFT + step * index if len(values) > 1 else (LEFT + RIGHT) / 2 for index in range(len(values))]
    ys = [_height(amount, low, high) for amount in amounts]
    few, many = _steps(len(values))
    back = range(len(values) - 1, -1, -1)
    points = tuple(
        Point(label, say(amount), _two(x), _two(y), _shows(to_last, few, many))
        for (label, _), amount, x, y, to_last in zip(values, amounts, xs, ys, back, strict=True)
    )
    base = _two(_height(Decimal(0), low, high))
    line = "M" + "L".join(f"{point.x} {point.y}" for point in points)
    return Trend(
        points=points,
        grid=tuple(GridLine(_two(_height(level, low, high)), say(level)) for level in levels if level),
        line=line,
        area=f"{line}L{points[-1].x} {base}L{points[0].x} {base}Z",
        baseline=base,
    )


def bars(values: Sequence[tuple[str, Decimal | int, str]], *, say: Say) -> tuple[Bar, ...]:
    """Draw one bar for each (label, value, address of its rows), in the order given; below zero has no length."""
    longest = max((Decimal(value) for _, value, _ in values), default=Decimal(0))
    return tuple(Bar(label, say(Decimal(value)), _share(Decimal(value), longest), url) for label, value, url in values)


def bars_in_two(values: Sequence[tuple[str, Decimal | int, Decimal | int, str]], *, say: Say) -> tuple[Bar, ...]:
    """Draw one bar for each (label, first part, second part, address of its rows); the words are of both together."""
    longest = max((Decimal(one + two) for _, one, two, _ in values), default=Decimal(0))
    return tuple(
        Bar(label, say(Decimal(one + two)), _share(Decimal(one), longest), url, _share(Decimal(two), longest))
        for label, one, two, url in values
    )


def scale(lowest: Decimal, highest: Decimal) -> list[Decimal]:
    """Give three to six round levels from zero, or below it, up to at least `highest`."""
    span = max(highest, Decimal(0)) - min(lowest, Decimal(0))
    if not span:
        return [Decimal(0), Decimal(1)]
    power = Decimal(10) ** (span / 4).adjusted()
    step = next(nice * power for nice in NICE if nice * power >= span / 4)
    first = (min(lowest, Decimal(0)) / step).to_integral_value(ROUND_FLOOR)
    last = (max(highest, Decimal(0)) / step).to_integral_value(ROUND_CEILING)
    return [step * index for index in range(int(first), int(last) + 1)]


def _height(amount: Decimal, low: Decimal, high: Decimal) -> Decimal:
    return BOTTOM - (BOTTOM - TOP) * (amount - low) / (high - low)


def _share(value: Decimal, longest: Decimal) -> str:
    return _two(100 * value / longest) if value > 0 else "0"


def _steps(count: int) -> tuple[int, int]:
    """Give every how many labels one shows on a phone and on a desk, which divides the phone's step where it can."""
    few = -(-count // FEW)
    many = next(step for step in range(1, few + 1) if few % step == 0 and (count <= MANY * step or step == few))
    return few, many


def _shows(to_last: int, few: int, many: int) -> str:
    """The labels show at even steps back from the last."""
    if to_last == 0:
        return "last"
    return "always" if to_last % few == 0 else "desk" if to_last % many == 0 else "never"


def _two(number: Decimal) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
