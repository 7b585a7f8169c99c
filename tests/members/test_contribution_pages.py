from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funds import ledger
from funds.models import AccountKind, Receipt, Transfer
from members import enrolment
from members.models import Contribution, EndReason, Plan
from members.views import contributions
from tests.cast import signed_in
from tests.factories import AUGUST, JAN_2560, MAY_DAY, cash_of, give, make_contribution, make_member
from welfare import thai

from .pages import faults, headings, typed, words
from .test_enrolment import apply
from .test_enrolment_pages import enrol, send

ON = {"on": "1/5/2561"}


def address(member):
    return reverse("members:contribute", args=[member.fund.code, member.pk])


@pytest.fixture
def member(fund, treasurer):
    return make_member(fund, by=treasurer)


@pytest.fixture
def client(treasurer):
    return signed_in(treasurer)


def rows(member):
    return list(
        Contribution.objects.filter(membership=member)
        .order_by("pk")
        .values_list("amount", "covers_from", "covers_until", "is_entry_fee")
    )


def test_the_page_opens_with_what_is_due(client, member):
    filled = typed(client.get(address(member)))

    cash = str(cash_of(member.fund).pk)
    assert {name: filled.get(name) for name in ("amount", "covers_from", "payer", "into", "on", "periods")} == {
        "amount": "360.00", "covers_from": "15/1/2560", "payer": "นางสมหญิง ใจดี", "into": cash,
        "on": thai.typed_date(thai.today()), "periods": None,
    }  # fmt: skip


def test_the_days_covered_are_shown_before_saving_and_kept(client, member):
    checked = send(client, address(member), ON | {"amount": "๗๒๐", "entry_fee": "20"})

    assert Receipt.objects.count() == 0
    page = words(checked)
    for shown in ("15 มกราคม 2560", "14 มกราคม 2562", "720.00", "20.00", "740.00", "เจ็ดร้อยสี่สิบบาทถ้วน"):
        assert shown in page

    saved = client.post(address(member), typed(checked) | {"step": "save"})

    receipt = Receipt.objects.get()
    assert saved["Location"] == reverse("members:receipt", args=[member.fund.code, receipt.pk])
    assert (receipt.amount, receipt.on, receipt.payer) == (Decimal(740), MAY_DAY, "นางสมหญิง ใจดี")
    assert rows(member) == [
        (Decimal(720), JAN_2560, date(2019, 1, 14), False), (Decimal(20), None, None, True),
    ]  # fmt: skip


def test_the_next_page_begins_after_the_last_day_paid_for_and_asks_for_no_entry_fee(client, member):
    enrol(client, address(member), ON | {"amount": "365", "periods": "1", "entry_fee": "20"})

    filled = typed(client.get(address(member)))

    assert (filled["covers_from"], filled["amount"], "entry_fee" in filled) == ("15/1/2561", "365.00", False)


def test_saving_twice_takes_the_money_once(client, member):
    first, sent = enrol(client, address(member), ON)
    again = [client.post(address(member), sent | {"step": step}) for step in ("save", "check", "type")]

    assert [answer["Location"] for answer in again] == [first["Location"]] * 3
    assert (Receipt.objects.count(), cash_of(member.fund).balance) == (1, Decimal(360))


def test_of_two_clicks_at_once_the_slower_one_is_led_to_the_receipt_too(client, member, monkeypatch):
    first, sent = enrol(client, address(member), ON)
    look, too_early = contributions._made_before, iter([None])
    monkeypatch.setattr(contributions, "_made_before", lambda *asked: next(too_early, look(*asked)))

    again = client.post(address(member), sent | {"step": "save"})

    assert (again.status_code, again["Location"], Receipt.objects.count()) == (302, first["Location"], 1)


def test_money_into_the_bank_lies_in_the_bank(client, member):
    bank = ledger.account(member.fund, AccountKind.BANK)

    enrol(client, address(member), ON | {"into": str(bank.pk)})

    bank.refresh_from_db()
    assert (bank.balance, cash_of(member.fund).balance) == (Decimal(360), Decimal(0))


