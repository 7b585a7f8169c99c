from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from funds import ledger, policies
from funds.models import Plan, Receipt, Transfer
from members import contributions, enrolment, passbook
from members.contributions import Due, Paid
from members.models import Contribution, EndReason, Opening
from tests.factories import AUGUST, JAN_2560, MAY_DAY, cash_of, make_contribution, make_member, make_resolution
from welfare.models import LogEntry

YEAR = (date(2018, 1, 1), date(2018, 12, 31))


def collect(fund, paid, *, by, on=MAY_DAY, key=None):
    return contributions.collect(
        fund, key=key or uuid4(), payer="นางสมหญิง ใจดี", paid=paid, into=cash_of(fund), on=on, by=by
    )


def balances(fund):
    return {
        (account.kind, account.line): account.balance
        for account in fund.accounts.exclude(balance=0).order_by("kind", "line")
    }


@pytest.fixture
def member(fund, treasurer):
    return make_member(fund, by=treasurer)


def test_one_receipt_holds_what_several_members_pay_and_parts_it_by_its_source(fund, treasurer, member):
    other = make_member(fund, by=treasurer, first_name="แก้ว")
    paid = [
        Paid(member, Decimal("360"), *YEAR), Paid(other, Decimal("365.25"), *YEAR),
        Paid(other, Decimal("20"), is_entry_fee=True),
    ]  # fmt: skip

    receipt = collect(fund, paid, by=treasurer)

    assert (receipt.number, receipt.year, receipt.amount) == (1, 2561, Decimal("745.25"))
    assert balances(fund) == {
        ("cash", ""): Decimal("745.25"),
        ("income", "members"): Decimal("-725.25"),
        ("income", "entry_fee"): Decimal("-20"),
    }
    rows = Contribution.objects.filter(receipt=receipt).order_by("pk")
    assert list(rows.values_list("membership", "amount", "on", "covers_from", "covers_until", "is_entry_fee")) == [
        (member.pk, Decimal("360"), MAY_DAY, *YEAR, False),
        (other.pk, Decimal("365.25"), MAY_DAY, *YEAR, False),
        (other.pk, Decimal("20"), MAY_DAY, None, None, True),
    ]
    entry = LogEntry.objects.get(act="collected")
    assert (entry.by, entry.subject_pk, entry.facts) == (
        treasurer, receipt.pk, {"amount": "745.25", "on": "2018-05-01", "members": 3},
    )  # fmt: skip


def test_the_same_key_takes_a_contribution_once(fund, treasurer, member):
    key = uuid4()

    made = [collect(fund, [Paid(member, Decimal("360"), *YEAR)], by=treasurer, key=key) for _ in range(2)]

    assert made[0] == made[1]
    assert (Receipt.objects.count(), Contribution.objects.count(), cash_of(fund).balance) == (1, 1, Decimal(360))


@pytest.mark.parametrize("on", [date(2017, 1, 14), AUGUST])
def test_who_is_no_member_on_the_day_pays_no_contribution(fund, treasurer, member, on):
    enrolment.leave(member, key=uuid4(), reason=EndReason.LEFT, on=AUGUST, by=treasurer)

    with pytest.raises(contributions.NotAMemberThen):
        collect(fund, [Paid(member, Decimal("360"))], by=treasurer, on=on)

    assert (Receipt.objects.count(), cash_of(fund).balance) == (0, Decimal(0))


def test_who_left_while_the_page_was_open_pays_no_contribution(fund, treasurer, member):
    enrolment.leave(member, key=uuid4(), reason=EndReason.LEFT, on=JAN_2560, by=treasurer)
    assert member.is_active(MAY_DAY), "the page still holds the membership as it was"

    with pytest.raises(contributions.NotAMemberThen):
        collect(fund, [Paid(member, Decimal("360"))], by=treasurer)


