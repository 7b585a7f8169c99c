from uuid import uuid4

import pytest

from events import signing, standing
from events.models import Signature
from events.signing import Name
from funds.models import Office, Province
from tests.factories import appoint, make_user
from tests.members.test_claims_at_once import at_once

from .strategy_acts import DRAWING, MOMENT, make_version, parties

pytestmark = pytest.mark.django_db(transaction=True)


def test_many_who_sign_at_once_leave_one_signature_each_in_the_order_set():
    province = Province.objects.get(slug="phuket")
    admin = make_user("admin")
    appoint(admin, Office.ADMIN, province)
    version = make_version(province, by=admin)
    three, keys = parties(version), [uuid4() for _party in range(3)]

    def act(number):
        party = three[number % 3]
        name = Name(party.person, party.post)
        return signing.sign(party, name, drawing=DRAWING, key=keys[number % 3], at=MOMENT, user=admin).pk

    rounds = [at_once(6, act) for _turn in three]  # two clicks of each of three, pressed again until all had their turn

    rows = list(Signature.objects.order_by("number").values_list("pk", "party__place", "number"))
    assert [(place, number) for _pk, place, number in rows] == [(1, 1), (2, 2), (3, 3)]
    assert sorted(rounds[-1]) == sorted([pk for pk, _place, _number in rows] * 2)
    assert {got for turn in rounds for got in turn if isinstance(got, str)} <= {"NotTheirTurn"}
    assert standing.of(version).is_in_force


def test_a_code_guessed_at_once_is_counted_each_time():
    province = Province.objects.get(slug="phuket")
    admin = make_user("admin")
    version = make_version(province, by=admin)
    opened = signing.open_link(parties(version)[0], by=admin, at=MOMENT)
    wrong = f"{(int(opened.code) + 1) % 10**6:06d}"

    got = at_once(8, lambda _number: signing.is_code_right(opened.link, wrong, at=MOMENT))

    assert sorted(map(str, got)) == ["False"] * 5 + ["LinkEnded"] * 3
