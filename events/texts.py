"""The exact text of a strategy: the same words are written one way alone, so that everybody reckons one SHA-256.

The form, number 1: a JSON object in UTF-8, its keys in the order of `canonical`, one space of indent for each level,
every character as itself (NFC, no marks of no width), lines ended by LF and without spaces at their end, one LF at the
end of the file. A file that belongs to the text is named in it by its own SHA-256, so that one hash binds both.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass

from welfare import thai

FORM = 1
AIMS = 6
AIMS_MAX = 12


@dataclass(frozen=True, slots=True)
class Aim:
    """One of the strategies that a document holds: what is aimed at, who leads it, how its progress is seen."""

    number: int
    title: str
    lead: str = ""
    text: str = ""
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file that belongs to the text; `size` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """What is adopted, signed and handed over."""

    title: str
    preface: str = ""
    aims: tuple[Aim, ...] = ()
    file: File | None = None


def seeded(title: str) -> Document:
    """Give a document with its strategies numbered and not named: the network enters their titles."""
    return Document(title, aims=tuple(Aim(number, untitled(number)) for number in range(1, AIMS + 1)))


def untitled(number: int) -> str:
    """Name a strategy by its number alone, in Thai as on the paper."""
    return f"ยุทธศาสตร์ที่ {thai.thai_digits(number)}"


def tidy(words: str) -> str:
    """Write words one way: NFC, no marks of no width, LF, no spaces at the ends of lines."""
    plain = unicodedata.normalize("NFC", thai.without_invisible(words))
    lines = plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def canonical(document: Document) -> str:
    """Write `document` in the form that its hash is reckoned of."""
    written = {
        "form": FORM,
        "title": tidy(document.title),
        "preface": tidy(document.preface),
        "strategies": [
            {
                "number": aim.number,
                "title": tidy(aim.title),
                "lead": tidy(aim.lead),
                "text": tidy(aim.text),
                "indicators": [tidy(each) for each in aim.indicators],
            }
            for aim in document.aims
        ],
        "file": None
        if document.file is None
        else {"name": tidy(document.file.name), "size": document.file.size, "sha256": document.file.sha256},
    }
    return json.dumps(written, ensure_ascii=False, indent=1, separators=(",", ": ")) + "\n"


def read(text: str) -> Document:
    """Read back what `canonical` wrote."""
    found = json.loads(text)
    return Document(
        title=found["title"],
        preface=found["preface"],
        aims=tuple(
            Aim(each["number"], each["title"], each["lead"], each["text"], tuple(each["indicators"]))
            for each in found["strategies"]
        ),
        file=File(**found["file"]) if found["file"] else None,
    )


def sha256(text: str) -> str:
    """Give the hash of a text in its canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
