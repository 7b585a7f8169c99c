"""The match request on paper and as Excel: what it says, with its list, as a draft and as it was sent."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from members import match_criteria, match_lists, match_prints, match_stages, matching
from tests.papers import font_families, needs_pdftotext, page_count, text_of

from .matching import OCTOBER, free_member, make_round, send
from .test_match_criteria import WORDING

LONG = "หม่อมหลวงสุดประเสริฐเลิศวิไล"
EXECUTIVE = "ว่าที่ร้อยตรีประเสริฐศักดิ์สุวรรณรัตน์ ณ ตะกั่วทุ่งธนสารสมบัติ"


@pytest.fixture
def round(fund, secretary, chair):
    free_member(fund, by=secretary, title="หม่อมหลวง", first_name="สุดประเสริฐเลิศวิไล", last_name="วงศ์วิเศษสุวรรณภูมิธนสาร")
    free_member(fund, by=secretary, first_name="เดือน", last_name="ตุลา", on=date(2018, 1, 1))
    made = make_round(fund, by=secretary)
    told = {"executive": EXECUTIVE, "executive_post": "permanent_secretary", "executive_stands": "acting"}
    return matching.word(made, WORDING | told, by=secretary)


def papers(round):
    """Give the request as PDF and as Excel, as its page does."""
    round.fund = type(round.fund).objects.select_related("province", "district").get(pk=round.fund_id)
    stand = match_stages.stands([round])[0]
    counted = match_lists.list_of(round)
    facts = match_criteria.read(round.fund, counted, round.wording)
    told: dict[str, Any] = {"counted": counted, "facts": facts, "day": OCTOBER}
    return match_prints.request(round.fund, stand, **told), match_prints.request_sheet(round.fund, stand, **told)


def spaced(words):
    return "".join(words.split())


@needs_pdftotext
def test_the_paper_holds_the_criteria_the_sum_the_plan_the_signatures_and_the_list(round, chair):
    made, _sheet = papers(round)

    text = spaced(text_of(made))
    asked = (
        "แบบเสนอขอรับการสนับสนุนเงินสมทบ", "ร่างยังไม่ได้ส่ง", "เกณฑ์ข้อ6", "365.00บาท", "สามร้อยหกสิบห้าบาทถ้วน", "คำรับรอง",
        "แผนการดำเนินงาน1ปี", spaced(EXECUTIVE), "ปลัด(รักษาการ)", spaced(str(chair)), LONG, "หนึ่ง", "สี่",
    )  # fmt: skip
    assert [words for words in asked if words not in text] == []
    assert "ตุลา" not in text.partition("บัญชีรายชื่อสมาชิกที่ขอรับสมทบ")[2]
    assert (page_count(made), font_families(made)) == (4, {"Sarabun"})


@needs_pdftotext
def test_a_sent_paper_carries_its_day_version_and_hash(round, secretary):
    request = send(round, by=secretary, papers={"wording": round.wording})

    made, _sheet = papers(round)

    text = spaced(text_of(made))
    asked = ("15ตุลาคม2561", "ฉบับที่1", request.sha256, request.list_sha256)
    assert [words for words in asked if spaced(words) not in text] == []
    assert "ร่างยังไม่ได้ส่ง" not in text


def test_the_excel_file_holds_the_paper_the_counted_and_the_others_with_the_reason(round):
    _made, sheet = papers(round)

    book = CalamineWorkbook.from_filelike(BytesIO(sheet))
    paper, counted, others = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    said = {row[0]: row[1] for row in paper}
    assert (said["รวมเป็นเงิน (บาท)"], said["สมาชิกที่นับ (คน)"]) == ("365.00", "1")
    assert said["ผู้บริหารองค์กรปกครองส่วนท้องถิ่น"] == EXECUTIVE
    assert [row[1] for row in counted[1:]] == [f"{LONG} วงศ์วิเศษสุวรรณภูมิธนสาร"]
    assert [(row[1], row[4]) for row in others[1:]] == [("นางเดือน ตุลา", "เป็นสมาชิกไม่ครบปี")]