@pytest.mark.parametrize(
    ("typed_in", "fields"),
    [
        ({"amount": ""}, ["amount"]),
        ({"amount": "0"}, ["amount"]),
        ({"amount": "-5"}, ["amount"]),
        ({"amount": "1.005"}, ["amount"]),
        ({"amount": "สามร้อย"}, ["amount"]),
        ({"amount": "500"}, ["periods"]),
        ({"amount": "500", "periods": "1"}, []),
        ({"amount": "500", "periods": "0"}, []),
        ({"periods": "-1"}, ["periods"]),
        ({"periods": "9999"}, ["periods"]),
        ({"amount": "", "entry_fee": "20"}, []),
        ({"on": "31/02/2561"}, ["on"]),
        ({"on": "14/1/2560"}, ["on"]),
        ({"on": "31/12/2599"}, ["on"]),
        ({"covers_from": "nonsense"}, ["covers_from"]),
        ({"payer": ""}, ["payer"]),
        ({"into": "0"}, ["into"]),
        ({"key": ""}, ["key"]),
    ],
)
def test_a_mistake_is_named_at_its_field(client, member, typed_in, fields):
    answer = send(client, address(member), ON | typed_in)

    assert faults(answer) == fields
    assert Receipt.objects.count() == 0


def test_a_sum_for_no_periods_covers_no_days(client, member):
    enrol(client, address(member), ON | {"amount": "100", "periods": "0"})

    assert rows(member) == [(Decimal(100), None, None, False)]


def test_who_pays_any_amount_at_any_time_is_asked_for_no_periods(fund, treasurer, client):
    member = make_member(fund, by=treasurer, plan=Plan.FREE)

    enrol(client, address(member), ON | {"amount": "๙๙.๒๕"})

    assert rows(member) == [(Decimal("99.25"), None, None, False)]


def test_days_paid_for_are_refused_with_the_last_of_them(client, member):
    enrol(client, address(member), ON)

    answer = send(client, address(member), ON | {"covers_from": "14/1/2561"})

    assert faults(answer) == ["covers_from"]
    assert "14 มกราคม 2561" in str(answer.context["form"].errors["covers_from"])


def test_a_page_left_open_says_what_was_paid_meanwhile(client, member):
    sent = typed(send(client, address(member), ON)) | {"step": "save"}
    enrol(client, address(member), ON)

    stale = client.post(address(member), sent)
    again = client.post(address(member), typed(stale) | {"covers_from": "15/1/2561", "step": "save"})

    assert "__all__" in faults(stale)
    said = " ".join(stale.context["form"].non_field_errors())
    assert ("15/1/2560" in said, "15/1/2561" in said) == (True, True)
    assert again.status_code == 302
    assert [row[1] for row in rows(member)] == [JAN_2560, date(2018, 1, 15)]


def test_a_day_after_the_membership_ended_is_refused(client, treasurer, member):
    enrolment.leave(member, key=uuid4(), reason=EndReason.LEFT, on=AUGUST, by=treasurer)

    days = {day: faults(send(client, address(member), {"on": day})) for day in ("13/8/2561", "14/8/2561")}

    assert days == {"13/8/2561": [], "14/8/2561": ["on"]}


def test_an_applicant_pays_nothing_yet(fund, treasurer, client):
    waiting = apply(fund, by=treasurer)

    answer = client.get(address(waiting))

    assert answer["Location"] == reverse("members:member", args=[fund.code, waiting.pk])


def test_only_the_treasurer_takes_contributions(secretary, chair, auditor, member):
    assert [signed_in(user).get(address(member)).status_code for user in (secretary, chair, auditor)] == [403] * 3


def test_an_account_of_another_fund_is_none_of_the_choices(other_fund, client, member):
    assert faults(send(client, address(member), ON | {"into": str(cash_of(other_fund).pk)})) == ["into"]


# Receipts.


def receipts(user, fund, **asked):
    return signed_in(user).get(reverse("members:receipts", args=[fund.code], query=asked))


@pytest.fixture
def three(fund, treasurer, member):
    """Three receipts: 1/2560 of a donor, 1/2561 and 2/2561 of members."""
    give(fund, "1000.50", by=treasurer)
    make_contribution(member, "360.00", by=treasurer, on=MAY_DAY)
    other = make_member(fund, by=treasurer, first_name="แก้ว", last_name="ทองคำ", title="นาย")
    make_contribution(other, "365.00", by=treasurer, on=AUGUST)


