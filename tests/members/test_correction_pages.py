import io
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from funds import ledger
from funds.models import AccountKind, Correction, Transfer
from members import corrections as acts
from tests.cast import signed_in
from tests.factories import (
    MAY_DAY,
    approve,
    cash_of,
    give,
    make_claim,
    make_contribution,
    make_member,
    make_outsider,
    pay,
)
from tests.members.pages import words
from welfare import sheets


@pytest.fixture
def small(fund, treasurer):
    return make_contribution(make_member(fund, by=treasurer), "365.00", by=treasurer)


@pytest.fixture
def large(fund, treasurer):
    return make_contribution(make_member(fund, by=treasurer), "730.00", by=treasurer)


def url(name, fund, *parts):
    return reverse(f"members:{name}", args=[fund.code, *parts])


def ask(client, page, reason="พิมพ์ยอดผิด"):
    key = client.get(page).context["form"]["key"].value()
    return client.post(page, {"key": str(key), "reason": reason})


def decide(client, page, **typed):
    key = client.get(page).context["form"]["key"].value()
    return client.post(page, {"key": str(key), **typed})


def test_a_receipt_is_turned_back_from_its_page_after_what_will_happen_was_shown(fund, small, treasurer):
    client, page = signed_in(treasurer), url("receipt-correction", fund, small.pk)
    before = client.get(url("receipt", fund, small.pk)), client.get(page)

    answer = ask(client, page)

    assert (page in before[0].content.decode(), "365.00" in words(before[1])) == (True, True)
    asked = Correction.objects.get()
    assert (answer["Location"], asked.decision.is_done) == (url("correction", fund, asked.pk), True)
    shown = words(client.get(url("receipt", fund, small.pk)))
    assert ["พิมพ์ยอดผิด" in shown, "ยกเลิก" in shown] == [True, True]


def test_sent_twice_it_is_turned_back_once(fund, small, treasurer):
    client, page = signed_in(treasurer), url("receipt-correction", fund, small.pk)
    sent = {"key": str(uuid4()), "reason": "พิมพ์ยอดผิด"}

    answers = [client.post(page, sent)["Location"] for _again in range(2)]

    assert (answers[0], Transfer.objects.filter(reversal_of__isnull=False).count()) == (answers[1], 1)


def test_above_the_limit_the_chair_confirms_what_the_treasurer_asked(fund, large, treasurer, chair):
    ask(signed_in(treasurer), url("receipt-correction", fund, large.pk))
    asked = Correction.objects.get()
    waits = Transfer.objects.filter(reversal_of__isnull=False).exists()

    decide(signed_in(chair), url("correction-decision", fund, asked.pk), verdict="done")

    assert (waits, asked.decision.by, asked.decision.needed) == (False, chair, True)
    assert Transfer.objects.get(reversal_of__isnull=False).amount == Decimal("730.00")


def test_the_front_page_tells_the_other_officers_and_not_who_asked(fund, large, treasurer, chair, auditor):
    ask(signed_in(treasurer), url("receipt-correction", fund, large.pk))

    told = [
        url("corrections", fund) in str(signed_in(user).get(reverse("fund", args=[fund.code])).context["waits"])
        for user in (treasurer, chair, auditor)
    ]

    assert told == [False, True, False]


def test_who_asked_sees_that_someone_else_decides(fund, large, treasurer):
    client = signed_in(treasurer)
    ask(client, url("receipt-correction", fund, large.pk))
    asked = Correction.objects.get()

    answer = decide(client, url("correction-decision", fund, asked.pk), verdict="done")

    assert (answer.context["is_own"], list(answer.context["form"].errors), hasattr(asked, "decision")) == (
        True, ["__all__"], False
    )  # fmt: skip


def test_a_decline_needs_its_reason_and_the_receipt_stands(fund, large, treasurer, chair):
    ask(signed_in(treasurer), url("receipt-correction", fund, large.pk))
    asked, client = Correction.objects.get(), signed_in(chair)
    page = url("correction-decision", fund, asked.pk)

    without = decide(client, page, verdict="declined")
    decide(client, page, verdict="declined", note="ใบเสร็จถูกแล้ว")

    assert (list(without.context["form"].errors), asked.decision.is_done) == (["note"], False)
    assert "ใบเสร็จถูกแล้ว" in words(client.get(url("correction", fund, asked.pk)))


