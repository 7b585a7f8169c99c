from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from funds import accounts, ledger
from funds import books as fund_books
from funds.models import AccountKind, Source, Transfer
from members import books, contributions, openings, passbook
from members.contributions import Paid
from members.models import Opening, OpeningCheck
from members.openings import Facts
from tests.factories import AUGUST, JAN_2560, MAY_DAY, cash_of, give, make_member
from welfare.models import LogEntry

EVE = date(2018, 4, 30)


def balances(fund):
    return {
        (account.kind, account.line or account.name): account.balance for account in fund.accounts.exclude(balance=0)
    }


@pytest.fixture
def places(fund, treasurer):
    bank = accounts.open_account(fund, kind=AccountKind.BANK, name="ธ.ก.ส. ราไวย์ 123", by=treasurer)
    return cash_of(fund), bank


@pytest.fixture
def member(fund, treasurer):
    return make_member(fund, by=treasurer)


def open_books(fund, places, by, cash="1500.50", bank="250000.00", on=EVE, **sources):
    money = dict(zip(places, (Decimal(cash), Decimal(bank)), strict=True))
    known = {Source(name): Decimal(amount) for name, amount in sources.items()}
    return openings.open_books(fund, money=money, sources=known, on=on, by=by)


def test_the_money_that_is_there_stands_with_its_sources_and_the_rest_as_opening(fund, treasurer, places):
    open_books(fund, places, treasurer, members="120000.25", state_match="80000", interest="500.25")

    assert balances(fund) == {
        ("cash", ""): Decimal("1500.50"), ("bank", "ธ.ก.ส. ราไวย์ 123"): Decimal("250000.00"),
        ("income", "members"): Decimal("-120000.25"), ("income", "state_match"): Decimal("-80000"),
        ("income", "interest"): Decimal("-500.25"), ("opening", ""): Decimal("-51000.00"),
    }  # fmt: skip
    entries = openings.opening_entries(fund)
    assert {(entry.on, entry.note, entry.by) for entry in entries} == {(EVE, "ยอดยกมา ณ วันที่ 30 เมษายน 2561", treasurer)}
    assert fund_books.faults(fund.province) == []


def test_the_books_are_opened_once(fund, treasurer, places):
    open_books(fund, places, treasurer)

    with pytest.raises(openings.AlreadyOpened):
        open_books(fund, places, treasurer)

    assert len(openings.opening_entries(fund)) == 2


def test_an_opening_turned_back_is_entered_anew(fund, treasurer, places):
    for entry in open_books(fund, places, treasurer, bank="2500.00"):
        ledger.reverse(entry, key=uuid4(), on=EVE, by=treasurer, reason="พิมพ์ผิด")

    open_books(fund, places, treasurer)

    assert (openings.day_of(fund), sum(entry.amount for entry in openings.opening_entries(fund))) == (
        EVE, Decimal("251500.50"),
    )  # fmt: skip


def test_books_do_not_begin_after_an_entry(fund, treasurer, places):
    give(fund, "100.00", by=treasurer, on=EVE)

    with pytest.raises(openings.BooksBegun):
        open_books(fund, places, treasurer)


def test_sources_are_not_more_than_the_money(fund, treasurer, places):
    with pytest.raises(openings.MoreThanThereIs):
        open_books(fund, places, treasurer, members="251500.51")

    assert Transfer.objects.count() == 0


def test_what_the_paper_said_of_a_member_goes_on_in_the_portal(fund, treasurer, member):
    facts = Facts(member, date(2008, 3, 1), paid_until=date(2018, 12, 31), match_rounds=3, has_been_helped=True)

    openings.keep_facts(fund, [facts], on=EVE, by=treasurer)

    member.refresh_from_db()
    assert (member.tenure_from, passbook.paid_until([member])) == (date(2008, 3, 1), {member.pk: date(2018, 12, 31)})
    assert contributions.due(member, today=AUGUST).covers_from == date(2019, 1, 1)
    assert (member.opening.match_rounds, member.opening.has_been_helped, member.opening.on) == (3, True, EVE)


def test_days_that_the_paper_says_are_paid_are_not_paid_again(fund, treasurer, member):
    openings.keep_facts(fund, [Facts(member, JAN_2560, paid_until=date(2018, 12, 31))], on=EVE, by=treasurer)

    with pytest.raises(contributions.AlreadyCovered):
        contributions.collect(
            fund, key=uuid4(), payer="ก", by=treasurer, into=cash_of(fund), on=MAY_DAY,
            paid=[Paid(member, Decimal(30), date(2018, 12, 31), date(2019, 1, 30))],
        )  # fmt: skip


