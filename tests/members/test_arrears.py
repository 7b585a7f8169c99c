from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, pairwise
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from funds import ledger, policies
from funds.models import Branch, Plan, Transfer
from funds.policies import Due, Terms
from members import arrears, contributions, duedays, enrolment, lapsing, openings
from members.contributions import Paid
from members.models import EndReason, LapseWarning, MembershipStep, Step
from tests.factories import AUGUST, JAN_2560, cash_of, make_member, make_resolution
from welfare.models import LogEntry

ONE = Decimal("30.00")
FIXED = Due(ONE, due_day=31, due_month=1)
GRACE = Due(ONE, grace_days=30)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
PLANS = st.sampled_from([plan.value for plan in duedays.MONTHS])
DUES = st.one_of(
    st.builds(Due, st.just(ONE), st.integers(1, 31), st.integers(1, 12)),
    st.builds(Due, st.just(ONE), grace_days=st.integers(0, 365)),
)


def take(member, first, last, amount="360.00", on=None):
    return contributions.collect(
        member.fund, key=uuid4(), payer=member.person.name, paid=[Paid(member, Decimal(amount), first, last)],
        into=cash_of(member.fund), on=on or first, by=member.made_by,
    )  # fmt: skip


@pytest.fixture
def member(fund, treasurer):
    made = make_member(fund, by=treasurer, plan=Plan.MONTHLY)
    made.made_by = treasurer  # type: ignore[attr-defined]
    return made


# The arithmetic of due days.


@pytest.mark.parametrize(
    ("plan", "due", "through", "expected"),
    [
        (Plan.MONTHLY, FIXED, date(2018, 1, 31), ["2018-02-28", "2018-03-31", "2018-04-30"]),
        (Plan.MONTHLY, FIXED, date(2018, 1, 30), ["2018-01-31", "2018-02-28", "2018-03-31"]),
        (Plan.MONTHLY, Due(ONE, due_day=5), date(2018, 1, 31), ["2018-02-05", "2018-03-05", "2018-04-05"]),
        (Plan.DAILY, FIXED, date(2018, 1, 31), ["2018-02-28", "2018-03-31", "2018-04-30"]),
        (Plan.QUARTERLY, FIXED, date(2018, 1, 31), ["2018-04-30", "2018-07-31", "2018-10-31"]),
        (Plan.HALF_YEARLY, FIXED, date(2018, 3, 31), ["2018-07-31", "2019-01-31", "2019-07-31"]),
        (Plan.YEARLY, FIXED, date(2017, 12, 31), ["2018-01-31", "2019-01-31", "2020-01-31"]),
        (Plan.YEARLY, FIXED, date(2018, 1, 31), ["2019-01-31", "2020-01-31", "2021-01-31"]),
        (Plan.YEARLY, Due(ONE, due_day=29, due_month=2), date(2018, 1, 31), ["2018-02-28", "2019-02-28", "2020-02-29"]),
        (Plan.YEARLY, GRACE, date(2017, 9, 30), ["2017-10-31", "2018-10-31", "2019-10-31"]),
        (Plan.MONTHLY, GRACE, date(2018, 1, 30), ["2018-03-02", "2018-03-30", "2018-04-30"]),
        (Plan.FREE, FIXED, date(2018, 1, 31), []),
    ],
)
def test_payments_fall_due_on_the_funds_day_or_after_the_paid_time_has_run_out(plan, due, through, expected):
    assert [day.isoformat() for day in islice(duedays.due_days(plan, due, through), 3)] == expected


def test_a_payment_is_missed_the_day_after_it_was_due():
    through = date(2018, 1, 31)

    counts = [duedays.missed(Plan.MONTHLY, FIXED, through, date(2018, 2, day)) for day in (27, 28)]
    counts += [duedays.missed(Plan.MONTHLY, FIXED, through, date(2018, 3, day)) for day in (1, 31)]
    counts += [duedays.missed(Plan.MONTHLY, FIXED, through, date(2018, 4, 1))]

    assert counts == [0, 0, 1, 1, 2]


@given(PLANS, DUES, DAYS)
def test_due_days_come_one_after_the_other_and_after_what_is_paid(plan, due, through):
    days = list(islice(duedays.due_days(plan, due, through), 24))

    assert (len(days), days[0] > through, all(before < after for before, after in pairwise(days))) == (24, True, True)


@given(PLANS, DUES, DAYS, st.integers(-40, 4000), st.integers(0, 4000), st.integers(0, 4000))
def test_more_days_never_make_fewer_missed_and_more_paid_never_more(plan, due, through, after, later, further):
    day = through + timedelta(days=after)
    now = duedays.missed(plan, due, through, day)

    assert duedays.missed(plan, due, through, day + timedelta(days=later)) >= now
    assert duedays.missed(plan, due, through + timedelta(days=further), day) <= now


