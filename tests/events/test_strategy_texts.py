import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import differences, strokes, texts
from events.differences import Kind, Piece

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)


def test_the_seeded_document_has_six_strategies_numbered_and_not_named():
    assert [(aim.number, aim.title, aim.lead, aim.indicators) for aim in texts.seeded("ก").aims] == [
        (number, f"ยุทธศาสตร์ที่ {digit}", "", ()) for number, digit in enumerate("๑๒๓๔๕๖", start=1)
    ]


def test_the_hash_is_that_of_the_file_anybody_can_take_down():
    document = replace(
        texts.seeded("น้ำ  \r\nใส"), preface="ก\u200bข", aims=(texts.Aim(1, "ชื่อ", "ผู้นำ", "เนื้อความ", ("ตัวชี้วัด",)),),
        file=texts.File("a.pdf", 12, "0" * 64),
    )  # fmt: skip
    text = texts.canonical(document)

    assert text == (
        '{\n "form": 1,\n "title": "น้ำ\\nใส",\n "preface": "กข",\n "strategies": [\n  {\n   "number": 1,\n'
        '   "title": "ชื่อ",\n   "lead": "ผู้นำ",\n   "text": "เนื้อความ",\n   "indicators": [\n    "ตัวชี้วัด"\n   ]\n  }\n'
        ' ],\n "file": {\n  "name": "a.pdf",\n  "size": 12,\n'
        f'  "sha256": "{"0" * 64}"\n }}\n}}\n'
    )
    assert texts.sha256(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()


@given(title=WORDS, preface=WORDS, aim=WORDS)
def test_a_text_read_back_and_written_again_is_the_same_to_the_byte(title, preface, aim):
    text = texts.canonical(texts.Document(title, preface, (texts.Aim(1, aim, aim, aim, (aim,)),)))

    assert texts.canonical(texts.read(text)) == text
    assert json.loads(text)["title"] == texts.tidy(title)


@given(old=WORDS, new=WORDS)
def test_the_pieces_of_a_change_give_both_texts_back(old, new):
    found = differences.pieces(old, new)

    assert "".join(piece.words for piece in found if piece.kind != Kind.NEW) == old
    assert "".join(piece.words for piece in found if piece.kind != Kind.GONE) == new


def test_a_change_inside_a_thai_paragraph_is_shown_by_its_words():
    old = "ส่งเสริมให้ชุมชนจัดสวัสดิการของตนเองทุกตำบล\nข้อสอง"
    new = "ส่งเสริมให้ชุมชนจัดสวัสดิการของตนเองครบทุกตำบลภายในปี 2565\nข้อสอง"

    assert differences.pieces(old, new) == [
        Piece(Kind.SAME, "ส่งเสริมให้ชุมชนจัดสวัสดิการของตนเอง"), Piece(Kind.NEW, "ครบ"), Piece(Kind.SAME, "ทุกตำบล"),
        Piece(Kind.NEW, "ภายในปี 2565"), Piece(Kind.SAME, "\nข้อสอง"),
    ]  # fmt: skip


def test_only_the_places_that_changed_are_named():
    old = texts.seeded("ก")
    new = replace(old, aims=(replace(old.aims[0], title="สวัสดิการถ้วนหน้า", indicators=("ครบ 18 กองทุน",)), *old.aims[1:]))

    assert len(differences.changes(old, new)) == 2
    assert differences.changes(old, old) == []


@pytest.mark.parametrize(
    "path",
    [
        "", "M10 10", "M0 0L10 0", "M0 0L1001 400", "M0 0L1000 401", "M0 0L500 400Z", '"/><script>', "m0 0l300 300",
        "M0 0L300 300" * 151, "M0 0" + "L300 300L0 0" * 4000, "M-1 0L500 300", "M0 0L500 300\n",
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_no_signature(path):
    with pytest.raises(strokes.NotDrawn):
        strokes.read(path)


def test_a_drawing_stays_as_the_finger_drew_it():
    path = "M100 200L300 120L500 260M20 30L60 90"

    assert strokes.read(path) == path
    assert f'd="{path}"' in strokes.svg(path)