def test_facts_may_be_written_again_until_they_are_confirmed(fund, treasurer, chair, member):
    for rounds in (1, 2):
        openings.keep_facts(fund, [Facts(member, JAN_2560, match_rounds=rounds)], on=EVE, by=treasurer)
    assert list(Opening.objects.values_list("match_rounds", flat=True)) == [2]

    check = openings.confirm(fund, key=uuid4(), by=chair)

    assert (check.members, check.on, check.by) == (1, EVE, chair)
    with pytest.raises(openings.AlreadyConfirmed):
        openings.keep_facts(fund, [Facts(member, JAN_2560)], on=EVE, by=treasurer)


def test_the_same_facts_saved_twice_are_written_once(fund, treasurer, member):
    facts, before = [Facts(member, JAN_2560, match_rounds=2)], LogEntry.objects.count()

    for _click in range(2):
        openings.keep_facts(fund, facts, on=EVE, by=treasurer)
    once = LogEntry.objects.count() - before
    openings.keep_facts(fund, [Facts(member, JAN_2560, match_rounds=3)], on=EVE, by=treasurer)

    assert (once, LogEntry.objects.count() - before, member.opening.match_rounds) == (1, 2, 3)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_the_facts_of_a_confirmed_opening(fund, treasurer, member, act):
    openings.keep_facts(fund, [Facts(member, JAN_2560)], on=EVE, by=treasurer)
    openings.confirm(fund, key=uuid4(), by=treasurer)

    for model in (Opening, OpeningCheck):
        change = model.objects.update if act == "update" else model.objects.all()._raw_delete
        with pytest.raises(IntegrityError, match="never"), transaction.atomic():
            change(**{"update": {"on": AUGUST}, "delete": {"using": "default"}}[act])  # type: ignore[arg-type]


def test_the_same_key_confirms_once_and_another_key_is_refused(fund, treasurer, member):
    openings.keep_facts(fund, [Facts(member, JAN_2560)], on=EVE, by=treasurer)
    key = uuid4()

    assert openings.confirm(fund, key=key, by=treasurer) == openings.confirm(fund, key=key, by=treasurer)
    with pytest.raises(openings.AlreadyConfirmed):
        openings.confirm(fund, key=uuid4(), by=treasurer)
    assert LogEntry.objects.filter(act="confirmed").count() == 1


def test_nothing_is_confirmed_before_something_is_entered(fund, treasurer):
    with pytest.raises(openings.NothingToConfirm):
        openings.confirm(fund, key=uuid4(), by=treasurer)


@pytest.mark.parametrize("facts", [{"tenure_from": date(2018, 5, 1)}, {"match_rounds": 21}])
def test_what_cannot_be_is_not_written_and_nothing_beside_it(fund, treasurer, member, facts):
    other = make_member(fund, by=treasurer, first_name="แก้ว")

    with pytest.raises(openings.NotInOrder):
        openings.keep_facts(
            fund, [Facts(other, JAN_2560), Facts(member, **{"tenure_from": JAN_2560, **facts})], on=EVE, by=treasurer
        )

    assert Opening.objects.count() == 0


def test_a_member_of_another_fund_is_not_written_here(fund, other_fund, treasurer, stranger):
    theirs = make_member(other_fund, by=stranger)

    with pytest.raises(openings.NotInOrder):
        openings.keep_facts(fund, [Facts(theirs, JAN_2560)], on=EVE, by=treasurer)


def test_the_check_counts_what_is_entered_and_what_is_missing(fund, treasurer, places, member):
    other = make_member(fund, by=treasurer, first_name="แก้ว")
    make_member(fund, by=treasurer, first_name="ก้อย")
    open_books(fund, places, treasurer, members="100")
    facts = [
        Facts(member, JAN_2560, paid_until=EVE, match_rounds=3, has_been_helped=True),
        Facts(other, JAN_2560, match_rounds=1),
    ]
    openings.keep_facts(fund, facts, on=EVE, by=treasurer)

    check = openings.check(fund, AUGUST)

    assert (check.day, check.money, check.explained) == (EVE, Decimal("251500.50"), Decimal(100))
    assert (check.members, check.entered, check.without, check.unpaid, check.rounds, check.helped) == (3, 2, 1, 1, 4, 1)
    assert books.faults(fund.province) == []
