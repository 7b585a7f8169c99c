"""The pages for files of money: the treasurer's alone, seen before they are taken in, with what is still open asked."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members import printing
from members.models import Claim, Contribution, Import, ImportedReceipt, ImportFile
from tests.cast import signed_in
from tests.factories import cash_of
from tests.members.pages import words
from tests.members.rules import adopt
from tests.pages import tables

from .helped import ROWS as HELPED
from .helped import row
from .paying import ROWS
from .sheets_of_paper import csv
from .test_pages import press


@pytest.fixture
def client(treasurer):
    return signed_in(treasurer)


def choose(client, fund, content, kind="contributions"):
    """Send a file of one kind and give the page of how it is understood."""
    sent = {"key": str(uuid4()), "file": SimpleUploadedFile("สัจจะ.csv", content)}
    return client.post(f"{reverse('members:import-new', args=[fund.code])}?kind={kind}", sent, follow=True)


def test_contributions_are_seen_then_taken_in_and_each_print_of_them_is_a_copy(client, fund, member, opened, treasurer):
    seen = choose(client, fund, csv([(1, "", "5/2/2560", "360", "12/34"), (1, "", "5/7/2561", "40", "")], ROWS))
    assert [row[2:6] for row in tables(seen)[-1][1:]] == [
        ["5 ก.พ. 2560", "360.00", "15 ม.ค. 2560 – 14 ม.ค. 2561", "12/34"], ["5 ก.ค. 2561", "40.00", "–", "–"],
    ]  # fmt: skip
    assert "เงิน 360.00 บาทส่งไว้จนถึงวันยกยอดมา 30 มิถุนายน 2561" in words(seen)
    assert Contribution.objects.count() == 0

    taken = press(client, seen, "save", into=cash_of(fund).pk)

    done = Import.objects.get()
    assert taken.redirect_chain == [(reverse("members:import", args=[fund.code, done.pk]), 302)]
    assert [row[:5] for row in tables(taken)[0][1:]] == [
        ["นางสมหญิง ใจดี", "1/2560", "12/34", "5 ก.พ. 2560", "360.00"],
        ["นางสมหญิง ใจดี", "1/2561", "–", "5 ก.ค. 2561", "40.00"],
    ]  # fmt: skip
    assert cash_of(fund).balance == Decimal(10040)
    receipt = ImportedReceipt.objects.order_by("row")[0].receipt
    assert [printing.record(fund, receipt, key=uuid4(), by=treasurer) for _each in range(2)] == [1, 2]


def test_months_without_a_year_are_asked_for_their_year_and_the_answer_is_kept(client, fund, member):
    seen = choose(client, fund, csv([(1, "", 30)], ("เลขที่", "ชื่อ", "ม.ค.")))
    assert "ปี พ.ศ. ของเดือนในหัวตาราง" in words(seen)

    seen = press(client, seen, "read", year="2561")

    assert [row[2:4] for row in tables(seen)[-1][1:]] == [["31 ม.ค. 2561", "30.00"]]
    press(client, seen, "save", into=cash_of(fund).pk)
    assert Contribution.objects.get().amount == Decimal(30)


def test_welfare_of_the_paper_is_seen_taken_in_and_told(client, fund, member, opened, treasurer, secretary):
    adopt(fund, by=secretary)
    seen = choose(client, fund, csv([row(nights=2, paper="15")], HELPED), "payouts")
    assert [line[2:6] for line in tables(seen)[-1][1:]] == [
        ["นอนโรงพยาบาล", "3 ก.พ. 2561 – 5 ก.พ. 2561", "10 ก.พ. 2561", "200.00"]
    ]
    assert "source" in press(client, seen, "save").context["form"].errors

    taken = press(client, seen, "save", source="สมุดจ่ายสวัสดิการ เล่ม 1")

    assert [line[:6] for line in tables(taken)[0][1:]] == [
        ["นางสมหญิง ใจดี", "1/2561", "นอนโรงพยาบาล", "10 ก.พ. 2561", "200.00", "สมุดจ่ายสวัสดิการ เล่ม 1"]
    ]
    claim = Claim.objects.get()
    told = words(client.get(reverse("members:claim", args=[fund.code, claim.pk])))
    assert "อนุมัติและจ่ายบนกระดาษแล้ว ตามสมุดจ่ายสวัสดิการ เล่ม 1" in told
    assert printing.record(fund, claim.payout.voucher, key=uuid4(), by=treasurer) == 1


def test_a_name_of_no_member_is_taken_in_only_after_a_look(client, fund, member, opened, secretary):
    adopt(fund, by=secretary)
    seen = choose(client, fund, csv([row("ไฟไหม้", number="", name="นางบังเอิญ มาไกล")], HELPED), "payouts")
    assert [line[:2] for line in tables(seen)[-1][1:]] == [["นางบังเอิญ มาไกล", "ไม่ใช่สมาชิก"]]
    assert "ไม่มีสมาชิกชื่อนี้ จะบันทึกเป็นการช่วยเหลือผู้ที่ไม่ได้เป็นสมาชิก" in words(seen)

    asked = press(client, seen, "save", source="มติ 2/2561")
    assert (asked.context["form"].errors.keys(), Claim.objects.count()) == ({"anyway"}, 0)
    press(client, seen, "save", source="มติ 2/2561", anyway="on")

    claim = Claim.objects.get()
    told = words(client.get(reverse("members:claim", args=[fund.code, claim.pk])))
    assert (claim.membership, "นางบังเอิญ มาไกล" in told) == (None, True)


def test_a_file_of_money_goes_back_from_its_page(client, fund, member, treasurer):
    seen = choose(client, fund, csv([(1, "", "5/2/2560", "360", "")], ROWS))
    press(client, seen, "save", into=cash_of(fund).pk)
    url = reverse("members:import-taking-back", args=[fund.code, Import.objects.get().pk])
    assert "กลับรายการในบัญชีตามวันของรายการนั้น" in words(client.get(url))

    client.post(url, {"key": str(uuid4()), "reason": "ผิดไฟล์"})

    assert (cash_of(fund).balance, Contribution.objects.standing().count()) == (Decimal(0), 0)


def test_the_secretary_takes_in_members_but_no_money(fund, member, secretary, treasurer):
    client = signed_in(secretary)
    listed = words(client.get(reverse("members:imports", args=[fund.code])))
    assert ("เลือกไฟล์สมาชิก" in listed, "เลือกไฟล์เงินสัจจะ" in listed) == (True, False)
    new = f"{reverse('members:import-new', args=[fund.code])}?kind=contributions"
    assert client.get(new).status_code == 403
    choose(signed_in(treasurer), fund, csv([(1, "", "5/2/2560", "360", "")], ROWS))
    waiting = reverse("members:import-check", args=[fund.code, ImportFile.objects.get().key])
    assert client.get(waiting).status_code == 403


@pytest.mark.parametrize("kind", ["members", "contributions", "payouts", "heirs"])
def test_the_template_of_each_kind_is_read_and_its_example_left_out(client, fund, kind):
    answer = client.get(f"{reverse('members:import-template', args=[fund.code])}?kind={kind}")

    found = choose(client, fund, b"".join(answer.streaming_content), kind).context["found"]
    assert (found.missing, found.faults, found.entries, len(found.left_out)) == ((), [], [], 1)
