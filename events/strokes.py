"""A signature drawn by hand, kept as the lines that the finger drew: whole numbers in a box, and nothing else."""

import re
from itertools import pairwise
from math import dist

WIDTH, HEIGHT = 1000, 400
STROKES_MAX = 150
POINTS_MAX = 6000
INK_MIN = 250  # a quarter of the box's width: a dot by accident is no signature
LONGEST = POINTS_MAX * 10  # characters
_PATH = re.compile(r"(?:M\d{1,4} \d{1,4}(?:L\d{1,4} \d{1,4})*)+")
_STROKE = re.compile(r"M([^M]+)")


class NotDrawn(Exception):
    """What was sent is no drawing in the box, or too little or too much of one."""


def read(path: str) -> str:
    """Give a drawing that is safe to show, as the path of an SVG: `M12 30L14 31…`. Raises NotDrawn."""
    if len(path) > LONGEST or not _PATH.fullmatch(path):
        raise NotDrawn("no drawing")
    strokes = points(path)
    dots = [point for stroke in strokes for point in stroke]
    if len(strokes) > STROKES_MAX or len(dots) > POINTS_MAX:
        raise NotDrawn("too many lines")
    if any(x > WIDTH or y > HEIGHT for x, y in dots):
        raise NotDrawn("outside of the box")
    if sum(dist(a, b) for stroke in strokes for a, b in pairwise(stroke)) < INK_MIN:
        raise NotDrawn("too little is drawn")
    return path


def svg(path: str) -> str:
    """Give the picture of a drawing as a file of its own, for paper."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<path d="{read(path)}" fill="none" stroke="#101828" stroke-width="7" stroke-linecap="round" '
        'stroke-linejoin="round"/></svg>'
    )


def points(path: str) -> list[list[tuple[int, int]]]:
    """Give the points of each line of a drawing."""
    return [
        [(int(x), int(y)) for x, _space, y in (point.partition(" ") for point in stroke.split("L"))]
        for stroke in _STROKE.findall(path)
    ]
