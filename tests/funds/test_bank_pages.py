import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funds import bank, ledger, matching, reconciling
from funds.models import Account, AccountKind, BankImport, BankLine, BankMatch, BankWithdrawal, Source, Transfer
from tests.cast import signed_in
from tests.factories import MAY_DAY, cash_of, give, make_bank_line
from tests.members.pages import words
from welfare import sheets

CSV = """ธนาคาร
วันที่,รายการ,ถอน,ฝาก,คงเหลือ
1/5/2561,ฝากเงินสด,,500.00,500.00
9/5/2561,ดอกเบี้ย,,12.50,512.50
"""


@pytest.fixture
def account(fund, treasurer) -> Account:
    give(fund, "9000", by=treasurer)
    return ledger.account(fund, AccountKind.BANK)


@pytest.fixture
def entry(account, treasurer) -> Transfer:
    return ledger.post(
        key=uuid4(), debit=account, credit=cash_of(account.fund), amount=Decimal(500), on=MAY_DAY, by=treasurer
    )


def url(name: str, account: Account, *parts: int) -> str:
    return reverse(f"funds:{name}", args=[account.fund.code, account.pk, *parts])


def read(client, account, content=CSV, name="พฤษภาคม.csv"):
    """Choose a file and give the answer with what the page keeps of it."""
    key = client.get(url("bank-import", account)).context["form"]["key"].value()
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(url("bank-import", account), {"key": str(key), "file": file})


def kept(answer, **changed):
    """Give what the checking page sends, with the columns as they stand."""
    columns = {field.html_name: field.value() or "" for field in answer.context["columns"].columns()}
    return answer.context["kept"] | columns | changed


# The file.


def test_a_file_is_shown_as_understood_and_nothing_is_saved_before_it_is_confirmed(account, treasurer):
    client = signed_in(treasurer)

    answer = read(client, account)

    assert [(line.on, line.amount, line.text) for line in answer.context["new"]] == [
        (date(2018, 5, 1), Decimal("500.00"), "ฝากเงินสด"), (date(2018, 5, 9), Decimal("12.50"), "ดอกเบี้ย"),
    ]  # fmt: skip
    assert BankImport.objects.count() == 0
    for each in ("ฝากเงินสด", "1 พ.ค. 2561", "500.00", "512.50"):
        assert each in words(answer)


def test_confirmed_lines_are_taken_in_once_and_the_pairs_are_shown_next(account, entry, treasurer):
    client = signed_in(treasurer)
    sent = kept(read(client, account), step="save")

    answers = [client.post(url("bank-import", account), sent) for _again in range(2)]

    assert [answer["Location"] for answer in answers] == [url("bank-match", account)] * 2
    assert (BankImport.objects.get().file_name, BankLine.objects.count()) == ("พฤษภาคม.csv", 2)


def test_the_same_file_is_refused_with_the_day_and_the_name(account, treasurer):
    client = signed_in(treasurer)
    client.post(url("bank-import", account), kept(read(client, account), step="save"))

    answer = read(client, account)

    assert (BankImport.objects.count(), "นางประไพ ทองคำ" in str(answer.context["form"].errors["file"])) == (1, True)


def test_columns_chosen_by_hand_are_read_again_and_remembered_for_the_next_file(account, treasurer):
    client = signed_in(treasurer)
    strange = "วันทำบัญชี,เรื่อง,บวก,ลบ\n1/5/2561,ฝาก,500,\n"
    first = read(client, account, strange)
    missing = first.context["missing"]
    chosen = {"column-on": "วันทำบัญชี", "column-amount_in": "บวก", "column-amount_out": "ลบ", "column-text": "เรื่อง"}

    again = client.post(url("bank-import", account), kept(first, **chosen, step="read"))
    client.post(url("bank-import", account), kept(again, step="save"))
    later = read(client, account, strange.replace("1/5", "2/5").replace("500,", ",20"))

    assert (len(missing), BankLine.objects.get().amount, later.context["new"][0].amount) == (
        2, Decimal("500.00"), Decimal("-20.00")
    )  # fmt: skip