def test_a_member_of_another_fund_is_no_member_here(fund, other_fund, treasurer, stranger):
    theirs = make_member(other_fund, by=stranger)

    with pytest.raises(contributions.NotAMemberThen):
        collect(fund, [Paid(theirs, Decimal("360"))], by=treasurer)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2018, 12, 31), date(2019, 12, 30)),
        (date(2017, 2, 1), date(2018, 1, 1)),
        (date(2018, 3, 1), date(2018, 3, 31)),
        (date(2017, 1, 15), date(2020, 1, 14)),
    ],
)
def test_no_day_is_paid_for_twice(fund, treasurer, member, first, last):
    collect(fund, [Paid(member, Decimal("360"), *YEAR)], by=treasurer)

    with pytest.raises(contributions.AlreadyCovered):
        collect(fund, [Paid(member, Decimal("360"), first, last)], by=treasurer)

    assert Receipt.objects.count() == 1


def test_no_day_is_paid_for_twice_on_one_receipt(fund, treasurer, member):
    with pytest.raises(contributions.AlreadyCovered):
        collect(fund, [Paid(member, Decimal("30"), *YEAR), Paid(member, Decimal("30"), *YEAR)], by=treasurer)


def test_the_days_before_and_after_are_free(fund, treasurer, member):
    collect(fund, [Paid(member, Decimal("360"), *YEAR)], by=treasurer)

    collect(fund, [Paid(member, Decimal("360"), date(2019, 1, 1), date(2019, 12, 31))], by=treasurer)
    collect(fund, [Paid(member, Decimal("350"), JAN_2560, date(2017, 12, 31))], by=treasurer)

    assert passbook.paid_until([member]) == {member.pk: date(2019, 12, 31)}


def test_what_was_turned_back_counts_no_more_and_frees_its_days(fund, treasurer, member):
    receipt = collect(
        fund, [Paid(member, Decimal("360"), *YEAR), Paid(member, Decimal("20"), is_entry_fee=True)], by=treasurer
    )
    for transfer in Transfer.objects.filter(receipt=receipt, credit__line="members"):
        ledger.reverse(transfer, key=uuid4(), on=AUGUST, by=treasurer, reason="พิมพ์ผิดคน")

    assert [row.is_entry_fee for row in Contribution.objects.standing()] == [True]
    assert passbook.passbook(member) == passbook.Passbook(Decimal(20), 1, None, Decimal(0), 0)
    assert collect(fund, [Paid(member, Decimal("360"), *YEAR)], by=treasurer).number == 2


# What to ask a member for next.


def test_who_never_paid_is_asked_for_one_baht_a_day_from_the_day_of_joining(fund, treasurer, member):
    assert contributions.due(member, today=AUGUST) == Due(Decimal(360), JAN_2560, None, Decimal(0))


def test_a_member_is_asked_for_what_a_period_cost_last_time(fund, treasurer, member):
    two_years = (JAN_2560, date(2019, 1, 14))
    collect(
        fund, [Paid(member, Decimal("730"), *two_years), Paid(member, Decimal("20"), is_entry_fee=True)], by=treasurer
    )

    assert contributions.due(member, today=AUGUST) == Due(Decimal("365.00"), date(2019, 1, 15), date(2019, 1, 14), None)


def test_where_the_last_payment_does_not_divide_the_fund_says_what_a_period_costs(fund, treasurer, member):
    terms = policies.Terms(entry_fee=Decimal(10), rates={Plan.YEARLY: policies.Due(Decimal(365))})
    policies.adopt(fund, terms, since=JAN_2560, by=treasurer, resolution=make_resolution(fund, by=treasurer))
    collect(fund, [Paid(member, Decimal("100"), JAN_2560, date(2017, 3, 31))], by=treasurer)

    assert contributions.due(member, today=AUGUST) == Due(
        Decimal(365), date(2017, 4, 1), date(2017, 3, 31), Decimal(10)
    )


def test_what_the_paper_said_at_the_beginning_counts_as_paid(fund, treasurer, member):
    Opening.objects.create(membership=member, paid_until=date(2018, 6, 30), on=MAY_DAY, by=treasurer)

    assert contributions.due(member, today=AUGUST).covers_from == date(2018, 7, 1)
    assert passbook.paid_until([member], as_of=date(2018, 4, 30)) == {}


def test_who_pays_any_amount_at_any_time_is_asked_for_no_sum(fund, treasurer):
    member = make_member(fund, by=treasurer, plan=Plan.FREE)

    assert contributions.due(member, today=AUGUST).rate is None


