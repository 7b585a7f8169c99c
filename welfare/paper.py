"""Paper: a template and the facts to fill it with come out as a PDF, Thai shaped and broken rightly.

The facts travel as JSON beside the template, never inside it: a name that looks like a command prints as a name.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import Any, Final

import typst
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates" / "paper"
FONTS = settings.BASE_DIR / "static" / "fonts"
ARCHIVE_STANDARD: Final = "a-2b"

_one_at_a_time = Lock()


class PaperNotMade(Exception):
    """The template and the facts do not make a page; the message says where."""


def pdf(template: str, facts: Mapping[str, Any], *, archive: bool = False) -> bytes:
    """Fill templates/paper/`template`.typ with `facts` and give the PDF; the same facts give the same bytes.

    `facts` hold what JSON can hold, already in words; `day`, an ISO date, becomes the date of the file. With
    `archive`, which needs it, the file is PDF/A-2b, to be kept for years.
    Raises PaperNotMade when the template is missing or asks for a fact that is not there.
    """
    with _one_at_a_time:
        try:
            made = _compiler(template).compile(
                format="pdf",
                sys_inputs={"facts": json.dumps(facts, ensure_ascii=False, sort_keys=True)},
                pdf_standards=ARCHIVE_STANDARD if archive else [],
            )
        except RuntimeError as problem:
            raise PaperNotMade(f"{template}: {problem}") from problem
    if not isinstance(made, bytes):
        raise PaperNotMade(f"{template}: no file came out")
    return made


@lru_cache
def _compiler(template: str) -> typst.Compiler:
    """Keep one compiler for each template: its fonts are read once."""
    if not template.isidentifier() or not (TEMPLATES / f"{template}.typ").is_file():
        raise PaperNotMade(f"there is no template {template!r} in {TEMPLATES}")
    return typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=[FONTS], ignore_system_fonts=True)
