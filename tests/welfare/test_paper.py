import time
from threading import Thread

import pytest

from tests.papers import font_families, needs_pdftotext, page_count, text_of
from welfare import paper

HARD_WORDS = ("ที่", "หนึ่ง", "น้ำ", "ผู้", "ปี๊บ", "ศักดิ์", "ฟื้น", "กตัญญู", "ป้ำ", "สิทธิ์")


def receipt(**facts):
    lines = [{"what": "เงินสัจจะ", "covers": "", "amount": "365.00"}]
    return {
        "number": "1/2561", "book": "1", "fund": "กองทุนสวัสดิการชุมชนตำบลราไวย์", "place": "จังหวัดภูเก็ต",
        "on": "14 สิงหาคม 2561", "payer": "นางสมหญิง ใจดี", "lines": lines,
        "amount": "365.00", "words": "สามร้อยหกสิบห้าบาทถ้วน", "note": "", "receiver": "นางประไพ ทองคำ",
    } | facts  # fmt: skip


@needs_pdftotext
def test_hard_thai_words_come_back_as_they_were_written():
    words = text_of(paper.pdf("receipt", receipt(note=" ".join(HARD_WORDS)))).split()

    assert [word for word in HARD_WORDS if word not in words] == []


def test_every_letter_is_of_sarabun():
    assert font_families(paper.pdf("receipt", receipt())) == {"Sarabun"}


def test_the_same_facts_give_the_same_bytes_at_any_time():
    first = paper.pdf("receipt", receipt())
    time.sleep(1.1)

    assert paper.pdf("receipt", receipt()) == first


@needs_pdftotext
def test_a_name_that_looks_like_a_command_prints_as_a_name():
    hostile = '#panic("x") *bold* $x$ <label> @see \\ [a] {b} "c" // d'

    assert hostile in text_of(paper.pdf("receipt", receipt(payer=hostile)))


def test_the_longest_receipt_of_a_family_is_one_page():
    name = "นางสาวประกายดาวเพชรรัตน์ วงศ์ศักดิ์สิทธิ์ธรรมเมธานนท์"
    lines = [{"what": f"เงินสัจจะ {name}", "covers": "1 ม.ค. 2561 ถึง 31 ธ.ค. 2561", "amount": "365.00"}] * 4

    assert page_count(paper.pdf("receipt", receipt(payer=name, lines=lines))) == 1


def test_a_paper_to_keep_says_that_it_is_an_archive_copy():
    made = paper.pdf("receipt", receipt(day="2018-08-14"), archive=True)

    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"D:20180814" in made


@needs_pdftotext
def test_a_copy_is_marked_as_one():
    assert "สำเนา" not in text_of(paper.pdf("receipt", receipt()))
    assert "สำเนา" in text_of(paper.pdf("receipt", receipt(copy=True)))


@pytest.mark.parametrize("template", ["nothing", "../base", "house/../receipt"])
def test_a_paper_that_there_is_no_template_for_is_not_made(template):
    with pytest.raises(paper.PaperNotMade, match="no template"):
        paper.pdf(template, receipt())


def test_a_missing_fact_is_named():
    facts = receipt()
    del facts["payer"]

    with pytest.raises(paper.PaperNotMade, match="payer"):
        paper.pdf("receipt", facts)


def test_several_readers_may_print_at_once():
    made = []
    threads = [Thread(target=lambda: made.append(paper.pdf("receipt", receipt()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [paper.pdf("receipt", receipt())] * 4
