"""What a printed paper says: its text as a reader's program finds it, its pages and its letters."""

import io
import shutil
import subprocess

import pypdf
import pytest

PDFTOTEXT = shutil.which("pdftotext") or ""
needs_pdftotext = pytest.mark.skipif(
    not PDFTOTEXT, reason="pdftotext reads the text of a PDF: apt install poppler-utils"
)


def text_of(made: bytes) -> str:
    command = [PDFTOTEXT, "-raw", "-enc", "UTF-8", "-", "-"]
    read = subprocess.run(command, input=made, capture_output=True, check=True)  # noqa: S603
    return read.stdout.decode()


def page_count(made: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(made)).pages)


def font_families(made: bytes) -> set[str]:
    fonts = [
        font.get_object()
        for page in pypdf.PdfReader(io.BytesIO(made)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    return {str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in fonts}
