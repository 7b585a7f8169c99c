"""check_books agrees with books that the pen wrote, and names each difference that someone plants."""

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.management import call_command

import funds.books
import members.books
from funds import ledger
from funds.models import (
    Account,
    AccountKind,
    Fund,
    FundTotal,
    Measure,
    Numbers,
    Province,
    ProvinceTotal,
    Receipt,
    Series,
    Span,
    Transfer,
    Voucher,
)
from members.models import Contribution, Helped, HelpedInProvince
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
from tests.prompt import without_triggers
from welfare.models import User


@pytest.fixture
def books(fund: Fund, treasurer: User, secretary: User, chair: User) -> Fund:
    """A fund with a bit of everything, a reversal among it."""
    give(fund, "10000.00", by=treasurer)
    member = make_member(fund, by=secretary)
    make_contribution(member, "365.00", by=treasurer)
    for person, membership in ((member.person, member), (make_outsider(), None)):
        claim = make_claim(fund, by=secretary, person=person, membership=membership)
        approve(claim, by=chair)
        pay(claim, by=treasurer)
    paper = ledger.account(fund, AccountKind.COST, "paper")
    ledger.pay_out(
        fund, key=uuid4(), payee="ร้านเครื่องเขียน", purpose="กระดาษ", costs=paper, amount=Decimal("99.75"),
        cash=cash_of(fund), on=MAY_DAY, by=treasurer,
    )  # fmt: skip
    gift = Transfer.objects.of(fund).get(credit__line="donation")
    give(fund, "5000.00", by=treasurer)
    ledger.reverse(gift, key=uuid4(), on=MAY_DAY, by=treasurer, reason="ลงผิด")
    return fund


def checked(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Run the command: its exit status and what it printed."""
    try:
        call_command("check_books")
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    return status, capsys.readouterr().out.splitlines()


def test_books_that_the_pen_wrote_have_no_difference(books, capsys):
    assert checked(capsys) == (0, ["Phuket, 18 funds: no difference"])


def test_an_empty_portal_has_no_difference(no_province, capsys):
    assert checked(capsys) == (0, ["No province is recorded: no difference"])


def a_total_of_the_fund(fund: Fund) -> None:
    FundTotal.objects.filter(fund=fund, measure=Measure.BENEFIT, span=Span.EVER, outsiders=True).update(count=7)


def a_total_of_the_province(fund: Fund) -> None:
    ProvinceTotal.objects.filter(measure=Measure.MONEY, span=Span.DAY, start=MAY_DAY).update(amount=Decimal(1))


def a_total_that_no_row_makes(fund: Fund) -> None:
    FundTotal.objects.create(
        fund=fund, span=Span.DAY, start=MAY_DAY, measure=Measure.COST, line="wages", amount=Decimal(5)
    )


def a_count_of_members(fund: Fund) -> None:
    FundTotal.objects.filter(fund=fund, measure=Measure.MEMBERS, span=Span.YEAR).update(count=2)


def a_balance(fund: Fund) -> None:
    Account.objects.filter(pk=cash_of(fund).pk).update(balance=Decimal("12.34"))


def a_person_helped_in_the_fund(fund: Fund) -> None:
    Helped.objects.filter(fund=fund, outsider=True).delete()


def a_person_helped_in_the_province(fund: Fund) -> None:
    HelpedInProvince.objects.filter(outsider=False).update(outsider=True)


def a_series(fund: Fund) -> None:
    Series.objects.filter(fund=fund, of=Numbers.CLAIM).update(last=5)


def a_series_of_members(fund: Fund) -> None:
    without_triggers("funds_series", "DELETE FROM funds_series WHERE fund_id = %s AND \"of\" = 'member'", fund.pk)


def a_number_left_out(fund: Fund) -> None:
    receipt = Receipt.objects.filter(fund=fund).order_by("-number").values("pk")[:1]
    without_triggers("funds_receipt", "UPDATE funds_receipt SET number = 77 WHERE id = %s", receipt[0]["pk"])


def a_receipt(fund: Fund) -> None:
    receipt = Receipt.objects.get(fund=fund, pk__in=Contribution.objects.values("receipt"))
    without_triggers("funds_receipt", "UPDATE funds_receipt SET amount = 36400 WHERE id = %s", receipt.pk)


def a_voucher(fund: Fund) -> None:
    voucher = Voucher.objects.get(fund=fund, purpose="กระดาษ")
    without_triggers("funds_voucher", "UPDATE funds_voucher SET amount = 10000 WHERE id = %s", voucher.pk)


def a_payout(fund: Fund) -> None:
    without_triggers("members_payout", "UPDATE members_payout SET amount = 100 WHERE outsider")


PLANTED: list[tuple[Callable[[Fund], None], list[str]]] = [
    (a_total_of_the_fund, [
        "rawai: benefit illness outsiders E 1900-01-01: kept 7 and 500.00 baht, the rows give 1 and 500.00 baht",
    ]),
    (a_total_of_the_province, [
        "phuket: money D 2018-05-01: kept 0 and 1.00 baht, the rows give 0 and -10,734.75 baht",
    ]),
    (a_total_that_no_row_makes, [
        "rawai: cost wages D 2018-05-01: kept 0 and 5.00 baht, the rows give 0 and 0.00 baht",
    ]),
    (a_count_of_members, ["rawai: members Y 2017-01-01: kept 2 and 0.00 baht, the rows give 1 and 0.00 baht"]),
    (a_balance, ["rawai: account * cash : kept 12.34 baht, the transfers give 4,265.25"]),
    (a_person_helped_in_the_fund, ["rawai: help to person *: kept nothing, the payouts give 2018-05-01 as no member"]),
    (a_person_helped_in_the_province, [
        "phuket: help to person *: kept 2018-05-01 as no member, the payouts give 2018-05-01 as a member",
    ]),
    (a_series, ["rawai: claim numbers 2561: the last given out is 5, 2 stand from 1 to 2"]),
    (a_series_of_members, ["rawai: member numbers: the last given out is 0, 1 stand from 1 to 1"]),
    (a_number_left_out, ["rawai: receipt numbers 2560: the last given out is 2, 2 stand from 1 to 77"]),
    (a_receipt, [
        "rawai: receipt 1/2561 says 364.00 baht, its transfers give 365.00",
        "rawai: receipt 1/2561 of contributions says 364.00 baht, its rows give 365.00",
    ]),
    (a_voucher, ["rawai: voucher 3/2561 says 100.00 baht, its transfers give 99.75"]),
    (a_payout, ["rawai: payout * says 1.00 baht, its rows give 500.00"]),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "named"), PLANTED, ids=[plant.__name__ for plant, _named in PLANTED])
def test_a_difference_is_named_with_its_fund_and_the_command_fails(books, capsys, plant, named):
    plant(books)

    status, lines = checked(capsys)

    assert (status, lines[-1]) == (1, f"Phuket, 18 funds: {len(named)} differences")
    assert [without_keys(line) for line in lines[:-1]] == named


def without_keys(line: str) -> str:
    """Write a star for the primary keys that a difference names."""
    words = line.split(" ")
    for before in ("account", "person", "payout"):
        if before in words:
            after = words.index(before) + 1
            words[after] = "*" + (":" if words[after].endswith(":") else "")
    return " ".join(words)


def test_checking_asks_the_same_of_the_transfers_however_many_there_are(
    books, treasurer, django_assert_num_queries, province: Province
):
    # One for the kept totals of each fund, and a fixed number besides.
    with django_assert_num_queries(27 + 18):
        funds.books.faults(province)
    with django_assert_num_queries(16 + 19):
        members.books.faults(province)
