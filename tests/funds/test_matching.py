from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from funds import bank, ledger, matching, reconciling
from funds.bankbook import Line
from funds.closing import reopen_month
from funds.models import Account, AccountKind, BankLine, BankMatch, Certainty, Cost, Source, Transfer
from tests.factories import MAY_DAY, cash_of, close_books, give
from welfare.models import User

TODAY = date(2018, 6, 30)
KEY = UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture
def account(fund) -> Account:
    return ledger.account(fund, AccountKind.BANK)


def line(amount: str, on: date = MAY_DAY, balance: str = "", text: str = "ฝากเงินสด", row: int = 2) -> Line:
    return Line(row, on, Decimal(amount), Decimal(balance) if balance else None, text)


def take_in(account: Account, *lines: Line, by: User, sha256: str = "") -> list[BankLine]:
    made = bank.import_lines(
        account, key=uuid4(), file_name="พฤษภาคม.csv", sha256=sha256 or uuid4().hex, columns={}, lines=lines, by=by
    )
    return list(made.lines.in_order())


def move(account: Account, amount: str, *, by: User, on: date = MAY_DAY) -> Transfer:
    """Take cash to the bank, or with a minus fetch it from there."""
    cash, baht = cash_of(account.fund), Decimal(amount)
    debit, credit = (account, cash) if baht > 0 else (cash, account)
    return ledger.post(key=uuid4(), debit=debit, credit=credit, amount=abs(baht), on=on, by=by)


