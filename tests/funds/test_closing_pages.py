"""The end of a month in the browser of a treasurer, and what the chair may do about it."""

import csv
import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from funds import accounts, closing, ledger
from funds.models import Account, AccountKind, CashCount, MonthClose, MonthReopening, Statement, Transfer
from tests.cast import signed_in
from tests.factories import JAN_2560, cash_of, close_books, give, make_member

JANUARY, END_OF_JANUARY = date(2017, 1, 1), date(2017, 1, 31)


def page(fund, name, *parts, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"funds:{name}", args=[fund.code, *parts]) + (f"?{query}" if query else "")


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def funded(fund, treasurer):
    """A fund with 1,000 baht in its cash box and 234.50 baht in the bank since January 2560."""
    give(fund, "1234.50", by=treasurer)
    bank = ledger.account(fund, AccountKind.BANK)
    ledger.post(
        key=uuid4(), debit=bank, credit=cash_of(fund), amount=Decimal("234.50"), on=JAN_2560, by=treasurer
    )  # fmt: skip
    return fund


def typed_count(fund, **more):
    return {"key": str(uuid4()), "account": cash_of(fund).pk, "on": "31/1/2560", "pieces_100000": "1"} | more


def typed_close(fund, **more):
    bank, cash = ledger.account(fund, AccountKind.BANK), cash_of(fund)
    return {"key": str(uuid4()), f"found_{bank.pk}": "234.50", f"why_{bank.pk}": "", f"why_{cash.pk}": ""} | more


def test_a_count_is_read_back_beside_the_books_before_it_is_kept(funded, treasurer):
    client, typed = signed_in(treasurer), typed_count(funded, pieces_5000="2")

    checked = client.post(page(funded, "count-new"), typed)

    assert [checked.context[name] for name in ("counted", "book", "difference")] == [
        Decimal(1100), Decimal(1000), Decimal(100),
    ]  # fmt: skip
    assert CashCount.objects.count() == 0
    for _ in range(2):
        client.post(page(funded, "count-new"), typed | {"step": "save"})
    assert list(CashCount.objects.values_list("total", "pieces")) == [(Decimal(1100), {"100000": 1, "5000": 2})]


def test_pieces_are_typed_in_thai_digits_too_and_nonsense_is_named(funded, treasurer):
    client = signed_in(treasurer)

    taken = client.post(page(funded, "count-new"), typed_count(funded, pieces_100000="๓"))
    wrong = client.post(page(funded, "count-new"), typed_count(funded, pieces_100000="-1", on=""))

    assert taken.context["counted"] == Decimal(3000)
    assert sorted(wrong.context["form"].errors) == ["on", "pieces_100000"]


def test_a_count_shows_every_piece(funded, treasurer, auditor):
    count = closing_count(funded, treasurer)

    answer = signed_in(auditor).get(page(funded, "count", count.pk))

    assert (answer.context["pieces"], answer.context["difference"]) == ([("1,000 บาท", 1, Decimal(1000))], Decimal(0))


def closing_count(fund, by):
    client = signed_in(by)
    client.post(page(fund, "count-new"), typed_count(fund, step="save"))
    return CashCount.objects.get()


def test_a_month_is_closed_in_two_steps(funded, treasurer):
    closing_count(funded, treasurer)
    client, typed = signed_in(treasurer), typed_close(funded)

    checked = client.post(page(funded, "close"), typed)
    assert (checked.templates[0].name, MonthClose.objects.count()) == ("funds/closing_check.html", 0)
    for _ in range(2):
        answer = client.post(page(funded, "close"), typed | {"step": "save"})

    close = MonthClose.objects.get()
    assert (close.month, close.by, answer["Location"]) == (JANUARY, treasurer, page(funded, "closed-month", close.pk))


def test_a_month_with_an_unexplained_difference_stays_open_and_keeps_what_was_typed(funded, treasurer):
    closing_count(funded, treasurer)
    bank = ledger.account(funded, AccountKind.BANK)
    typed = typed_close(funded, **{f"found_{bank.pk}": "200", "step": "save"})

    answer = signed_in(treasurer).post(page(funded, "close"), typed)

    assert list(answer.context["form"].errors) == [f"why_{bank.pk}"]
    assert ("-34.50" in text(answer), 'value="200"' in text(answer)) == (True, True)
    assert MonthClose.objects.count() == 0


def test_cash_that_was_not_counted_is_asked_for_beside_its_box(funded, treasurer):
    answer = signed_in(treasurer).post(page(funded, "close"), typed_close(funded))

    assert list(answer.context["form"].errors) == [f"why_{cash_of(funded).pk}"]


