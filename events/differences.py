"""What changed between two versions, paragraph by paragraph and inside them by the letters that belong together.

Thai writes no spaces between words, so a letter is compared with its vowels and marks, and a short piece that stayed
the same between two changes is shown with them: what is read is then whole syllables.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from django.utils.translation import gettext as _

from .texts import Aim, Document

# A Latin word, a number, one space, or a Thai letter with the vowel before it and the marks around it.
_TOGETHER = re.compile(r"[A-Za-z]+|[0-9๐-๙]+(?:[.,:/][0-9๐-๙]+)*|\s|[เแโใไ]?[ก-ฮ][ัิ-ฺ็-๎]*[ะาำๅ]?[ัิ-ฺ็-๎]*|.", re.DOTALL)
SHORT = 3  # pieces that stayed between two changes and are shown with them


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and what became of them."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One place of the document that reads otherwise now."""

    place: str
    pieces: tuple[Piece, ...]


def changes(old: Document, new: Document) -> list[Change]:
    """Name each place in which `new` differs from `old`, with its pieces in order."""
    found = [(_("Title"), old.title, new.title), (_("Preface"), old.preface, new.preface)]
    for before, after in zip_longest(old.aims, new.aims):
        found += _of_aims(before, after)
    found.append((_("File"), _file(old), _file(new)))
    return [Change(place, tuple(pieces(before, after))) for place, before, after in found if before != after]


def _of_aims(old: Aim | None, new: Aim | None) -> Iterator[tuple[str, str, str]]:
    number = (new or old).number  # type: ignore[union-attr]
    none = Aim(number, "")
    before, after = old or none, new or none
    yield _("Strategy %(number)s: title") % {"number": number}, before.title, after.title
    yield _("Strategy %(number)s: lead body") % {"number": number}, before.lead, after.lead
    yield _("Strategy %(number)s: text") % {"number": number}, before.text, after.text
    yield (
        _("Strategy %(number)s: indicators") % {"number": number},
        "\n".join(before.indicators), "\n".join(after.indicators),
    )  # fmt: skip


def _file(document: Document) -> str:
    return f"{document.file.name}\n{document.file.sha256}" if document.file else ""


def pieces(old: str, new: str) -> list[Piece]:
    """Give `new` with what went out of `old` and what came in, paragraph by paragraph."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece(Kind.SAME, "".join(before[a:b])))
        else:
            found += _inside("".join(before[a:b]), "".join(after[c:d]))
    return _joined(found)


def _inside(old: str, new: str) -> list[Piece]:
    before, after = _TOGETHER.findall(old), _TOGETHER.findall(new)
    found: list[Piece] = []
    gone, came = "", ""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (what, a, b, c, d) in enumerate(codes):
        is_between = 0 < place < len(codes) - 1
        if what == "equal" and not (is_between and b - a <= SHORT):
            found += _replaced(gone, came)
            gone = came = ""
            found.append(Piece(Kind.SAME, "".join(before[a:b])))
        else:
            gone += "".join(before[a:b])
            came += "".join(after[c:d])
    return found + _replaced(gone, came)


def _replaced(gone: str, came: str) -> list[Piece]:
    return [Piece(kind, words) for kind, words in ((Kind.GONE, gone), (Kind.NEW, came)) if words]


def _joined(found: list[Piece]) -> list[Piece]:
    """Put neighbours of one kind into one piece."""
    joined: list[Piece] = []
    for piece in found:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].words + piece.words)
        else:
            joined.append(piece)
    return joined