def test_a_voucher_page_leads_to_its_claim_its_print_and_its_correction(fund, secretary, chair, treasurer):
    give(fund, "1000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=make_outsider(), amount="500.00")
    approve(claim, by=chair)
    voucher = pay(claim, by=treasurer).voucher
    client = signed_in(treasurer)

    page = client.get(url("voucher", fund, voucher.pk)).content.decode()
    ask(client, url("voucher-correction", fund, voucher.pk), reason="จ่ายผิดคน")

    for name, part in (("claim", claim.pk), ("voucher-print", voucher.pk), ("voucher-correction", voucher.pk)):
        assert url(name, fund, part) in page
    for where in (url("voucher", fund, voucher.pk), url("claim", fund, claim.pk)):
        assert "จ่ายผิดคน" in words(client.get(where))
    assert "กลับรายการ" in words(client.get(url("claims", fund), {"state": "paid"}))


def test_the_journal_shows_the_pair_linked_to_each_other(fund, small, treasurer, auditor):
    acts.ask(fund, small, key=uuid4(), reason="พิมพ์ยอดผิด", on=MAY_DAY, by=treasurer)
    mirror = Transfer.objects.get(reversal_of__isnull=False)
    client = signed_in(auditor)

    lines = client.get(reverse("funds:journal", args=[fund.code])).context["lines"]
    pages = [client.get(reverse("funds:entry", args=[fund.code, pk])).content.decode() for pk in
             (mirror.pk, mirror.reversal_of_id)]  # fmt: skip

    assert [(line.entry, line.pair, line.is_reversal) for line in lines] == [
        (mirror.pk, mirror.reversal_of_id, True), (mirror.reversal_of_id, mirror.pk, False),
    ]  # fmt: skip
    assert [reverse("funds:entry", args=[fund.code, pk]) in page for page, pk in
            zip(pages, (mirror.reversal_of_id, mirror.pk), strict=True)] == [True, True]  # fmt: skip


def test_an_entry_without_a_paper_is_turned_back_from_its_page(fund, treasurer):
    give(fund, "1000", by=treasurer)
    bank = ledger.account(fund, AccountKind.BANK)
    entry = ledger.post(key=uuid4(), debit=bank, credit=cash_of(fund), amount=Decimal(300), on=MAY_DAY, by=treasurer)
    client, page = signed_in(treasurer), url("entry-correction", fund, entry.pk)
    offered = page in client.get(reverse("funds:entry", args=[fund.code, entry.pk])).content.decode()

    ask(client, page)

    assert (offered, Transfer.objects.get(reversal_of=entry).amount) == (True, Decimal("300.00"))


def test_what_cannot_be_turned_back_says_why(fund, small, treasurer):
    client = signed_in(treasurer)

    answer = client.get(url("entry-correction", fund, small.transfers.get().pk))

    assert "ใบเสร็จ" in answer.context["refused"]


def test_money_that_is_gone_is_said_and_what_was_typed_stays(fund, small, treasurer):
    bank = ledger.account(fund, AccountKind.BANK)
    ledger.post(key=uuid4(), debit=bank, credit=cash_of(fund), amount=Decimal(300), on=MAY_DAY, by=treasurer)

    answer = ask(signed_in(treasurer), url("receipt-correction", fund, small.pk))

    assert (list(answer.context["form"].errors), answer.context["form"]["reason"].value()) == (
        ["__all__"], "พิมพ์ยอดผิด"
    )  # fmt: skip


def test_corrections_are_listed_by_where_they_stand_and_sent_as_a_file(fund, small, large, treasurer, auditor):
    done = acts.ask(fund, small, key=uuid4(), reason="พิมพ์ยอดผิด", on=MAY_DAY, by=treasurer)
    waits = acts.ask(fund, large, key=uuid4(), reason="รับผิดคน", on=MAY_DAY, by=treasurer)
    client = signed_in(auditor)

    listed = {
        state: [row.correction.pk for row in client.get(url("corrections", fund), {"state": state}).context["rows"]]
        for state in ("waiting", "done", "declined", "all")
    }

    assert listed == {"waiting": [waits.pk], "done": [done.pk], "declined": [], "all": [waits.pk, done.pk]}
    file = client.get(url("corrections", fund), {"format": "csv", "state": "waiting"})
    rows = sheets.open_file(b"".join(file.streaming_content)).rows  # type: ignore[attr-defined]
    assert [row[2:4] for row in rows[1:]] == [("730.00", "รับผิดคน")]


def test_the_list_asks_the_same_for_one_row_and_for_three(fund, treasurer, auditor, django_assert_num_queries):
    client = signed_in(auditor)
    for count in (1, 2):
        for _each in range(count):
            receipt = make_contribution(make_member(fund, by=treasurer), "730.00", by=treasurer)
            acts.ask(fund, receipt, key=uuid4(), reason="ผิด", on=MAY_DAY, by=treasurer)
        with django_assert_num_queries(5):
            client.get(url("corrections", fund))


# Lists as files.


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("members:register", 1), ("members:receipts", 2), ("members:claims", 1), ("members:payouts", 1),
        ("funds:journal", 3), ("funds:accounts", 13),
    ],
)  # fmt: skip
@pytest.mark.parametrize("wanted", ["csv", "xlsx"])
def test_every_list_is_sent_as_a_file(fund, small, secretary, chair, treasurer, auditor, name, expected, wanted):
    give(fund, "1000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=make_outsider(), amount="500.00")
    approve(claim, by=chair)
    pay(claim, by=treasurer)

    answer = signed_in(auditor).get(reverse(name, args=[fund.code]), {"format": wanted, "state": "all"})

    rows = sheets.open_file(b"".join(answer.streaming_content)).rows  # type: ignore[attr-defined]
    assert (len(rows) - 1, answer["Content-Disposition"]) == (
        expected, f'attachment; filename="{name.partition(":")[2]}-{fund.code}.{wanted}"'
    )  # fmt: skip


def test_a_list_is_sent_as_it_is_filtered(fund, small, treasurer, auditor):
    give(fund, "1000.00", by=treasurer)

    answer = signed_in(auditor).get(url("receipts", fund), {"q": "ผู้มีจิต", "format": "xlsx"})

    rows = sheets.open_file(io.BytesIO(b"".join(answer.streaming_content)).getvalue()).rows  # type: ignore[attr-defined]
    assert [row[2:4] for row in rows[1:]] == [("ผู้มีจิตศรัทธา", 1000.0)]


def test_the_journal_of_one_account_is_sent_with_its_balance_after_each_entry(fund, small, treasurer, auditor):
    give(fund, "1000.00", by=treasurer)

    answer = signed_in(auditor).get(
        reverse("funds:journal", args=[fund.code]),
        {"account": cash_of(fund).pk, "format": "csv"},  # type: ignore[arg-type]
    )

    rows = sheets.open_file(b"".join(answer.streaming_content)).rows  # type: ignore[attr-defined]
    assert [row[7:] for row in rows[1:]] == [("365.00", "", "1365.00"), ("1000.00", "", "1000.00")]