def test_every_fault_is_listed_and_nothing_is_taken_in(account, treasurer):
    client = signed_in(treasurer)
    answer = read(client, account, CSV + "31/2/2561,ฝาก,,ห้าร้อย,1.00\n")

    client.post(url("bank-import", account), kept(answer, step="save"))

    assert [(fault.row, fault.column, fault.found) for fault in answer.context["book"].faults] == [
        (5, "A วันที่", "31/2/2561"), (5, "D ฝาก", "ห้าร้อย")
    ]  # fmt: skip
    assert (BankImport.objects.count(), "ห้าร้อย" in words(answer)) == (0, True)


def test_balances_that_do_not_follow_are_taken_in_only_after_a_look(account, treasurer):
    client = signed_in(treasurer)
    answer = read(client, account, CSV.replace("512.50", "600.00"))

    refused = client.post(url("bank-import", account), kept(answer, step="save"))
    done = client.post(url("bank-import", account), kept(answer, step="save", **{"column-anyway": "on"}))

    assert (list(refused.context["columns"].errors), done.status_code, BankLine.objects.count()) == (["anyway"], 302, 2)


def test_an_excel_file_is_read_as_well(account, treasurer):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Date", "Description", "Withdrawal", "Deposit", "Balance"])
    sheet.write_row(1, 0, ["01/05/2018", "CASH", "", 500.0, 500.0])
    book.close()

    answer = read(signed_in(treasurer), account, file.getvalue(), "may.xlsx")

    assert [line.amount for line in answer.context["new"]] == [Decimal("500.00")]


@pytest.mark.parametrize("content", [b"\x89PNG\0", b"<html>"])
def test_what_is_no_sheet_is_refused_beside_the_field(account, treasurer, content):
    answer = read(signed_in(treasurer), account, content)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["file"])


