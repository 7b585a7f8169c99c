"""Paper: a template and the facts to fill it with come out as a PDF, Thai shaped and broken rightly.

The facts travel as JSON beside the template, never inside it: a name that looks like a command prints as a name.
"""

import json
import shutil
import tempfile
import weakref
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from welfare.later import Later

if TYPE_CHECKING:
    import typst
else:
    typst = Later("typst")

TEMPLATES = settings.BASE_DIR / "templates" / "paper"
FONTS = settings.BASE_DIR / "static" / "fonts"
ARCHIVE_STANDARD: Final = "a-2b"
# … whose text is also in order for who listens to it
TAGGED_STANDARD: Final = "a-2a"

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


def picture(svg: str) -> bytes:
    """Give the drawing `svg` as a PNG of twice its size, in the letters of the portal. Raises PaperNotMade."""
    with _one_at_a_time:
        try:
            made = _compiler("picture").compile(format="png", ppi=144, sys_inputs={"svg": svg})
        except RuntimeError as problem:
            raise PaperNotMade(f"picture: {problem}") from problem
    if not isinstance(made, bytes):
        raise PaperNotMade("picture: no file came out")
    return made


@lru_cache
def _compiler(template: str) -> "typst.Compiler":
    """Keep one compiler for each template: its fonts are read once."""
    if not template.isidentifier() or not (TEMPLATES / f"{template}.typ").is_file():
        raise PaperNotMade(f"there is no template {template!r} in {TEMPLATES}")
    return typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=[FONTS], ignore_system_fonts=True)


class Press:
    """A template set up once for many papers alike: what they share is laid out once, each costs what is its own.

    The template gives `papers`, a function of what is its own. `facts` are shared, and `pictures` are files (PNG, SVG)
    that it may name. What a press makes is PDF/A-2a: tagged, with letters embedded, the same bytes for the same paper.
    """

    def __init__(self, template: str, facts: Mapping[str, Any], pictures: Mapping[str, bytes]) -> None:
        self.template = template
        self.folder = Path(tempfile.mkdtemp(prefix="press-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        for file in (TEMPLATES / f"{template}.typ", TEMPLATES / "house.typ"):
            shutil.copy(file, self.folder)
        for name, content in pictures.items():
            (self.folder / name).write_bytes(content)
        main = self.folder / "main.typ"
        main.write_text(f'#import "{template}.typ": papers\n#papers(json("own.json"))\n', encoding="utf-8")
        # What does not change between two papers must reach typst in the same way each time, or nothing is kept.
        self.compiler = typst.Compiler(
            main, root=self.folder, font_paths=[FONTS], ignore_system_fonts=True,
            sys_inputs={"facts": json.dumps(facts, ensure_ascii=False, sort_keys=True)},
        )  # fmt: skip

    def pdf(self, own: Any) -> bytes:
        """Give the PDF of `own`, which holds what JSON can hold. Raises PaperNotMade."""
        with _one_at_a_time:
            own_file = self.folder / "own.json"
            own_file.write_text(json.dumps(own, ensure_ascii=False, sort_keys=True), encoding="utf-8")
            try:
                made = self.compiler.compile(format="pdf", pdf_standards=TAGGED_STANDARD)
            except RuntimeError as problem:
                raise PaperNotMade(f"{self.template}: {problem}") from problem
        if not isinstance(made, bytes):
            raise PaperNotMade(f"{self.template}: no file came out")
        return made
