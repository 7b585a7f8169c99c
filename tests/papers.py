"""What a printed paper says: its text as a reader's program finds it, its pages and its letters."""

import io
import shutil
import subprocess

import pypdf
import pytest

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext reads the text of a PDF: apt install poppler-utils"
)


def text_of(made: bytes) -> str:
    read = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=made, capture_output=True, check=True)
    return read.stdout.decode()


def lines_of(made: bytes) -> list[str]:
    return [line.strip() for line in text_of(made).splitlines() if line.strip(" \f\u00a0")]


def page_count(made: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(made)).pages)


def font_families(made: bytes) -> set[str]:
    fonts = [
        font.get_object()
        for page in pypdf.PdfReader(io.BytesIO(made)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    return {str(font["/BaseFont"]).partition("+")[2].partition("-")[0] for font in fonts}
