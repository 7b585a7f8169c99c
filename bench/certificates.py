"""Certificates by the second: each in a file, all in one, and the batch mail merge of an office beside them.

`python -m bench.certificates` prints the rates; `make bench` takes them into its bars. The office is LibreOffice,
started once for all letters, which python-docx has merged from one template, with the words of the certificate and
without its QR code. Where either is not installed the ratio is left out. Rates are by the seconds that a processor was
busy, which others who use the machine do not change; all works use one core.
"""

import importlib.util
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

COUNT, OFFICE_COUNT = 500, 60


def look() -> dict[str, Any]:
    """Give the layout of the bench: two lines of frame, two signatories, no picture."""
    return {
        "kind": "คณะกรรมการกองทุน", "prefix": "", "title": "เกียรติบัตร", "issuer": "เครือข่ายองค์กรสวัสดิการชุมชนจังหวัดภูเก็ต",
        "superior": "ร่วมกับจังหวัดภูเก็ต", "preamble": "มอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า", "blessing": "ขอให้มีความสุขความเจริญ",
        "border": "double", "colour": "#1c4a66", "seals": [], "given": "วันที่ ๑๔ สิงหาคม พุทธศักราช ๒๕๖๑",
        "day": "2018-08-14", "signatories": [
            {"name": "นางสาวสมหญิง ใจดี", "post": "ประธานเครือข่ายองค์กรสวัสดิการชุมชนจังหวัดภูเก็ต", "picture": None},
            {"name": "นายสมชาย ใจกว้าง", "post": "ผู้ว่าราชการจังหวัดภูเก็ต", "picture": None},
        ],
    }  # fmt: skip


def names(count: int) -> list[str]:
    """Give recipients of all lengths, none twice."""
    bodies = ("นางสาวสมหญิง ใจดี", "บริษัท อันดามันทะเลใส จำกัด", "คณะกรรมการกองทุนสวัสดิการชุมชนเทศบาลตำบลราไวย์ อำเภอเมืองภูเก็ต")
    return [f"{bodies[number % len(bodies)]} {number}" for number in range(count)]


def rate(count: int, work: Callable[[], object]) -> float:
    """Give how many of `count` are done in a second of one processor, children's included."""

    def busy() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    started = busy()
    work()
    return count / (busy() - started)


def ours(count: int = COUNT) -> tuple[float, float]:
    """Give the rate of a file each and of all in one, every one with a code and a QR code of its own."""
    from events import certificate_prints, codes  # noqa: PLC0415 -- Django must be set up first

    press = certificate_prints._press(look())

    def page(name: str) -> dict[str, Any]:
        return certificate_prints._page(
            name, "ปฏิบัติหน้าที่ได้อย่างดี มีผลงานเป็นที่ประจักษ์", number="๑/๒๕๖๑", code=codes.make(),
            address="https://welfare.example/certificates/",
        )  # fmt: skip

    press.pdf([page("ก")])
    each = rate(count, lambda: [press.pdf([page(name)]) for name in names(count)])
    one = rate(count, lambda: press.pdf([page(name) for name in names(count)]))
    return each, one


def office(count: int = OFFICE_COUNT) -> float | None:
    """Give the rate of the mail merge; None where LibreOffice or python-docx is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None or importlib.util.find_spec("docx") is None:
        return None
    with tempfile.TemporaryDirectory(prefix="portal-office-") as folder:
        command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        subprocess.run([*command, "--version"], check=True, capture_output=True)

        def merge() -> None:
            letters = [_letter(Path(folder), number, name) for number, name in enumerate(names(count))]
            convert = [*command, "--convert-to", "pdf", "--outdir", folder, *letters]
            subprocess.run(convert, check=True, capture_output=True)

        return rate(count, merge)


def _letter(folder: Path, number: int, name: str) -> str:
    """Merge one letter from the template, as an office does, and give its file."""
    from docx import Document  # noqa: PLC0415 -- only here for this comparison

    template, words = folder / "template.docx", look()
    if not template.exists():
        blank = Document()
        for line in (words["title"], words["issuer"], words["preamble"], "@@NAME", words["given"], "@@NUMBER"):
            blank.add_paragraph().add_run(line)
        for who in words["signatories"]:
            blank.add_paragraph().add_run(f"({who['name']}) {who['post']}")
        blank.save(str(template))
    letter = Document(str(template))
    for run in (run for paragraph in letter.paragraphs for run in paragraph.runs):
        run.text = run.text.replace("@@NAME", name).replace("@@NUMBER", f"{number}/2561")
    letter.save(str(folder / f"{number}.docx"))
    return str(folder / f"{number}.docx")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.settings")
    django.setup()
    each, one = ours()
    print({"a file each": each, "all in one": one, "office": office()})