@given(PLANS, DUES, DAYS, st.integers(-40, 4000), st.integers(1, 6))
def test_a_membership_may_lapse_on_the_day_after_the_last_day_to_pay_and_not_before(plan, due, through, after, many):
    day = through + timedelta(days=after)
    last = duedays.last_day_to_pay(plan, due, through, many)

    assert last is not None
    assert (duedays.missed(plan, due, through, day) >= many) is (day > last)


@given(PLANS, DUES, DAYS, st.integers(0, 4000))
def test_who_paid_to_the_day_has_missed_nothing(plan, due, through, back):
    assert duedays.missed(plan, due, through, through - timedelta(days=back)) == 0


@given(PLANS, DUES, DAYS, st.integers(-40, 4000))
def test_who_pays_every_missed_payment_is_late_no_more(plan, due, through, after):
    day = through + timedelta(days=after)
    missed = duedays.missed(plan, due, through, day)
    periods = (day - through).days if plan == Plan.DAILY else missed

    if missed:
        through = contributions.last_day_covered(plan, through + timedelta(days=1), periods)

    assert duedays.missed(plan, due, through, day) == 0


# From rows.


def test_who_never_paid_owes_from_the_day_of_joining(fund, treasurer, member):
    late = arrears.arrears(fund, date(2017, 4, 20))

    assert [(row.membership, row.paid_until, row.missed, row.months, row.owed, row.last_day) for row in late] == [
        (member, None, 3, 3, Decimal("90.00"), date(2017, 4, 14)),
    ]
    assert (late[0].days_left, late[0].may_lapse) == (-6, True)


def test_paying_moves_the_paid_days_on_and_turning_back_takes_them_away(fund, treasurer, member):
    receipt = take(member, JAN_2560, date(2017, 6, 14), "150.00", on=JAN_2560)
    assert arrears.arrears(fund, date(2017, 7, 14)) == []

    for transfer in Transfer.objects.filter(receipt=receipt):
        ledger.reverse(transfer, key=uuid4(), on=JAN_2560, by=treasurer, reason="รับซ้ำ")

    assert [row.missed for row in arrears.arrears(fund, date(2017, 7, 14))] == [5]


def test_a_past_day_knows_only_what_had_been_paid_by_then(fund, treasurer, member):
    take(member, JAN_2560, date(2017, 12, 14), "330.00", on=date(2017, 6, 1))

    assert [row.missed for row in arrears.arrears(fund, date(2017, 5, 31))] == [4]
    assert arrears.arrears(fund, date(2017, 6, 1)) == []


def test_what_the_paper_said_counts_even_before_the_day_of_joining(fund, treasurer, member):
    openings.keep_facts(
        fund, [openings.Facts(member, JAN_2560, paid_until=date(2016, 12, 31))], on=JAN_2560, by=treasurer
    )

    late = arrears.arrears(fund, date(2017, 3, 15))

    assert [(row.paid_until, row.missed, row.months) for row in late] == [(date(2016, 12, 31), 2, 2)]


def test_the_rules_in_force_on_the_day_say_what_is_owed_and_when_it_ends(fund, secretary, member):
    rules = Terms(missed_to_lapse=6, rates={Plan.MONTHLY: Due(Decimal("50.00"), due_day=10)})
    policies.adopt(fund, rules, since=date(2017, 6, 1), by=secretary)

    late = arrears.arrears(fund, date(2017, 6, 11))

    assert [(row.missed, row.owed, row.last_day, row.days_left) for row in late] == [
        (5, Decimal("250.00"), date(2017, 7, 10), 29)
    ]


def test_where_no_missed_payment_ends_a_membership_no_day_is_named(fund, secretary, member):
    policies.adopt(fund, Terms(missed_to_lapse=0), since=JAN_2560, by=secretary)

    late = arrears.arrears(fund, AUGUST)

    assert [(row.last_day, row.days_left, row.may_lapse) for row in late] == [(None, None, False)]


def test_a_plan_without_a_rate_counts_but_its_sum_is_not_known(fund, secretary, member):
    policies.adopt(fund, Terms(rates={Plan.YEARLY: Due(Decimal(360))}), since=JAN_2560, by=secretary)

    assert [(row.missed, row.owed) for row in arrears.arrears(fund, date(2017, 4, 20))] == [(3, None)]


def test_a_baht_a_day_is_owed_for_each_day(fund, treasurer):
    make_member(fund, by=treasurer, plan=Plan.DAILY)

    assert [(row.missed, row.owed) for row in arrears.arrears(fund, date(2017, 3, 31))] == [(2, Decimal("76.00"))]


def test_free_payers_and_who_left_are_never_in_arrears(fund, treasurer):
    make_member(fund, by=treasurer, plan=Plan.FREE)
    gone = make_member(fund, by=treasurer, plan=Plan.MONTHLY, first_name="ลาออก")
    enrolment.leave(gone, key=uuid4(), reason=EndReason.LEFT, on=AUGUST, by=treasurer)

    assert arrears.arrears(fund, AUGUST) == []
    assert [row.membership for row in arrears.arrears(fund, AUGUST - timedelta(days=1))] == [gone]