def test_from_the_close_the_treasurer_counts_and_comes_back(funded, treasurer):
    client = signed_in(treasurer)
    shown = text(client.get(page(funded, "close")))
    where = f"?account={cash_of(funded).pk}&amp;on=2017-01-31&amp;until=2017-01"
    assert where in shown

    counting = client.get(page(funded, "count-new") + where.replace("&amp;", "&"))
    saved = client.post(page(funded, "count-new", until="2017-01"), typed_count(funded, step="save"))

    assert counting.context["form"].initial["on"] == END_OF_JANUARY
    assert saved["Location"] == page(funded, "close", until="2017-01")


def test_many_months_close_together_only_when_that_was_ticked(funded, treasurer):
    client = signed_in(treasurer)
    client.post(page(funded, "count-new"), typed_count(funded, on="31/3/2560", step="save"))
    typed = typed_close(funded, step="save")

    refused = client.post(page(funded, "close", until="2017-03"), typed)
    client.post(page(funded, "close", until="2017-03"), typed | {"with_earlier": "on"})

    assert list(refused.context["form"].errors) == ["with_earlier"]
    assert [close.month.month for close in MonthClose.objects.order_by("month")] == [1, 2, 3]


def test_an_entry_in_a_closed_month_is_refused_beside_its_date(funded, treasurer):
    close_books(funded, JANUARY, by=treasurer)
    typed = {
        "key": str(uuid4()), "source": "donation", "amount": "50", "payer": "ผู้บริจาค", "into": cash_of(funded).pk,
        "on": "20/1/2560", "note": "", "step": "save",
    }  # fmt: skip

    answer = signed_in(treasurer).post(page(funded, "income"), typed)

    assert list(answer.context["form"].errors) == ["on"]
    assert Transfer.objects.filter(amount=Decimal(50)).count() == 0


def test_a_contribution_in_a_closed_month_is_refused_beside_its_date(funded, treasurer):
    close_books(funded, JANUARY, by=treasurer)
    member = make_member(funded, by=treasurer)
    client, where = signed_in(treasurer), reverse("members:contribute", args=[funded.code, member.pk])
    form = client.get(where).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {
        "key": str(uuid4()), "amount": "360", "periods": "1", "payer": "นางสมหญิง ใจดี", "into": cash_of(funded).pk,
        "on": "20/1/2560", "step": "save",
    }  # fmt: skip

    assert list(client.post(where, typed).context["form"].errors) == ["on"]


def test_the_chair_reopens_with_a_reason_and_the_treasurer_may_not(funded, treasurer, chair):
    close = close_books(funded, date(2017, 2, 1), by=treasurer)
    january = MonthClose.objects.get(month=JANUARY)
    where, typed = page(funded, "month-reopening", january.pk), {"key": str(uuid4()), "reason": "ลืมลงดอกเบี้ย"}

    assert signed_in(treasurer).post(where, typed).status_code == 403
    client = signed_in(chair)
    assert client.get(where).context["later"] == ["กุมภาพันธ์ 2560"]
    assert list(client.post(where, typed | {"reason": ""}).context["form"].errors) == ["reason"]
    client.post(where, typed)

    reopened = MonthReopening.objects.order_by("close__month").values_list("close", "reason", "by")
    assert list(reopened) == [(january.pk, "ลืมลงดอกเบี้ย", chair.pk), (close.pk, "ลืมลงดอกเบี้ย", chair.pk)]
    assert "ลืมลงดอกเบี้ย" in text(client.get(page(funded, "closed-month", january.pk)))


def test_who_closed_a_month_is_told_why_another_must_reopen_it(funded, treasurer, chair):
    close = close_books(funded, JANUARY, by=chair)

    answer = signed_in(chair).post(
        page(funded, "month-reopening", close.pk), {"key": str(uuid4()), "reason": "ลืมลงดอกเบี้ย"}
    )

    assert len(answer.context["form"].non_field_errors()) == 1
    assert MonthReopening.objects.count() == 0


def test_the_list_of_months_says_what_is_closed_late_and_next(funded, treasurer, chair):
    january = close_books(funded, JANUARY, by=treasurer)
    closing.reopen_month(january, key=uuid4(), reason="ผิด", on=date(2017, 2, 3), by=chair)
    close_books(funded, JANUARY, by=treasurer)

    answer = signed_in(treasurer).get(page(funded, "months", year=2017))

    first = answer.context["months"][-1]
    assert (first["label"], first["total"], first["month"].is_late) == ("มกราคม 2560", Decimal("1234.50"), False)
    assert [each.by for each in first["month"].reopenings] == [chair]
    assert (answer.context["next"]["until"], answer.context["late_from"]) == ("2017-02", "กุมภาพันธ์ 2560")
    assert all(row["month"].is_late for row in answer.context["months"][:-1])