@pytest.mark.parametrize("changed", ["not base64", "eJwDAAAAAAE="])
def test_a_page_changed_on_its_way_is_refused(account, treasurer, changed):
    answer = signed_in(treasurer).post(url("bank-import", account), {"key": str(uuid4()), "kept": changed, "name": "x"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["file"])


def test_an_import_read_wrongly_is_taken_back_with_a_reason(account, treasurer):
    made = make_bank_line(account.fund, by=treasurer).bank_import
    client, page = signed_in(treasurer), url("bank-taking-back", account, made.pk)

    client.post(page, {"key": str(uuid4()), "reason": "สลับช่องเงินเข้าและเงินออก"})

    assert (BankWithdrawal.objects.get().reason, reconciling.standing(account).count()) == ("สลับช่องเงินเข้าและเงินออก", 0)
    assert "สลับช่องเงินเข้าและเงินออก" in words(client.get(url("bank-account", account)))


# Pairs.


def test_certain_pairs_are_ticked_and_confirmed_in_one_go(account, entry, treasurer):
    line = make_bank_line(account.fund, "500", by=treasurer)
    client = signed_in(treasurer)
    pairs = client.get(url("bank-match", account)).context["exact"]

    answer = client.post(url("bank-match", account), {"pairs": [pairs[0][0]]})

    assert (pairs[0][2], answer["Location"]) == (True, url("bank-account", account))
    assert BankMatch.objects.values_list("line", "transfer", "certainty").get() == (line.pk, entry.pk, "exact")


def test_nothing_ticked_says_so_and_matches_nothing(account, entry, treasurer):
    make_bank_line(account.fund, "500", by=treasurer)

    answer = signed_in(treasurer).post(url("bank-match", account), {})

    assert (list(answer.context["form"].errors), BankMatch.objects.count()) == (["pairs"], 0)


def test_a_line_is_matched_by_hand_and_parted_again(account, entry, treasurer):
    line = make_bank_line(account.fund, "500", by=treasurer, on=date(2018, 6, 20))
    client = signed_in(treasurer)

    client.post(url("bank-line-match", account, line.pk), {"entry": entry.pk})
    how = BankMatch.objects.get().certainty
    client.post(url("bank-line-parting", account, line.pk))

    assert (how, BankMatch.objects.count()) == ("by_hand", 0)


def test_interest_is_entered_from_its_line_in_one_step(account, entry, treasurer):
    line = make_bank_line(account.fund, "12.50", by=treasurer, on=date(2018, 5, 9))
    client, page = signed_in(treasurer), url("bank-line-entry", account, line.pk)
    key = str(client.get(page).context["form"]["key"].value())

    for _again in range(2):
        client.post(page, {"key": key, "what": "interest", "note": "ดอกเบี้ย"})

    made = BankMatch.objects.get().transfer
    assert (made.credit.line, made.amount, made.on, made.note) == (
        Source.INTEREST, Decimal("12.50"), date(2018, 5, 9), "ดอกเบี้ย"
    )  # fmt: skip


def test_cash_put_in_comes_from_the_box_that_was_chosen(account, treasurer):
    line = make_bank_line(account.fund, "300", by=treasurer)
    cash = cash_of(account.fund)

    signed_in(treasurer).post(
        url("bank-line-entry", account, line.pk), {"key": str(uuid4()), "what": f"place-{cash.pk}", "note": ""}
    )

    assert BankMatch.objects.get().transfer.credit == cash


# Looking.


def test_the_account_shows_both_books_and_what_is_open_on_both_sides(account, entry, treasurer, auditor):
    bank.import_lines(
        account, key=uuid4(), file_name="x.csv", sha256="x", columns={}, by=treasurer,
        lines=[bank.Line(2, MAY_DAY, Decimal("12.50"), Decimal("12.50"), "ดอกเบี้ย")],  # type: ignore[attr-defined]
    )  # fmt: skip

    answer = signed_in(auditor).get(url("bank-account", account))

    compared = answer.context["compared"]
    assert (compared.bank, compared.book, compared.difference, [line.text for line in compared.lines]) == (
        Decimal("12.50"), Decimal("500.00"), Decimal("-487.50"), ["ดอกเบี้ย"]
    )  # fmt: skip
    assert [amount for _entry, amount in answer.context["entries"]] == [Decimal("500.00")]


def test_lines_are_found_by_text_and_amount_and_state(account, entry, treasurer, auditor):
    found = make_bank_line(account.fund, "500", by=treasurer, text="ฝากเงินสด")
    other = make_bank_line(account.fund, "-20", by=treasurer, text="ค่าธรรมเนียม")
    matching.match(found, entry, by=treasurer)
    client = signed_in(auditor)

    pages = [
        [line.pk for line in client.get(url("bank-lines", account), asked).context["page"]]
        for asked in ({"q": "ค่าธรรม"}, {"q": "500"}, {"state": "open"}, {"state": "matched"}, {"q": "ไม่มี"})
    ]
    assert pages == [[other.pk], [found.pk], [other.pk], [found.pk], []]


def test_lines_are_sent_as_a_file_as_filtered(account, treasurer, auditor):
    make_bank_line(account.fund, "-20", by=treasurer, text="ค่าธรรมเนียม")
    make_bank_line(account.fund, "500", by=treasurer, text="ฝากเงินสด")

    answer = signed_in(auditor).get(url("bank-lines", account), {"q": "ค่าธรรม", "format": "xlsx"})

    rows = sheets.open_file(b"".join(answer.streaming_content)).rows  # type: ignore[attr-defined]
    assert rows[1:] == [(MAY_DAY, "ค่าธรรมเนียม", -20.0, "", "ยังไม่จับคู่")]


def test_pages_ask_the_same_for_one_line_and_for_three(account, entry, treasurer, auditor, django_assert_num_queries):
    client = signed_in(auditor)
    for count in (1, 3):
        for _each in range(count):
            make_bank_line(account.fund, "500", by=treasurer, text=uuid4().hex)
        for name, queries in (("bank-account", 12), ("bank-lines", 6)):
            with django_assert_num_queries(queries):
                client.get(url(name, account))


def test_a_cash_box_is_no_bank_account(account, treasurer):
    pages = [reverse("funds:bank-account", args=[account.fund.code, cash_of(account.fund).pk])]

    assert [signed_in(treasurer).get(page).status_code for page in pages] == [404]