@pytest.mark.parametrize(
    ("asked", "found", "total"),
    [
        ({}, ["นายแก้ว ทองคำ", "นางสมหญิง ใจดี", "ผู้มีจิตศรัทธา"], "1725.50"),
        ({"q": "1"}, ["นางสมหญิง ใจดี", "ผู้มีจิตศรัทธา"], "1360.50"),
        ({"q": "๑/๒๕๖๑"}, ["นางสมหญิง ใจดี"], "360"),
        ({"q": "แก้ว นาย"}, ["นายแก้ว ทองคำ"], "365"),
        ({"since": "1/5/2561", "until": "13/8/2561"}, ["นางสมหญิง ใจดี"], "360"),
        ({"until": "30 เม.ย. 2561"}, ["ผู้มีจิตศรัทธา"], "1000.50"),
        ({"q": "ไม่มี"}, [], "0"),
        ({"q": "\x00"}, ["นายแก้ว ทองคำ", "นางสมหญิง ใจดี", "ผู้มีจิตศรัทธา"], "1725.50"),
    ],
)
def test_receipts_are_found_by_number_payer_and_day_and_summed(fund, auditor, three, asked, found, total):
    answer = receipts(auditor, fund, **asked)

    assert headings(answer) == found
    assert (answer.context["count"], answer.context["total"]) == (len(found), Decimal(total))


def test_days_that_are_none_or_out_of_order_are_named(fund, auditor, three):
    asked = {"since": "31/02/2568"}, {"since": "2/5/2561", "until": "1/5/2561"}

    assert [faults(receipts(auditor, fund, **days)) for days in asked] == [["since"], ["until"]]


def test_a_receipt_turned_back_is_shown_and_counts_no_more(fund, treasurer, auditor, three):
    receipt = Receipt.objects.get(number=2)
    ledger.reverse(Transfer.objects.get(receipt=receipt), key=uuid4(), on=AUGUST, by=treasurer, reason="พิมพ์ผิด")

    answer = receipts(auditor, fund)

    assert [row.is_turned_back for row in answer.context["page"]] == [True, False, False]
    assert (answer.context["total"], answer.context["turned_back"]) == (Decimal("1360.50"), Decimal(365))


def test_receipts_ask_the_database_the_same_for_one_row_and_for_three(fund, auditor, treasurer, member):
    client, counted, url = signed_in(auditor), [], reverse("members:receipts", args=[fund.code])
    for _ in range(3):
        make_contribution(member, by=treasurer)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counted.append(len(asked))

    assert counted == [6, 6, 6]


def test_a_receipt_reads_like_the_paper(fund, auditor, client, member):
    enrol(client, address(member), ON | {"entry_fee": "20.25"})
    receipt = Receipt.objects.get()

    answer = signed_in(auditor).get(reverse("members:receipt", args=[fund.code, receipt.pk]))

    page = words(answer)
    for shown in ("1/2561", "1 พฤษภาคม 2561", "นางสมหญิง ใจดี", "380.25", "สามร้อยแปดสิบบาทยี่สิบห้าสตางค์", "นางประไพ ทองคำ"):
        assert shown in page


def test_a_receipt_of_a_donation_names_its_source(fund, auditor, three):
    receipt = Receipt.objects.get(year=2560)

    answer = signed_in(auditor).get(reverse("members:receipt", args=[fund.code, receipt.pk]))

    assert [transfer.credit.line for transfer in answer.context["moved"]] == ["donation"]
    assert len(headings(answer)) == 1


def test_a_receipt_of_another_fund_is_not_found(fund, other_fund, auditor, stranger):
    give(other_fund, "100.00", by=stranger)
    theirs = Receipt.objects.get()

    assert signed_in(auditor).get(reverse("members:receipt", args=[fund.code, theirs.pk])).status_code == 404


def test_the_hundred_and_first_receipt_stands_in_the_second_book(fund, auditor, treasurer):
    type(fund).objects.filter(pk=fund.pk).update(receipts_per_book=2)
    for day in range(3):
        give(fund, "1.00", by=treasurer, on=JAN_2560 + timedelta(days=day))

    books = [receipt.book for receipt in receipts(auditor, fund).context["page"]]

    assert books == [2, 1, 1]
