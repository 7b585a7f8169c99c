from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from events import signing, standing, strategies
from events.models import HandOver, PaperEntry, Signature, SigningLink
from events.signing import Name
from events.strategies import Signer
from tests.factories import make_user

from .strategy_acts import (
    DAY,
    DRAWING,
    MOMENT,
    SIGNERS,
    make_resolution,
    make_version,
    next_version,
    parties,
    photo,
    sign,
    sign_all,
)


@pytest.fixture
def version(province, province_admin):
    return make_version(province, by=province_admin)


@pytest.fixture
def second(db):
    return make_user("second", "นางสาวสายใจ พยาน")


def enter(party, *, by, on=DAY, **more):
    name = Name(party.person, party.post, **more)
    return signing.enter_paper(party, name, photo=photo(), on=on, key=uuid4(), by=by)


def hand_over(version, *, by):
    return strategies.hand_over(
        version, giver="นางมาลี รักษ์ทะเล", giver_post="ประธานเครือข่าย", receiver="", receiver_post="ผู้ว่าราชการจังหวัด",
        on=DAY, at_time=None, place="ภูเก็ต", photo=None, key=uuid4(), by=by,
    )  # fmt: skip


def test_a_version_is_in_force_when_it_was_adopted_and_all_signed_its_text(version, province_admin):
    states = []
    for party in parties(version):
        states.append(standing.of(version).is_in_force)
        sign(party, user=province_admin)

    after = standing.of(version)
    assert (states, after.is_in_force, after.faults) == ([False, False, False], True, ())
    assert [(each.number, each.person, each.post) for each in after.signatures] == [
        (number, signer.person, signer.post) for number, signer in enumerate(SIGNERS, start=1)
    ]


def test_who_is_not_next_in_the_order_does_not_sign_yet(version, province_admin):
    with pytest.raises(signing.NotTheirTurn, match="มาลี"):
        sign(parties(version)[1], user=province_admin)


def test_nobody_signs_before_an_assembly_adopted_it(province, province_admin):
    version = make_version(province, by=province_admin, adopted=False)

    with pytest.raises(signing.NotAdopted):
        sign(parties(version)[0], user=province_admin)


def test_an_organisation_signs_once_and_a_second_click_gives_the_same_signature(version, province_admin):
    party, key = parties(version)[0], uuid4()
    name = Name(party.person, party.post)
    first, again = (
        signing.sign(party, name, drawing=DRAWING, key=key, at=MOMENT, user=province_admin) for _click in range(2)
    )

    assert first == again
    with pytest.raises(signing.AlreadySigned):
        sign(party, user=province_admin)


def test_a_changed_text_needs_new_signatures_and_the_old_one_stays_in_force(version, province_admin):
    sign_all(version, user=province_admin)
    newer = next_version(version, by=province_admin)

    state = standing.of(newer)
    assert [party.organisation for party in state.waiting] == [signer.organisation for signer in SIGNERS]
    in_force = standing.in_force(version.strategy)
    assert (state.is_in_force, in_force and in_force.version) == (False, version)
    with pytest.raises(strategies.NothingChanged):
        next_version(newer, by=province_admin)


def test_once_a_newer_version_is_adopted_the_older_one_is_signed_no_more(version, province, province_admin):
    newer = next_version(version, by=province_admin)
    strategies.adopt(newer, make_resolution(province, by=province_admin), key=uuid4(), by=province_admin)

    with pytest.raises(signing.NotAdopted):
        sign(parties(version)[0], user=province_admin)


def test_the_order_changes_until_somebody_signed_and_then_only_the_person_of_the_others(version, province_admin):
    turned = (SIGNERS[1], SIGNERS[0], SIGNERS[2])
    strategies.order(version, turned, by=province_admin)
    sign(parties(version)[0], user=province_admin)

    strategies.order(version, (*turned[:2], replace(turned[2], person="นายใหม่ มาแทน")), by=province_admin)

    assert [(party.organisation, party.person) for party in parties(version)] == [
        (turned[0].organisation, turned[0].person), (turned[1].organisation, turned[1].person),
        (turned[2].organisation, "นายใหม่ มาแทน"),
    ]  # fmt: skip
    for other in (SIGNERS, turned[:2], (*turned, Signer("อีกองค์กร", "นายก ข", "ประธาน"))):
        with pytest.raises(strategies.OrderIsKept):
            strategies.order(version, other, by=province_admin)


def test_a_link_signs_with_its_code_once(version, province_admin):
    party = parties(version)[0]
    opened = signing.open_link(party, by=province_admin, at=MOMENT)
    link = signing.link_of(opened.token)

    assert link
    assert signing.is_code_right(link, opened.code, at=MOMENT)
    signed = signing.sign(party, Name(party.person, party.post), drawing="", key=uuid4(), at=MOMENT, link=link)

    assert (signed.way, signed.hand, signed.user, signed.link) == ("link", "typed", None, opened.link)
    with pytest.raises(signing.LinkEnded):
        signing.is_code_right(link, opened.code, at=MOMENT)


def test_neither_the_link_nor_the_code_can_be_read_in_the_database(version, province_admin):
    opened = signing.open_link(parties(version)[0], by=province_admin, at=MOMENT)

    kept = " ".join(str(value) for value in SigningLink.objects.values_list().get())
    assert (opened.token in kept, opened.code in kept.split()) == (False, False)
    assert signing.link_of(opened.token + "x") is None


