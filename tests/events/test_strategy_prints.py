import io
import subprocess
from dataclasses import replace
from uuid import uuid4

import pytest
import zxingcpp
from PIL import Image

from events import enclosures, evidence, signing, strategies
from events.models import Signature
from events.signing import Name
from tests.papers import PDFTOTEXT, font_families, needs_pdftotext, text_of

from .strategy_acts import DAY, MOMENT, SIGNERS, make_version, parties, photo, sign
from .test_strategy_prompt import without_triggers

ADDRESS = "https://portal.example/strategies/1/versions/1/"


@pytest.fixture
def version(province, province_admin):
    return make_version(province, by=province_admin)


def paper(version, by):
    return enclosures.content(evidence.give_out(version, address=ADDRESS, by=by, at=MOMENT).file)


@needs_pdftotext
def test_the_evidence_says_what_was_signed_by_whom_how_and_who_has_yet_to(version, province_admin, province_officer):
    first, second, _third = parties(version)
    sign(first, user=province_admin)
    name = Name("นางแทน มาแทน", "เลขานุการ", behalf=f"{second.person} {second.post}", letter=photo("blue"))
    entry = signing.enter_paper(second, name, photo=photo(), on=DAY, key=uuid4(), by=province_officer)
    signing.confirm_paper(entry, key=uuid4(), by=province_admin, at=MOMENT)

    said = text_of(paper(version, province_admin))

    wanted = (
        version.sha256[:32], version.sha256[32:], "ยังไม่มีผล", SIGNERS[0].person, "วาดลายมือชื่อ", "14 สิงหาคม 2561",
        f"ลงนามแทน {SIGNERS[1].person}", "บันทึกโดยนางกัลยา เจ้าหน้าที่", "ยืนยันโดย",
        photo("blue").sha256[:32], "ยังไม่ลงนาม ตามลำดับ", SIGNERS[2].organisation, "ยุทธศาสตร์ที่ ๖",
    )  # fmt: skip
    assert [words for words in wanted if words not in said] == []


@needs_pdftotext
def test_hard_thai_words_of_the_text_come_back_from_the_evidence(version, province_admin):
    preface = "ที่ หนึ่ง น้ำ ผู้ ปี๊บ ศักดิ์ ฟื้น กตัญญู ป้ำ สิทธิ์"
    newer = strategies.publish(
        version.strategy, replace(version.document, preface=preface), file=None, note="", key=uuid4(),
        by=province_admin, at=MOMENT,
    )  # fmt: skip

    assert preface in text_of(paper(newer, province_admin))


def test_the_code_on_the_evidence_leads_to_the_public_page(version, province_admin):
    tool = PDFTOTEXT.replace("pdftotext", "pdftoppm")
    if not tool:
        pytest.skip("pdftoppm draws a PDF: apt install poppler-utils")
    drawn = subprocess.run(  # noqa: S603 -- a tool of the machine, by full path
        [tool, "-r", "100", "-png", "-f", "1", "-l", "1", "-"], input=paper(version, province_admin),
        capture_output=True, check=True,
    )  # fmt: skip

    with Image.open(io.BytesIO(drawn.stdout)) as page:
        assert [code.text for code in zxingcpp.read_barcodes(page)] == [ADDRESS]


def test_every_letter_of_the_evidence_is_of_sarabun(version, province_admin):
    assert font_families(paper(version, province_admin)) == {"Sarabun"}


@needs_pdftotext
def test_an_altered_signature_is_told_on_the_evidence(version, province_admin):
    sign(parties(version)[0], user=province_admin)
    without_triggers("events_signature")
    Signature.objects.update(person="นายปลอม แปลง")

    assert "ลายมือชื่อนี้ไม่ตรงกับที่บันทึกไว้" in text_of(paper(version, province_admin))
