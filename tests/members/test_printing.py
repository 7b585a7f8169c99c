import io
import re
from decimal import Decimal
from uuid import UUID, uuid4

import pypdf
import pytest
from django.urls import reverse

from members import corrections, printing, prints, sheet_prints
from tests.cast import signed_in
from tests.factories import (
    AUGUST,
    MAY_DAY,
    approve,
    give,
    make_claim,
    make_contribution,
    make_member,
    make_outsider,
    pay,
)
from tests.members.pages import words
from tests.papers import needs_pdftotext, page_count, text_of
from welfare.models import LogEntry

KEY = UUID("33333333-3333-4333-8333-333333333333")


@pytest.fixture
def receipt(fund, treasurer):
    return make_contribution(make_member(fund, by=treasurer), "365.00", by=treasurer)


@pytest.fixture
def voucher(fund, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=make_outsider(), amount="500.00")
    approve(claim, by=chair)
    return pay(claim, by=treasurer).voucher


def address(name, paper):
    return reverse(f"members:{name}", args=[paper.fund.code, paper.pk])


def printed(client, paper, name="receipt-print"):
    """Open the page of printing, press its button, and give the text of the paper without spaces."""
    page = client.get(address(name, paper))
    answer = client.post(address(name, paper), {"key": str(page.context["form"]["key"].value())})
    return re.sub(r"\s", "", text_of(answer.content))


def test_the_first_print_is_the_original_and_later_ones_count_as_copies(fund, receipt, treasurer, secretary):
    numbers = [
        printing.record(fund, receipt, key=key, by=by)
        for key, by in ((KEY, treasurer), (KEY, treasurer), (uuid4(), secretary), (uuid4(), treasurer))
    ]

    assert (numbers, [(done.facts["copy"], done.by) for done in printing.prints_of(receipt)]) == (
        [0, 0, 1, 2], [(0, treasurer), (1, secretary), (2, treasurer)]
    )  # fmt: skip


@needs_pdftotext
def test_a_receipt_printed_again_says_that_it_is_a_copy_and_which(receipt, treasurer):
    client = signed_in(treasurer)

    texts = [printed(client, receipt) for _each in range(3)]

    assert [re.findall(r"สำเนา\d*", text) for text in texts] == [[], ["สำเนา1"], ["สำเนา2"]]
    assert "ครั้งต่อไปเป็นสำเนา" in words(client.get(address("receipt-print", receipt)))


@needs_pdftotext
def test_a_voucher_printed_again_is_a_copy_too(voucher, treasurer):
    client = signed_in(treasurer)

    texts = [printed(client, voucher, "voucher-print") for _each in range(2)]

    assert [re.findall(r"สำเนา\d*", text) for text in texts] == [[], ["สำเนา1"]]


@needs_pdftotext
def test_a_paper_to_look_at_is_marked_and_counts_as_no_print(receipt, voucher, auditor):
    client = signed_in(auditor)

    shown = [
        client.get(address(f"{name}-paper", paper)) for name, paper in (("receipt", receipt), ("voucher", voucher))
    ]

    assert ["สำเนา" in text_of(answer.content) for answer in shown] == [True, True]
    assert LogEntry.objects.filter(act=printing.ACT).count() == 0


@needs_pdftotext
@pytest.mark.parametrize("name", ["receipt", "voucher"])
def test_a_void_paper_keeps_its_number_and_says_when_and_why(name, request, treasurer):
    paper = request.getfixturevalue(name)
    corrections.ask(paper.fund, paper, key=uuid4(), reason="พิมพ์ยอดผิด", on=AUGUST, by=treasurer)

    made = getattr(prints, name)(paper.fund, paper)

    text = re.sub(r"\s", "", text_of(made))
    assert [each in text for each in (str(paper), "ยกเลิก", "14สิงหาคม2561", "พิมพ์ยอดผิด")] == [True] * 4
    assert page_count(made) == 1


def test_a_paper_whose_money_stands_is_not_void(receipt):
    assert (receipt.on, receipt.amount, prints._void(receipt)) == (MAY_DAY, Decimal("365.00"), "")


def test_printing_a_day_together_counts_each_receipt_by_itself(fund, receipt, treasurer):
    other = make_contribution(make_member(fund, by=treasurer), "365.00", by=treasurer)
    printing.record(fund, receipt, key=uuid4(), by=treasurer)

    copies = [printing.record_all(fund, [receipt, other], key=key, by=treasurer) for key in (KEY, KEY, uuid4())]

    assert copies == [{receipt.pk: 1, other.pk: 0}, {receipt.pk: 1, other.pk: 0}, {receipt.pk: 2, other.pk: 1}]
    assert printing.printed_before([receipt, other]) == 2


@needs_pdftotext
def test_receipts_printed_together_are_marked_each_by_its_own_count(fund, receipt, treasurer):
    other = make_contribution(make_member(fund, by=treasurer), "365.00", by=treasurer)

    made = sheet_prints.receipts(fund, [receipt, other], copies={receipt.pk: 1, other.pk: 0})

    assert (page_count(made), re.findall(r"สำเนา\d*", re.sub(r"\s", "", text_of(made)))) == (2, ["สำเนา1"])


@pytest.mark.parametrize(
    ("name", "size", "points"),
    [
        ("receipt", "", (595, 420)),
        ("receipt", "a5", (595, 420)),
        ("receipt", "a4", (595, 842)),
        ("receipt", "a0", (595, 420)),
        ("voucher", "", (595, 842)),
        ("voucher", "a5", (420, 595)),
    ],
)
def test_a_paper_comes_on_the_sheet_that_is_asked_for_and_fits_on_one(name, size, points, request, treasurer):
    paper = request.getfixturevalue(name)

    made = signed_in(treasurer).get(address(f"{name}-paper", paper), {"size": size}).content

    page = pypdf.PdfReader(io.BytesIO(made)).pages[0].mediabox
    assert (page_count(made), (round(page.width), round(page.height))) == (1, points)


def test_printing_asks_for_the_sheet_and_takes_it(receipt, treasurer):
    client = signed_in(treasurer)
    page = client.get(address("receipt-print", receipt))
    key = str(page.context["form"]["key"].value())

    made = client.post(address("receipt-print", receipt), {"key": key, "size": "a4"}).content

    assert round(pypdf.PdfReader(io.BytesIO(made)).pages[0].mediabox.height) == 842
