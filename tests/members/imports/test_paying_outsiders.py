"""Welfare that was paid on paper to people who are no members: entered as help to a neighbour, and taken back whole."""

from decimal import Decimal

import pytest

from funds.models import AccountKind
from members.imports import helping
from members.models import Claim, ClaimState, Helped, Payout, Person
from tests.factories import AUGUST, citizen_id, make_claim, make_outsider
from tests.members.rules import adopt
from welfare import citizen

from .helped import ROWS, row, take, understand
from .paying import back, balances, faults, kept
from .sheets_of_paper import grid

NAME, CARD = "นางบังเอิญ มาไกล", citizen_id(870001)


@pytest.fixture(autouse=True)
def terms(fund, secretary):
    return adopt(fund, by=secretary)


def stranger(kind="ไฟไหม้", happened="3/2/2561", **typed):
    return row(kind, happened, **{"number": "", "name": NAME} | typed)


def with_card(*rows):
    return grid([(*each, card) for each, card in rows], (*ROWS, "เลขบัตรประชาชน"))


def test_who_is_no_member_is_shown_and_must_be_looked_at(fund, member, opened):
    found = understand(fund, [row(nights=2), stranger()])

    assert [(each.row, each.name, each.words) for each in found.doubts] == [
        (3, NAME, "ไม่มีสมาชิกชื่อนี้ จะบันทึกเป็นการช่วยเหลือผู้ที่ไม่ได้เป็นสมาชิก")
    ]
    assert [(each.name, each.is_outsider, each.term) for each in found.entries][1] == (NAME, True, None)
    assert (found.may_be_taken_in, Person.objects.filter(search__contains="บังเอิญ").count()) == (True, 0)


def test_help_to_a_neighbour_is_a_claim_without_a_membership_out_of_the_opening(fund, member, opened, treasurer):
    before = balances(fund)

    take(fund, [row(nights=2), stranger(), stranger("น้ำท่วม", "3/3/2561", paid="9/3/2561", amount="500")], treasurer)

    neighbour = Person.objects.get(search__contains="บังเอิญ")
    claims = Claim.objects.with_state().filter(person=neighbour).order_by("pk")
    assert (neighbour.name, neighbour.sex, neighbour.no_citizen_id) == (NAME, "F", "not_at_hand")
    assert [(each.membership, each.category, each.state, each.reason) for each in claims] == [
        (None, "disaster", ClaimState.PAID, "อนุมัติและจ่ายบนกระดาษแล้ว ตามสมุดจ่ายสวัสดิการ เล่ม 1"),
    ] * 2
    assert list(Payout.objects.filter(outsider=True).values_list("person", "amount")) == [
        (neighbour.pk, Decimal(200)), (neighbour.pk, Decimal(500)),
    ]  # fmt: skip
    assert balances(fund) == before | {"benefit": Decimal(900), "opening": before["opening"] - 900}
    outside = fund.accounts.filter(kind=AccountKind.BENEFIT, balance=Decimal(700))
    assert (outside.count(), faults(fund)) == (1, [])
    assert dict(Helped.objects.values_list("person", "outsider")) == {member.person_id: False, neighbour.pk: True}
    assert list(Person.objects.neighbours_of(fund)) == [neighbour]


def test_a_batch_with_a_neighbour_taken_back_counts_no_more(fund, member, opened, treasurer):
    before = kept(fund), balances(fund)
    done = take(fund, [stranger()], treasurer)

    back(done, treasurer)

    assert (kept(fund), balances(fund), Helped.objects.count(), faults(fund)) == (*before, 0, [])
    take(fund, [stranger()], treasurer)
    assert (Person.objects.neighbours_of(fund).count(), faults(fund)) == (1, [])


def test_who_was_helped_before_is_known_by_name_or_card(fund, opened, secretary, treasurer):
    known = make_outsider("บังเอิญ", "มาไกล")
    make_claim(fund, by=secretary, person=known, category="illness")
    other = make_outsider("อื่น", "มาไกล")
    card = citizen.decrypt(other.citizen_id)

    found = helping.understand(
        fund, with_card((stranger(), ""), (stranger(name="นางอื่น มาไกล"), card), (stranger(name="นางใหม่ มาไกล"), CARD)),
        today=AUGUST,
    )  # fmt: skip

    assert [each.spell.person for each in found.entries] == [known.pk, other.pk, -1]
    assert (found.cards, found.faults) == ({-1: CARD}, [])


def test_a_card_is_kept_with_who_is_new(fund, opened, treasurer):
    twice = with_card((stranger(), CARD), (stranger("น้ำท่วม", "4/4/2561", paid="9/4/2561"), CARD))

    found = helping.understand(fund, twice, today=AUGUST)

    assert ({each.spell.person for each in found.entries}, found.cards) == ({-1}, {-1: CARD})


def test_the_same_help_to_a_neighbour_is_entered_once(fund, opened, treasurer):
    take(fund, [stranger()], treasurer)

    again = understand(fund, [stranger(), stranger(amount="300")])

    assert ([each.row for each in again.known], again.entries, again.doubts) == ([2], [], [])
    assert [each.row for each in again.faults] == [3]


@pytest.mark.parametrize(
    ("typed", "card", "column"),
    [
        ({"name": "บังเอิญ"}, "", "B ชื่อ-สกุล"),
        ({"name": "นางสมหญิง ใจดี", "happened": "3/2/2550"}, "", "D วันที่เกิดเหตุ"),
        ({"number": 8}, "", "A เลขที่สมาชิก"),
        ({"name": "นางสมหญิง ใจดี"}, CARD, "J เลขบัตรประชาชน"),
        ({}, "held", "J เลขบัตรประชาชน"),
        ({"kind": "ของขวัญ"}, "", "C ประเภทสวัสดิการ"),
        ({"paid": "1/7/2561"}, "", "F วันที่จ่าย"),
        ({"paid": "1/2/2561"}, "", "F วันที่จ่าย"),
    ],
)
def test_whoever_may_be_a_member_or_is_not_named_whole_is_refused(fund, member, opened, typed, card, column):
    if card == "held":
        card = citizen.decrypt(make_outsider("ชื่ออื่น").citizen_id)

    found = helping.understand(fund, with_card((stranger(**typed), card)), today=AUGUST)

    assert [each.column for each in found.faults] == [column]
    assert not found.may_be_taken_in


def test_several_neighbours_of_one_name_are_told_apart_by_their_card(fund, opened, secretary):
    for _each in range(2):
        make_claim(fund, by=secretary, person=make_outsider("บังเอิญ", "มาไกล"), category="illness")

    found = understand(fund, [stranger()])

    assert [(each.row, each.column) for each in found.faults] == [(2, "B ชื่อ-สกุล")]