def test_a_fund_without_entries_has_no_month_to_close(fund, treasurer):
    client = signed_in(treasurer)

    assert client.get(page(fund, "months")).context["months"] == []
    assert client.get(page(fund, "close"))["Location"] == page(fund, "months")


def test_another_bank_account_is_opened_and_closes_with_the_rest(funded, treasurer):
    client = signed_in(treasurer)
    client.post(page(funded, "account-new"), {"kind": "bank", "name": "ธ.ก.ส. สาขาราไวย์ 4471"})
    again = client.post(page(funded, "account-new"), {"kind": "bank", "name": "ธ.ก.ส. สาขาราไวย์ 4471"})

    opened = Account.objects.get(name="ธ.ก.ส. สาขาราไวย์ 4471")
    assert list(again.context["form"].errors) == ["name"]
    assert opened.name in text(client.get(page(funded, "close")))
    assert opened.name in text(client.get(page(funded, "deposit")))


def test_a_statement_is_looked_at_then_frozen_once(funded, treasurer, auditor):
    days = {"first": "2017-01-01", "last": "2017-01-31"}
    draft = signed_in(auditor).get(page(funded, "statement-draft", **days))
    assert (draft.context["unready"] != "", [side.total.baht for side in draft.context["sides"]]) == (
        True, ["1,234", "1,234"],
    )  # fmt: skip
    close_books(funded, JANUARY, by=treasurer)
    client, key = signed_in(treasurer), str(uuid4())

    for _ in range(2):
        answer = client.post(page(funded, "statement-new"), days | {"key": key})

    frozen = Statement.objects.get()
    assert (frozen.total, answer["Location"]) == (Decimal("1234.50"), page(funded, "statement", frozen.pk))
    shown = signed_in(auditor).get(answer["Location"])
    assert (shown.context["is_unchanged"], shown.context["differences"]) == (True, [])
    assert frozen.sha256 in text(shown)


def test_a_statement_comes_as_a_paper_and_as_a_table_that_opens_in_a_thai_excel(funded, auditor):
    client, days = signed_in(auditor), {"first": "2017-01-01", "last": "2017-12-31"}

    paper = client.get(page(funded, "statement-draft-paper", **days))
    table = b"".join(client.get(page(funded, "statement-draft", format="csv", **days)))
    book = b"".join(client.get(page(funded, "statement-draft", format="xlsx", **days)))

    assert (paper["Content-Type"], paper.content[:4], book[:2]) == ("application/pdf", b"%PDF", b"PK")
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert ["รายรับ", "เงินบริจาค", "1234.50"] in rows
    assert ["รายจ่ายและเงินคงเหลือ", "เงินสดในมือ", "1000.00"] in rows


def test_the_sources_page_splits_what_came_in(funded, auditor):
    answer = signed_in(auditor).get(page(funded, "sources", first="2017-01-01", last="2017-12-31"))

    came = {row.label: row.new for row in answer.context["rows"] if row.new}
    assert (came, answer.context["new"]) == ({"เงินบริจาค": Decimal("1234.50")}, Decimal("1234.50"))


@pytest.mark.parametrize("name", ["months", "counts", "statements", "statement-draft", "sources", "close"])
def test_a_page_asks_the_database_as_often_for_three_rows_as_for_one(
    funded, treasurer, name, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(treasurer)
    asked = {"first": "2017-01-01", "last": "2017-12-31"} if name in ("statement-draft", "sources") else {}
    asked |= {"year": "2017"} if name == "months" else {}
    if name != "close":
        close_books(funded, JANUARY, by=treasurer)
        freeze(client, funded)
    with django_assert_max_num_queries(22) as first:
        client.get(page(funded, name, **asked))
    asked_once = len(first)
    if name != "close":
        close_books(funded, date(2017, 3, 1), by=treasurer)
        freeze(client, funded)
        freeze(client, funded)
    accounts.open_account(funded, kind=AccountKind.CASH, name="กล่องสาขา", by=treasurer)
    accounts.open_account(funded, kind=AccountKind.BANK, name="ออมสิน", by=treasurer)

    with django_assert_num_queries(asked_once):
        client.get(page(funded, name, **asked))


def freeze(client, fund):
    client.post(page(fund, "statement-new"), {"key": str(uuid4()), "first": "2017-01-01", "last": "2017-01-31"})
