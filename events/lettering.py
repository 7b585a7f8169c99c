"""How large a recipient's name is written, on one line or on two: by the widths of the letters themselves.

A long name is parted where the words of Thai bodies begin, or where a space stands, near its middle. Where there is no
such place the page itself parts it between two words, which takes it longer.
"""

import unicodedata
from bisect import bisect
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING, Final

from welfare.later import Later
from welfare.paper import FONTS

if TYPE_CHECKING:
    from PIL import ImageFont
else:
    ImageFont = Later("PIL.ImageFont")

ROOM: Final = 0.985 * 245 / 25.4 * 72  # points across the page between the seals' outer edges, with a little air
LARGEST, LEAST_ON_ONE_LINE, LARGEST_ON_TWO = 38.0, 25.0, 30.0
# Where the name of a body may begin a line: what stands before it is complete by itself.
BEGINNINGS = (
    "กองทุน", "เทศบาล", "องค์การบริหารส่วน", "ตำบล", "อำเภอ", "จังหวัด", "สำนักงาน", "มูลนิธิ", "สมาคม", "โรงเรียน", "โรงพยาบาล",
    "มหาวิทยาลัย", "คณะกรรมการ", "เครือข่าย", "ชมรม", "ศูนย์", "บริษัท", "ห้างหุ้นส่วน", "จำกัด", "ประจำ", "แห่งประเทศไทย",
)  # fmt: skip
# No line is longer than this share of the name, on two lines and on three, else they do not look balanced.
LONGEST = {2: 0.64, 3: 0.45}
# Smaller than what else stands on the page, a name goes on three lines.
LEAST_ON_TWO, LARGEST_ON_THREE = 18.0, 19.0
FORE_VOWELS = "เแโใไ"
CLUSTER = 6  # no syllable has more letters that hang on one another


@dataclass(frozen=True, slots=True)
class Lettering:
    """The lines of a name and their size in points; without lines the page has to part the name itself."""

    lines: tuple[str, ...]
    size: float


def lettered(name: str) -> Lettering:
    """Choose lines and size: one line while it is large enough, else two of nearly one length, at the longest three."""
    whole = width(name)
    on_one = min(LARGEST, ROOM / max(whole, 0.1))
    if on_one >= LEAST_ON_ONE_LINE:
        return Lettering((name,), on_one)
    if parts := parted(name, 2):
        size = min(LARGEST_ON_TWO, ROOM / max(map(width, parts)))
        if size >= LEAST_ON_TWO:
            return Lettering(parts, size)
    elif 2 * ROOM / whole >= LEAST_ON_TWO:
        return Lettering((), 0)
    parts = parted(name, 3) or cut(name, 3)
    return Lettering(parts, min(LARGEST_ON_THREE, ROOM / max(map(width, parts))))


def width(text: str) -> float:
    """Measure `text` on one line, in units of its size."""
    return sum(map(_advance, text))


@lru_cache(maxsize=1024)
def _advance(letter: str) -> float:
    # The plain layout of the font adds widths up, as the page does but for the marks, which have none.
    return _font().getlength(letter) / 1000


@lru_cache
def _font() -> "ImageFont.FreeTypeFont":
    return ImageFont.truetype(FONTS / "Sarabun-Bold.ttf", 1000, layout_engine=ImageFont.Layout.BASIC)


def parted(name: str, count: int) -> tuple[str, ...]:
    """Part `name` in `count` lines at spaces or beginnings of words, the longest as short as can be.

    Gives nothing where the lines would not look balanced.
    """
    places = {place for place, sign in enumerate(name) if sign == " "}
    for word in BEGINNINGS:
        start = name.find(word, 1)
        while start > 0:
            # ตำบล within เทศบาลตำบล and องค์การบริหารส่วนตำบล stays with what it ends.
            if word != "ตำบล" or not name[:start].endswith(("เทศบาล", "ส่วน")):
                places.add(start)
            start = name.find(word, start + 1)
    widths = list(accumulate(map(_advance, name), initial=0.0))

    def longest(breaks: tuple[int, ...]) -> float:
        ends = (0, *breaks, len(name))
        return max(widths[end] - widths[start] for start, end in pairwise(ends))

    best = min(combinations(sorted(places), count - 1), key=longest, default=())
    if not best or longest(best) > LONGEST[count] * widths[-1]:
        return ()
    return tuple(name[start:end].strip() for start, end in pairwise((0, *best, len(name))))


def cut(name: str, count: int) -> tuple[str, ...]:
    """Cut `name` in `count` lines between two letters: for what no dictionary parts, and no mark is torn off."""
    widths = list(accumulate(map(_advance, name), initial=0.0))
    breaks = []
    for line in range(1, count):
        middle = max(bisect(widths, widths[-1] * line / count) - 1, 1)
        near = (place for place in range(middle, min(middle + CLUSTER, len(name))) if not _hangs_on(name, place))
        breaks.append(next(near, middle))
    return tuple(name[start:end] for start, end in pairwise((0, *breaks, len(name))))


def _hangs_on(name: str, place: int) -> bool:
    """Say whether the letter at `place` belongs to the one before it: a mark, ะ, า, ำ, or what a fore vowel leads."""
    is_mark = unicodedata.category(name[place]) == "Mn"
    return is_mark or name[place] in "ะาำๅๆฯ" or name[place - 1] in FORE_VOWELS
