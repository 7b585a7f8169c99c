from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from members import approvals, claim_refusals, claim_steps, claims, entitlements, occurrences
from members.models import Beneficiary, Claim, ClaimAct, ClaimedDay, Held, Verdict
from tests.cast import signed_in
from tests.factories import MAY_DAY, approve, give, make_claim, make_member, make_outsider, pay

from .acts import asked
from .claiming import LATELY, TODAY, calculate, file_with, filled, hospital, url, written

DAY = timedelta(days=1)


def nights(first, last):
    return {"occurred_on": date(2018, 5, first), "until_on": date(2018, 5, last)}


def file(fund, member, by, **changes):
    return claims.file(fund, asked(member, **changes), key=uuid4(), on=date(2018, 6, 1), by=by)


@pytest.fixture
def neighbour(other_fund, member, stranger):
    """The same person as a member of another fund."""
    return make_member(other_fund, by=stranger, citizen_id="", no_citizen_id="not_at_hand")


@pytest.mark.parametrize(("first", "last"), [(1, 4), (3, 5), (4, 9), (2, 3), (1, 9)])
def test_stays_that_share_a_night_are_claimed_once(fund, member, secretary, first, last):
    file(fund, member, secretary, **nights(2, 5))

    with pytest.raises(claim_refusals.AlreadyClaimed):
        file(fund, member, secretary, **nights(first, last))


@pytest.mark.parametrize(("first", "last"), [(1, 2), (5, 8)])
def test_a_stay_that_begins_when_another_ends_is_another(fund, member, secretary, first, last):
    file(fund, member, secretary, **nights(2, 5))

    assert str(file(fund, member, secretary, **nights(first, last))) == "2/2561"


def test_two_funds_do_not_pay_one_night_and_neither_names_the_other(
    fund, other_fund, member, secretary, stranger
):  # fmt: skip
    file(fund, member, secretary, **nights(2, 5))
    request = asked(member, membership=None, reason="ยากไร้", **nights(4, 6))

    with pytest.raises(claim_refusals.AlreadyClaimed) as refusal:
        claims.file(other_fund, request, key=uuid4(), on=date(2018, 6, 1), by=stranger)

    assert "1/2561" not in str(refusal.value)
    assert fund.name_th not in str(refusal.value)


def test_once_as_a_neighbour_is_not_once_more_as_a_member(fund, secretary):
    person = make_outsider()
    make_claim(fund, by=secretary, person=person, on=MAY_DAY)
    held = Held(fund, person, "illness", "hospital", False, (MAY_DAY,))

    assert occurrences.earlier(held) == Claim.objects.get()


def test_a_death_is_paid_once_whatever_day_is_typed(fund, member, secretary):
    file(fund, member, secretary, category="death", occurred_on=MAY_DAY)

    with pytest.raises(claim_refusals.AlreadyClaimed):
        file(fund, member, secretary, category="death", occurred_on=MAY_DAY + DAY)


def raw_day(claim, day=MAY_DAY):
    with transaction.atomic():
        ClaimedDay.objects.create(claim=claim, person=claim.person, day=day)


def test_the_database_lets_no_second_claim_hold_a_day(fund, member, secretary):
    file(fund, member, secretary)
    other = make_claim(fund, by=secretary, person=member.person, membership=member, on=MAY_DAY + DAY)

    with pytest.raises(IntegrityError, match="paid once"):
        raw_day(other)


@pytest.mark.parametrize("way", ["refused", "withdrawn", "turned back"])
def test_a_day_is_free_again_when_its_claim_is_over(fund, member, secretary, chair, treasurer, way):
    give(fund, "10000.00", by=treasurer)
    claim = file(fund, member, secretary)
    if way == "refused":
        approvals.decide(claim, key=uuid4(), verdict=Verdict.REFUSE, reason="ไม่ครบ", on=date(2018, 6, 1), by=chair)
    elif way == "withdrawn":
        claim_steps.take(claim, ClaimAct.WITHDRAWN, key=uuid4(), note="ผู้ขอถอน", on=date(2018, 6, 1), by=secretary)
    else:
        approve(claim, by=chair, on=date(2018, 6, 1))
        paid = pay(claim, by=treasurer, on=date(2018, 6, 1))
        claims.turn_back(paid, key=uuid4(), on=date(2018, 6, 1), by=treasurer, reason="ผิดคน")

    assert str(file(fund, member, secretary)) == "2/2561"