def test_a_branch_is_listed_alone_and_other_funds_never(fund, other_fund, treasurer, stranger):
    shore = Branch.objects.create(fund=fund, name="ศูนย์บ้านชายทะเล", moo=2)
    here = make_member(fund, by=treasurer, plan=Plan.MONTHLY, branch=shore)
    make_member(fund, by=treasurer, plan=Plan.MONTHLY, first_name="แก้ว")
    make_member(other_fund, by=stranger, plan=Plan.MONTHLY)

    assert [row.membership for row in arrears.arrears(fund, AUGUST, branch=shore)] == [here]
    assert arrears.sums(arrears.arrears(fund, AUGUST)) == arrears.Sums(2, Decimal("1080.00"), 2, 0)


def test_a_list_of_arrears_costs_the_same_for_one_and_for_three(fund, treasurer):
    def queries():
        with CaptureQueriesContext(connection) as made:
            arrears.arrears(fund, AUGUST)
        return len(made)

    make_member(fund, by=treasurer, plan=Plan.MONTHLY)
    one = queries()
    for name in ("แก้ว", "ก้อย"):
        make_member(fund, by=treasurer, plan=Plan.MONTHLY, first_name=name)

    assert (one, queries()) == (4, 4)


# Warned first, then the committee confirms.


def lapse(fund, members, *, by, on=AUGUST, key=None):
    resolution = make_resolution(fund, by=by, on=on)
    return lapsing.lapse(fund, members, resolution=resolution, key=key or uuid4(), by=by)


def test_who_was_warned_and_has_not_paid_lapses_by_resolution(fund, treasurer, secretary, member):
    warned = lapsing.warn(fund, [member], key=uuid4(), on=date(2018, 7, 1), by=treasurer)

    ended = lapse(fund, [member], by=secretary)

    assert [(warning.membership, warning.missed, warning.on) for warning in warned] == [(member, 17, date(2018, 7, 1))]
    assert [(one.pk, one.ended_on, one.end_reason) for one in ended] == [(member.pk, AUGUST, EndReason.LAPSED)]
    step = MembershipStep.objects.get(membership=member, step=Step.LAPSED)
    assert (step.on, step.resolution.on, step.by) == (AUGUST, AUGUST, secretary)  # type: ignore[union-attr]
    assert LogEntry.objects.get(act="warned").facts == {"on": "2018-07-01", "members": 1}


def test_the_same_key_warns_once_and_ends_once(fund, treasurer, member):
    key, resolution = uuid4(), make_resolution(fund, by=treasurer, on=AUGUST)

    warned = [lapsing.warn(fund, [member], key=key, on=date(2018, 7, 1), by=treasurer) for _ in range(2)]
    ended = [lapsing.lapse(fund, [member], resolution=resolution, key=key, by=treasurer) for _ in range(2)]

    assert (warned[0], ended[0], LapseWarning.objects.count()) == (warned[1], ended[1], 1)


def test_nobody_lapses_unwarned(fund, treasurer, member):
    with pytest.raises(lapsing.NotWarned, match="นางสมหญิง ใจดี"):
        lapse(fund, [member], by=treasurer)

    member.refresh_from_db()
    assert member.ended_on is None


def test_a_warning_after_the_meeting_does_not_count(fund, treasurer, member):
    lapsing.warn(fund, [member], key=uuid4(), on=AUGUST + timedelta(days=1), by=treasurer)

    with pytest.raises(lapsing.NotWarned):
        lapse(fund, [member], by=treasurer)


def test_who_paid_after_the_warning_must_be_warned_again(fund, treasurer, member):
    lapsing.warn(fund, [member], key=uuid4(), on=date(2017, 6, 1), by=treasurer)
    take(member, JAN_2560, date(2017, 7, 14), "180.00", on=date(2017, 6, 10))

    with pytest.raises(lapsing.NotWarned):
        lapse(fund, [member], by=treasurer)


def test_one_payment_that_leaves_the_day_of_the_warning_unpaid_does_not_undo_it(fund, treasurer, member):
    lapsing.warn(fund, [member], key=uuid4(), on=date(2018, 6, 1), by=treasurer)
    take(member, JAN_2560, date(2017, 2, 14), "30.00", on=date(2018, 6, 10))

    assert [one.end_reason for one in lapse(fund, [member], by=treasurer)] == [EndReason.LAPSED]


def test_who_has_not_missed_enough_stays_and_so_do_all_others_of_the_list(fund, treasurer, member):
    other = make_member(fund, by=treasurer, plan=Plan.MONTHLY, first_name="แก้ว", on=date(2018, 6, 15))
    lapsing.warn(fund, [member, other], key=uuid4(), on=date(2018, 7, 20), by=treasurer)

    with pytest.raises(lapsing.NotYet):
        lapse(fund, [member, other], by=treasurer)

    member.refresh_from_db()
    assert member.ended_on is None


def test_who_owes_nothing_is_not_warned(fund, treasurer, member):
    take(member, JAN_2560, date(2019, 1, 14), "720.00")

    assert lapsing.warn(fund, [member], key=uuid4(), on=AUGUST, by=treasurer) == []