def test_after_five_wrong_codes_the_right_one_opens_nothing(version, province_admin):
    opened = signing.open_link(parties(version)[0], by=province_admin, at=MOMENT)
    wrong = f"{(int(opened.code) + 1) % 10**6:06d}"
    tries = [signing.is_code_right(opened.link, wrong, at=MOMENT) for _try in range(5)]

    assert tries == [False] * 5
    with pytest.raises(signing.LinkEnded):
        signing.is_code_right(opened.link, opened.code, at=MOMENT)


def test_a_link_ends_after_its_days_and_when_a_new_one_is_made(version, province_admin):
    party = parties(version)[0]
    old = signing.open_link(party, by=province_admin, at=MOMENT)
    new = signing.open_link(party, by=province_admin, at=MOMENT)
    later = MOMENT + timedelta(days=signing.LINK_DAYS)

    for opened, at in ((old, MOMENT), (new, later)):
        with pytest.raises(signing.LinkEnded):
            signing.is_code_right(opened.link, opened.code, at=at)
    with pytest.raises(signing.LinkEnded):
        signing.sign(party, Name("ก", "ข"), drawing="", key=uuid4(), at=later, link=new.link)
    assert signing.is_code_right(new.link, f"{new.code[:3]} {new.code[3:]}", at=MOMENT)


def test_a_page_signed_by_hand_counts_when_a_second_person_confirms_it(version, province_admin, second):
    entry = enter(parties(version)[0], by=province_admin)
    assert standing.of(version).signatures == ()
    with pytest.raises(signing.SamePerson):
        signing.confirm_paper(entry, key=uuid4(), by=province_admin, at=MOMENT)

    signed = signing.confirm_paper(entry, key=uuid4(), by=second, at=MOMENT)

    assert (signed.way, signed.hand, signed.on, signed.paper and signed.paper.by, signed.confirmed_by) == (
        "paper", "paper", DAY, province_admin, second,
    )  # fmt: skip
    sign(parties(version)[1], user=province_admin)
    sign(parties(version)[2], user=province_admin)
    assert standing.of(version).is_in_force


def test_a_page_entered_wrongly_is_turned_back_and_may_be_entered_anew(version, province_admin, second):
    party = parties(version)[0]
    entry = enter(party, by=province_admin)
    with pytest.raises(signing.AlreadyEntered):
        enter(party, by=second)
    signing.refuse_paper(entry, reason="ชื่อไม่ตรงกับลายมือชื่อ", by=second)
    with pytest.raises(signing.AlreadyEntered):
        signing.confirm_paper(entry, key=uuid4(), by=second, at=MOMENT)

    again = enter(party, by=second)

    assert [signing.confirm_paper(again, key=uuid4(), by=province_admin, at=MOMENT).paper] == [again]


def test_a_page_is_not_signed_before_the_adoption(version, province_admin):
    with pytest.raises(signing.BeforeAdoption):
        enter(parties(version)[0], by=province_admin, on=DAY - timedelta(days=1))


def test_who_signs_for_another_brings_a_letter(version, province_admin):
    party = parties(version)[0]
    name = Name("นายแทน มาแทน", "เลขานุการ", behalf="นางมาลี รักษ์ทะเล ประธานเครือข่าย", letter=photo())
    signed = signing.sign(party, name, drawing=DRAWING, key=uuid4(), at=MOMENT, user=province_admin)

    assert (signed.person, signed.behalf, signed.letter and signed.letter.sha256) == (
        name.person,
        name.behalf,
        photo().sha256,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        signing.sign(
            parties(version)[1], replace(name, letter=None), drawing=DRAWING, key=uuid4(), at=MOMENT,
            user=province_admin,
        )  # fmt: skip


def test_it_is_handed_over_once_when_all_have_signed(version, province_admin):
    with pytest.raises(strategies.NotInForce):
        hand_over(version, by=province_admin)
    sign_all(version, user=province_admin)

    hand_over(version, by=province_admin)

    with pytest.raises(strategies.AlreadyHandedOver):
        hand_over(version, by=province_admin)
    assert [(done.receiver_post, done.version_sha256) for done in HandOver.objects.all()] == [
        ("ผู้ว่าราชการจังหวัด", version.sha256)
    ]


def test_a_chair_signs_for_their_fund_and_an_account_for_its_organisation(
    province, fund, chair, treasurer, province_admin
):
    signers = (Signer(fund.name, "นายสมบูรณ์ ราไวย์", "ประธาน", fund=fund), replace(SIGNERS[1], user=treasurer))
    version = make_version(province, by=province_admin, signers=signers)

    theirs = {
        user.username: [party.organisation for party in signing.may_sign(user, on=DAY).filter(version=version)]
        for user in (chair, treasurer, province_admin)
    }

    assert theirs == {
        chair.username: [fund.name], treasurer.username: [signers[1].organisation], province_admin.username: [],
    }  # fmt: skip


def test_signatures_and_entries_are_counted_once_each(version, province_admin, second):
    entry = enter(parties(version)[0], by=province_admin)
    key = uuid4()
    both = [signing.confirm_paper(entry, key=key, by=second, at=MOMENT) for _click in range(2)]

    assert (both[0], Signature.objects.count(), PaperEntry.objects.count()) == (both[1], 1, 1)
