"""Each pattern is found at its boundary and not beside it; closed with a reason, it stays closed while its facts do."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from funds import signing
from funds.models import Fund, Signers
from funds.signing import Step
from members import claims, unusual
from members.models import Claim, SignalClosing, SignalKind, SignalReopening
from members.unusual import Signal, is_just_under
from tests.factories import (
    MAY_DAY,
    approve,
    give,
    make_claim,
    make_contribution,
    make_member,
    make_outsider,
    make_resolution,
    pay,
)
from welfare.models import LogEntry, User

from .acts import asked

DAY = date(2018, 8, 1)


def found(fund: Fund, kind: str, day: date = DAY) -> list[Signal]:
    return [signal for signal in unusual.found([fund.pk], day) if signal.kind == kind]


@pytest.mark.parametrize(
    ("amount", "is_near"),
    [("4750.00", False), ("4750.01", True), ("5000.00", True), ("5000.01", False), ("100.00", False)],
)
def test_just_under_a_step_is_within_five_per_cent_of_it(amount, is_near):
    assert is_just_under(Decimal(amount), Decimal(5000)) is is_near


@pytest.fixture
def paid_near(fund: Fund, secretary: User, chair: User, treasurer: User) -> Callable[[str], Claim]:
    """The chair signs too above 5,000 baht; pay a claim of so many baht."""
    give(fund, "50000.00", by=secretary)
    steps = (Step(Signers.COMMITTEE), Step(Signers.CHAIR, above=Decimal(5000)))
    signing.adopt(fund, steps, since=date(2018, 1, 1), by=secretary, resolution=make_resolution(fund, by=secretary))

    def paid(amount: str) -> Claim:
        claim = make_claim(fund, by=secretary, person=make_outsider(), amount=amount)
        approve(claim, by=chair)
        pay(claim, by=treasurer)
        return claim

    return paid


def test_a_payment_just_under_a_step_of_approval_is_found(fund, secretary, paid_near):
    paid_near("4750.00")
    near = paid_near("4750.01")

    (signal,) = found(fund, SignalKind.STEP)
    assert (signal.subject, signal.facts, signal.on, signal.about) == (
        str(near.pk), "4750.01/5000.00", MAY_DAY, secretary.pk,
    )  # fmt: skip
    assert found(fund, SignalKind.STEP, MAY_DAY + timedelta(days=unusual.WINDOW_DAYS)) == []


def test_many_claims_by_one_maker_in_a_month_are_found(fund, secretary, treasurer, monkeypatch):
    monkeypatch.setattr(unusual, "MANY_CLAIMS", 3)
    for by, days in ((secretary, 3), (treasurer, 2)):
        for day in range(days):
            make_claim(fund, by=by, person=make_outsider(), on=date(2018, 5, 1 + 10 * day))
    for on in (date(2018, 6, 30), date(2018, 7, 1), date(2018, 7, 2)):
        make_claim(fund, by=treasurer, person=make_outsider(), on=on)

    (signal,) = found(fund, SignalKind.MAKER)
    assert (signal.subject, signal.facts, signal.about) == (f"{secretary.pk}-201805", "3", secretary.pk)


def stay(fund, member, by, first, last, category):
    request = asked(
        member, category=category, occurred_on=date(2018, 5, first), until_on=date(2018, 5, last),
        membership=member if member.fund_id == fund.pk else None, reason="-",
    )  # fmt: skip
    return claims.file(fund, request, key=uuid4(), on=date(2018, 6, 1), by=by)


def test_two_stays_of_one_person_on_the_same_days_are_found(fund, secretary):
    member = make_member(fund, by=secretary)
    first = stay(fund, member, secretary, 2, 5, "illness")
    stay(fund, member, secretary, 5, 8, "disadvantaged")  # begins when the other ends
    other = stay(fund, member, secretary, 3, 5, "birth")

    (signal,) = found(fund, SignalKind.STAYS)
    assert (signal.subject, signal.facts, signal.claims) == (
        f"{first.pk}-{other.pk}", "2018-05-03/2", (first.pk, other.pk),
    )  # fmt: skip


def test_stays_in_two_funds_are_found_only_by_who_reads_both(fund, other_fund, secretary, stranger):
    member = make_member(fund, by=secretary)
    stay(fund, member, secretary, 2, 5, "illness")
    other = stay(other_fund, member, stranger, 3, 5, "birth")

    assert found(fund, SignalKind.STAYS) == found(other_fund, SignalKind.STAYS) == []
    both = [each for each in unusual.found([fund.pk, other_fund.pk], DAY) if each.kind == SignalKind.STAYS]
    assert [(each.fund, each.claims) for each in both] == [(other_fund.pk, (other.pk,))]


def test_a_very_old_member_with_no_news_is_found(fund, secretary):
    make_member(fund, by=secretary, born_on=date(1913, 8, 1))  # 105 on the day, not past it
    old = make_member(fund, by=secretary, born_on=date(1913, 7, 31))
    heard = make_member(fund, by=secretary, born_on=date(1910, 1, 1))
    make_contribution(heard, by=secretary, on=DAY - timedelta(days=unusual.NEWS_DAYS - 1))

    (signal,) = found(fund, SignalKind.AGE)
    assert (signal.subject, signal.facts, signal.membership) == (str(old.pk), "1913-07-31", old.pk)


@pytest.mark.parametrize(("days", "is_found"), [(59, False), (60, True)])
def test_a_fund_without_entries_for_sixty_days_is_silent(fund, other_fund, secretary, days, is_found):
    give(fund, "10.00", by=secretary, on=DAY - timedelta(days=days))

    assert [signal.values["days"] for signal in found(fund, SignalKind.SILENCE)] == ([days] if is_found else [])
    assert found(other_fund, SignalKind.SILENCE) == []  # it has not begun


def test_books_that_lie_still_everywhere_are_asked_as_of_their_last_day(fund, secretary):
    give(fund, "10.00", by=secretary, on=DAY)

    assert unusual.kept_until(fund.province, date(2018, 11, 9)) == date(2018, 11, 9)
    assert unusual.kept_until(fund.province, date(2018, 11, 10)) == DAY


@pytest.fixture
def silence(fund: Fund, secretary: User) -> Signal:
    give(fund, "10.00", by=secretary, on=MAY_DAY)
    return found(fund, SignalKind.SILENCE)[0]


def close(signal: Signal, by: User, reason: str = "โทรถามแล้ว ยังไม่มีรายการ") -> SignalClosing:
    return unusual.close(signal, key=uuid4(), reason=reason, on=DAY, by=by)


def test_a_closed_signal_stays_closed_until_its_facts_change(fund, auditor, secretary, silence):
    closing = close(silence, auditor)
    assert [signal.closing for signal in found(fund, SignalKind.SILENCE)] == [closing]

    give(fund, "10.00", by=secretary, on=date(2018, 5, 20))
    assert [signal.closing for signal in found(fund, SignalKind.SILENCE)] == [None]
    told = LogEntry.objects.filter(subject="signal").values_list("act", "subject_pk", "by")
    assert list(told) == [("closed", closing.pk, auditor.pk)]


def test_a_signal_is_closed_once_and_may_be_opened_again(fund, auditor, chair, silence):
    closing = close(silence, auditor)
    with pytest.raises(unusual.NotThere):
        close(silence, chair)
    again = unusual.reopen(closing, key=uuid4(), reason="ยังไม่ชัด", on=DAY, by=chair)
    with pytest.raises(unusual.NotThere):
        unusual.reopen(closing, key=uuid4(), reason="อีกครั้ง", on=DAY, by=chair)

    assert unusual.reopen(closing, key=again.key, reason="ยังไม่ชัด", on=DAY, by=chair) == again
    assert [signal.closing for signal in found(fund, SignalKind.SILENCE)] == [None]
    assert close(silence, chair).pk != closing.pk


def test_the_same_key_closes_once(auditor, silence):
    key = uuid4()
    made = [unusual.close(silence, key=key, reason="ถามแล้ว", on=DAY, by=auditor) for _again in range(2)]

    assert made[0] == made[1]


def test_nobody_closes_a_signal_about_themselves(fund, secretary, auditor, paid_near):
    paid_near("5000.00")
    (signal,) = found(fund, SignalKind.STEP)

    with pytest.raises(unusual.AboutYourself):
        close(signal, secretary)
    assert close(signal, auditor).subject == signal.subject


def test_a_closing_is_never_changed_at_a_prompt(auditor, silence):
    closing = close(silence, auditor)
    reopening = unusual.reopen(closing, key=uuid4(), reason="ยังไม่ชัด", on=DAY, by=auditor)

    for made, model in ((closing, SignalClosing), (reopening, SignalReopening)):
        for change in (lambda rows: rows.update(reason="-"), lambda rows: rows._raw_delete("default")):
            with pytest.raises(DatabaseError), transaction.atomic():
                change(model.objects.filter(pk=made.pk))


def test_signals_cost_the_same_for_one_and_for_three(fund, secretary, paid_near, django_assert_num_queries):
    paid_near("5000.00")
    with django_assert_num_queries(8):
        unusual.found([fund.pk], DAY)
    for _more in range(2):
        paid_near("5000.00")
        make_member(fund, by=secretary, born_on=date(1900, 1, 1))
    with django_assert_num_queries(8):
        unusual.found([fund.pk], DAY)