@pytest.mark.parametrize(
    ("plan", "first", "periods", "last"),
    [
        (Plan.YEARLY, date(2018, 1, 1), 1, date(2018, 12, 31)),
        (Plan.YEARLY, date(2016, 2, 29), 1, date(2017, 2, 27)),
        (Plan.HALF_YEARLY, date(2018, 8, 31), 1, date(2019, 2, 27)),
        (Plan.QUARTERLY, date(2018, 10, 1), 2, date(2019, 3, 31)),
        (Plan.MONTHLY, date(2018, 2, 1), 1, date(2018, 2, 28)),
        (Plan.MONTHLY, date(2018, 1, 15), 12, date(2019, 1, 14)),
        (Plan.DAILY, date(2018, 2, 27), 3, date(2018, 3, 1)),
    ],
)
def test_periods_end_the_day_before_the_next_begins(plan, first, periods, last):
    assert contributions.last_day_covered(plan, first, periods) == last


# What holds at a database prompt, past all acts.


def prompt(member, receipt, **columns):
    return Contribution.objects.create(
        **{"fund": member.fund, "membership": member, "receipt": receipt, "amount": Decimal(30), "on": MAY_DAY}
        | columns
    )


@pytest.mark.parametrize(
    "columns",
    [
        {"amount": Decimal(0)},
        {"amount": Decimal(-30)},
        {"covers_from": AUGUST, "covers_until": MAY_DAY},
    ],
)
def test_the_database_refuses_no_money_and_days_out_of_order(treasurer, member, columns):
    receipt = make_contribution(member, by=treasurer)

    with pytest.raises(IntegrityError), transaction.atomic():
        prompt(member, receipt, **columns)


def test_the_database_keeps_a_contribution_in_its_fund(fund, other_fund, treasurer, stranger, member):
    receipt = make_contribution(member, by=treasurer)
    theirs = make_member(other_fund, by=stranger)

    for columns in ({"membership": theirs}, {"fund": other_fund}):
        with pytest.raises(IntegrityError), transaction.atomic():
            prompt(member, receipt, **columns)


def test_the_database_never_changes_or_deletes_a_contribution(treasurer, member):
    make_contribution(member, by=treasurer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.update(amount=Decimal(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.all().delete()

    assert [row.amount for row in Contribution.objects.all()] == [Decimal(365)]


@pytest.mark.parametrize("end", ["covers_from", "covers_until"])
def test_the_database_refuses_a_stretch_with_one_end(fund, treasurer, end):
    member = make_member(fund, by=treasurer)
    receipt = make_contribution(member, by=treasurer)

    with pytest.raises(IntegrityError, match="contribution_covers_days_in_order"), transaction.atomic():
        Contribution.objects.create(
            fund=fund, membership=member, receipt=receipt, amount=Decimal(1), on=MAY_DAY, **{end: MAY_DAY}
        )


@pytest.mark.parametrize(
    ("plan", "periods", "amount", "ends"),
    [
        (Plan.DAILY, 30, "30", ((30, date(2018, 1, 30)), (1, date(2018, 1, 31)))),
        (Plan.MONTHLY, 1, "30", ((30, date(2018, 1, 30)), (1, date(2018, 1, 31)))),
        (Plan.YEARLY, 1, "360", ((360, date(2018, 12, 26)), (12, date(2018, 12, 31)))),
        (Plan.YEARLY, 1, "365", None),
        (Plan.DAILY, 31, "31", None),
        (Plan.YEARLY, 1, "100", None),
        (Plan.MONTHLY, 1, "30.50", None),
        (Plan.FREE, 1, "30", None),
    ],
)
def test_where_a_baht_a_day_and_whole_months_end_apart_both_days_are_given(plan, periods, amount, ends):
    assert contributions.both_ends(plan, date(2018, 1, 1), periods, Decimal(amount)) == ends


@given(
    st.sampled_from(sorted(contributions.PERIODS)),
    st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.lists(st.integers(1, 14), min_size=1, max_size=8),
)  # fmt: skip
def test_many_payments_reach_as_far_as_one_of_all_their_periods(plan, joined_on, parts):
    first = joined_on
    for periods in parts:
        last = contributions.last_day_covered(plan, first, periods, joined_on=joined_on)
        assert last >= first
        first = last + timedelta(days=1)

    assert last == contributions.last_day_covered(plan, joined_on, sum(parts), joined_on=joined_on)