def test_the_database_pays_no_claim_that_does_not_hold_its_days(fund, member, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    claim = Claim.objects.create(
        key=uuid4(), fund=fund, year=2561, number=1, person=member.person, membership=member, category="illness",
        occurred_on=MAY_DAY, until_on=MAY_DAY + 3 * DAY, judged=Decimal(500), amount=Decimal(500), filed_on=MAY_DAY,
        by=secretary,
    )  # fmt: skip
    raw_day(claim)
    approve(claim, by=chair)

    with pytest.raises(IntegrityError, match="holds its days"), transaction.atomic():
        pay(claim, by=treasurer)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_held_day(fund, member, secretary, act):
    file(fund, member, secretary)
    acts = {
        "update": lambda: ClaimedDay.objects.update(day=MAY_DAY + DAY),
        "delete": lambda: ClaimedDay.objects.all()._raw_delete("default"),
    }

    with pytest.raises(IntegrityError, match="is never"), transaction.atomic():
        acts[act]()


@pytest.mark.django_db(transaction=True)
def test_one_event_filed_in_two_funds_at_once_is_held_once(fund, other_fund, secretary, stranger):
    person = make_outsider()
    together = Barrier(2)
    got: list[object] = []

    def one(place, by):
        together.wait()
        try:
            got.append(make_claim(place, by=by, person=person).fund_id)
        except (claim_refusals.AlreadyClaimed, IntegrityError):
            got.append("refused")
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=one, args=each) for each in ((fund, secretary), (other_fund, stranger))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (got.count("refused"), Claim.objects.count(), ClaimedDay.objects.count()) == (1, 1, 1)


def test_the_page_shows_the_claim_that_holds_a_night(fund, rules, member, secretary):
    client, page = signed_in(secretary), hospital(fund, member)
    file_with(client, page, LATELY + 2 * DAY)

    shown = calculate(client, page, until_on=written(LATELY + DAY))

    assert url("claim", fund, Claim.objects.get().pk) in shown.content.decode()


# A death: the named beneficiaries share.


@pytest.fixture
def heirs(member):
    return [
        Beneficiary.objects.create(
            membership=member, name=name, relation="child", share=percent, position=place, valid_from=date(2017, 1, 15)
        )
        for place, (name, percent) in enumerate((("นายหนึ่ง ใจดี", 33), ("นายสอง ใจดี", 33), ("นายสาม ใจดี", 34)))
    ]  # fmt: skip


@pytest.fixture
def death(fund, member, rules, secretary):
    return url("claim-new", fund, member=member.pk, occurred_on=written(LATELY), benefit="death")


def total(fund, member, rules, heirs):
    return entitlements.judge(
        fund, rules["death"], person=member.person, membership=member,
        asked=entitlements.Asked(occurred_on=LATELY, claimant=heirs[0].name, filed_on=TODAY),
    ).amount  # fmt: skip


def test_every_heir_has_a_claim_and_the_shares_add_up(fund, member, rules, secretary, heirs, death):
    client, due = signed_in(secretary), total(fund, member, rules, heirs)
    shown = calculate(client, death, receiver="heirs")
    client.post(death, filled(shown, receiver="heirs") | {"step": "save"})

    filed = list(Claim.objects.order_by("pk"))
    assert [(claim.heir, claim.claimant) for claim in filed] == [(heir, heir.name) for heir in heirs]
    assert sum(claim.amount for claim in filed) == due
    assert [claim.amount for claim in filed] == [claim.judged for claim in filed]
    assert [name for name, _label in shown.context["form"].fields["receiver"].choices] == [
        "heirs", "heir0", "heir1", "heir2"
    ]  # fmt: skip


def test_one_heir_after_the_other_has_their_own_share_once(fund, member, rules, secretary, heirs, death):
    client, due = signed_in(secretary), total(fund, member, rules, heirs)
    for receiver in ("heir1", "heir0", "heir1"):
        shown = calculate(client, death, receiver=receiver)
        client.post(death, filled(shown, receiver=receiver) | {"step": "save"})

    filed = list(Claim.objects.order_by("pk"))
    assert [claim.heir for claim in filed] == [heirs[1], heirs[0]]
    assert {claim.amount for claim in filed} == {due * 33 / 100}


def test_shares_that_are_not_whole_are_told_and_open_claims_too(fund, member, rules, secretary, heirs, death):
    heirs[2].delete()
    make_claim(fund, by=secretary, person=member.person, membership=member, on=LATELY - DAY)

    shown = signed_in(secretary).get(death)

    assert (shown.context["short_of_whole"], len(shown.context["open_claims"])) == (66, 1)
