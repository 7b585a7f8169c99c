"""What a ladder covers twice and what it does not cover, exactly to the day or the number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from funds.rules.tenure import Span
from funds.rules.terms import Ladder, Point, Reach

# Spans with at most so many days beyond their months compare alike whoever joined when: the shortest month has 28.
_SAFE_DAYS = 27
_ANY_DAY = date(2023, 1, 1)
# Every relation of days to months happens for someone who joined in these four years, one of them a leap year.
_FOUR_YEARS = [_ANY_DAY + timedelta(days=number) for number in range(1461)]
_INFINITY = float("inf")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch that no step covers ("gap") or that two cover ("overlap").

    `example` is a day of joining for which it is so, where it is not so for everybody.
    """

    code: str
    reach: Reach
    example: date | None = None


def spots(ladder: Ladder) -> list[Spot]:
    """Find the gaps between the steps of a ladder, and the overlaps of every two of them."""
    reaches = [rung.reach for rung in ladder.rungs if not rung.reach.choices and not is_empty(rung.reach)]
    if _is_alike(reaches):
        return list(_spots(reaches, _ANY_DAY))
    found: dict[tuple[str, Reach], Spot] = {}
    for day in _FOUR_YEARS:
        for spot in _spots(reaches, day):
            found.setdefault((spot.code, spot.reach), Spot(spot.code, spot.reach, day))
    return list(found.values())


def is_empty(reach: Reach) -> bool:
    """Say whether nobody can be within bounds, whenever they joined."""
    return not reach.choices and all(_place(reach.start, day) >= _end(reach, day) for day in _days([reach]))


def is_apart(one: Reach, other: Reach) -> bool:
    """Say whether nobody can be within both."""
    if one.choices and other.choices:
        return not set(one.choices) & set(other.choices)
    if one.choices or other.choices:
        return False
    return all(
        max(_place(one.start, day), _place(other.start, day)) >= min(_end(one, day), _end(other, day))
        for day in _days([one, other])
    )


def _spots(reaches: list[Reach], day: date) -> Iterator[Spot]:
    ordered = sorted(reaches, key=lambda reach: _place(reach.start, day))
    reached: Reach | None = None
    for reach in ordered:
        if reached is not None and _end(reached, day) < _place(reach.start, day):
            yield Spot("gap", Reach(reached.end, reach.start))
        if reached is None or _end(reach, day) > _end(reached, day):
            reached = reach
    for one, other in combinations(ordered, 2):
        start = max(one, other, key=lambda reach: _place(reach.start, day)).start
        end = min(one, other, key=lambda reach: _end(reach, day)).end
        if _place(start, day) < _end(Reach(end=end), day):
            yield Spot("overlap", Reach(start, end))


def _place(start: Point | None, day: date) -> float:
    """Give where a bound lies for who joined on `day`; without a bound, before everything."""
    if start is None:
        return -_INFINITY
    return start.after(day).toordinal() if isinstance(start, Span) else float(start)


def _end(reach: Reach, day: date) -> float:
    return _INFINITY if reach.end is None else _place(reach.end, day)


def _days(reaches: Iterable[Reach]) -> list[date]:
    """Give the days of joining that must be tried to compare these bounds."""
    return [_ANY_DAY] if _is_alike(reaches) else _FOUR_YEARS


def _is_alike(reaches: Iterable[Reach]) -> bool:
    """Say whether the bounds compare alike whoever joined when."""
    spans = [point for reach in reaches for point in (reach.start, reach.end) if isinstance(point, Span)]
    return all(span.days <= _SAFE_DAYS for span in spans) or all(not span.months for span in spans)