def test_the_only_entry_of_a_day_and_sum_is_certain_and_one_within_five_days_likely(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    same_day = move(account, "5000", by=treasurer)
    near = move(account, "300", by=treasurer, on=date(2018, 5, 6))
    move(account, "40", by=treasurer, on=date(2018, 5, 7))
    first, second, _third = take_in(account, line("5000"), line("300"), line("40"), by=treasurer)

    assert matching.suggest(account) == matching.Suggestions(
        [matching.Pair(first, same_day)], [matching.Pair(second, near)]
    )


def test_two_entries_of_one_day_and_sum_are_likely_not_certain(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    one, other = move(account, "500", by=treasurer), move(account, "500", by=treasurer)
    first, second = take_in(account, line("500"), line("500"), by=treasurer)

    assert matching.suggest(account) == matching.Suggestions(
        [], [matching.Pair(first, one), matching.Pair(second, other)]
    )


def test_pairs_are_recorded_in_one_go_with_how_certain_they_are(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    entries = [move(account, "5000", by=treasurer), move(account, "300", by=treasurer, on=date(2018, 5, 3))]
    lines = take_in(account, line("5000"), line("300"), by=treasurer)
    pairs = [(line.pk, entry.pk) for line, entry in zip(lines, entries, strict=True)]

    made = [matching.match_all(account, [*pairs, (lines[0].pk, entries[1].pk)], by=treasurer) for _again in range(2)]

    assert ([each.certainty for each in made[0]], made[1], BankMatch.objects.count()) == (
        [Certainty.EXACT, Certainty.SUGGESTED], [], 2
    )  # fmt: skip


def test_what_is_chosen_by_hand_may_lie_far_apart_but_is_the_same_money(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    entry, other = move(account, "500", by=treasurer), move(account, "501", by=treasurer)
    (late,) = take_in(account, line("500", on=date(2018, 6, 20)), by=treasurer)

    with pytest.raises(matching.NotTheSameMoney):
        matching.match(late, other, by=treasurer)
    assert matching.candidates(late) == [matching.Pair(late, entry)]
    assert matching.match(late, entry, by=treasurer).certainty == Certainty.BY_HAND
    assert matching.match(late, entry, by=treasurer).pk == BankMatch.objects.get().pk


def test_a_line_or_an_entry_has_one_partner(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    one, other = move(account, "500", by=treasurer), move(account, "500", by=treasurer)
    first, second = take_in(account, line("500"), line("500"), by=treasurer)
    matching.match(first, one, by=treasurer)

    for pair in ((first, other), (second, one)):
        with pytest.raises(matching.AlreadyMatched):
            matching.match(*pair, by=treasurer)


def test_a_match_is_undone_while_its_month_is_open(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    entry = move(account, "500", by=treasurer)
    (matched,) = take_in(account, line("500"), by=treasurer)
    matching.match(matched, entry, by=treasurer)

    for _again in range(2):
        matching.unmatch(matched, by=treasurer)

    assert (BankMatch.objects.count(), matching.suggest(account).exact) == (0, [matching.Pair(matched, entry)])


def test_a_match_of_a_closed_month_stays_until_the_month_is_reopened(fund, account, treasurer, chair):
    give(fund, "9000", by=treasurer, on=MAY_DAY)
    entry = move(account, "500", by=treasurer)
    (matched,) = take_in(account, line("500"), by=treasurer)
    made = matching.match(matched, entry, by=treasurer)
    close = close_books(fund, MAY_DAY, by=treasurer)

    with pytest.raises(matching.MonthIsClosed):
        matching.unmatch(matched, by=treasurer)
    with pytest.raises(IntegrityError, match="closed month"), transaction.atomic():
        made.delete()
    reopen_month(close, key=uuid4(), reason="แก้ไข", on=TODAY, by=chair)
    matching.unmatch(matched, by=treasurer)
    assert BankMatch.objects.count() == 0


def test_an_entry_and_its_reversal_that_never_reached_the_bank_are_not_open(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    wrong, right = move(account, "500", by=treasurer), move(account, "550", by=treasurer)
    ledger.reverse(wrong, key=uuid4(), on=date(2018, 5, 9), by=treasurer, reason="พิมพ์ผิด")

    assert (
        list(matching.open_entries(account).order_by("pk")),
        list(matching.open_entries(account, until=MAY_DAY).order_by("pk")),
    ) == ([right], [wrong, right])


@pytest.mark.parametrize(
    ("amount", "kind", "account_line"),
    [("12.34", AccountKind.INCOME, Source.INTEREST), ("-20.00", AccountKind.COST, Cost.OTHER)],
)
def test_a_line_without_an_entry_is_entered_through_the_pen_in_one_step(
    fund, account, treasurer, amount, kind, account_line
):
    give(fund, "9000", by=treasurer)
    move(account, "500", by=treasurer)
    (alone,) = take_in(account, line(amount, on=date(2018, 5, 9)), by=treasurer)
    other = ledger.account(fund, kind, account_line)

    made = [matching.enter(alone, other, key=KEY, note="ตามสมุดธนาคาร", by=treasurer) for _again in range(2)]

    entry = made[0].transfer
    assert (made[0], matching.signed(account, entry), entry.on, entry.note, made[0].certainty) == (
        made[1], Decimal(amount), date(2018, 5, 9), "ตามสมุดธนาคาร", Certainty.EXACT
    )  # fmt: skip
    with pytest.raises(matching.AlreadyMatched):
        matching.enter(alone, other, key=uuid4(), note="", by=treasurer)


# Compared.


def test_both_sides_of_the_comparison_are_listed_and_explain_the_difference(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    move(account, "1000", by=treasurer, on=date(2018, 4, 30))
    arrived = move(account, "500", by=treasurer)
    under_way = move(account, "70", by=treasurer, on=date(2018, 5, 3))
    first, fee, _later = take_in(
        account, line("500", balance="1505"), line("-20", date(2018, 5, 2), "1485"),
        line("9", date(2018, 6, 1), "1494"), by=treasurer,
    )  # fmt: skip
    matching.match(first, arrived, by=treasurer)

    found = reconciling.compare(account, date(2018, 5, 31))

    assert (found.bank, found.bank_on, found.book, found.difference) == (
        Decimal("1485.00"), date(2018, 5, 2), Decimal("1570.00"), Decimal("-85.00"),
    )  # fmt: skip
    assert (found.lines, found.entries, found.rest, found.agrees) == ([fee], [under_way], Decimal("5.00"), False)


def test_what_is_matched_only_later_is_open_as_of_an_earlier_day(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    entry = move(account, "500", by=treasurer, on=date(2018, 5, 31))
    before, after = take_in(
        account, line("1", date(2018, 5, 30), "1"), line("500", date(2018, 6, 1), "501"), by=treasurer
    )
    matching.match(after, entry, by=treasurer)

    days = [reconciling.compare(account, day) for day in (date(2018, 5, 31), date(2018, 6, 1))]

    assert [(each.lines, each.entries, each.rest) for each in days] == [
        ([before], [entry], Decimal(0)), ([before], [], Decimal(0)),
    ]  # fmt: skip


def test_a_bank_that_says_the_same_as_the_books_agrees(fund, account, treasurer):
    give(fund, "9000", by=treasurer)
    entry = move(account, "500", by=treasurer)
    (only,) = take_in(account, line("500", balance="500"), by=treasurer)
    matching.match(only, entry, by=treasurer)

    assert (reconciling.compare(account, TODAY).agrees, reconciling.places(fund)) == (
        True, [reconciling.Place(account, 1, 0, MAY_DAY)],
    )  # fmt: skip


def test_an_account_without_lines_has_nothing_to_compare(fund, account):
    assert reconciling.compare(account, TODAY) == reconciling.Compared(account, TODAY, Decimal("0.00"))
