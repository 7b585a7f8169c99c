from decimal import Decimal

import pytest

from members.models import Claim, Person
from tests.cast import signed_in
from tests.factories import (
    citizen_id,
    make_claim,
    make_member,
    make_outsider,
)

from .claiming import DAY, LATELY, calculate, filled, url, written
from .pages import faults
from .rules import SEASIDE, adopt

NEIGHBOUR = {
    "title": "นาง", "first_name": "อุษา", "last_name": "มั่นคง", "no_citizen_id": "not_at_hand", "house_number": "12",
    "help_reason": "บ้านถูกพายุ", "vouched_by": "ผู้ใหญ่บ้านหมู่ 7", "amount": "2,500",
}  # fmt: skip


def help_page(fund, benefit="category.disaster", **who):
    return url("claim-new", fund, **(who or {"outsider": 1}), occurred_on=written(LATELY), benefit=benefit)


def test_help_to_a_neighbour_is_filed_by_category_with_its_reason(fund, secretary, rules):
    client, page = signed_in(secretary), help_page(fund)
    client.post(page, filled(client.get(page), **NEIGHBOUR) | {"step": "save"})

    claim = Claim.objects.get()
    assert (claim.person.name, claim.membership, claim.term, claim.category, claim.judged, claim.amount) == (
        "นางอุษา มั่นคง", None, None, "disaster", Decimal(2500), Decimal(2500),
    )  # fmt: skip
    assert (claim.reason, claim.facts) == ("บ้านถูกพายุ", {"vouched_by": "ผู้ใหญ่บ้านหมู่ 7"})


@pytest.mark.parametrize("missing", ["first_name", "no_citizen_id", "help_reason", "vouched_by", "amount"])
def test_what_is_missing_of_a_neighbour_is_asked_for(fund, secretary, rules, missing):
    client, page = signed_in(secretary), help_page(fund)

    response = client.post(page, filled(client.get(page), **NEIGHBOUR | {missing: ""}) | {"step": "save"})

    assert faults(response) == ["citizen_id" if missing == "no_citizen_id" else missing]
    assert Person.objects.count() == 0


def test_a_neighbour_who_is_a_member_is_refused(fund, secretary, rules):
    number = citizen_id()
    make_member(fund, by=secretary, citizen_id=number, first_name="อุษา", last_name="มั่นคง")
    client, page = signed_in(secretary), help_page(fund)

    response = client.post(page, filled(client.get(page), **NEIGHBOUR, citizen_id=number) | {"step": "save"})

    assert faults(response) == ["__all__"]
    assert Claim.objects.count() == 0


def test_a_neighbours_id_that_is_someone_elses_is_refused_without_telling_whose(fund, secretary, rules):
    number = citizen_id()
    make_member(fund, by=secretary, citizen_id=number, first_name="สมศรี", last_name="ลับเฉพาะ")
    client, page = signed_in(secretary), help_page(fund)

    response = client.post(page, filled(client.get(page), **NEIGHBOUR, citizen_id=number) | {"step": "save"})

    assert faults(response) == ["citizen_id"]
    assert "ลับเฉพาะ" not in response.content.decode()


def test_help_by_a_rule_for_neighbours_keeps_to_the_purse(fund, secretary):
    adopt(fund, by=secretary, text=SEASIDE)
    make_claim(fund, by=secretary, person=make_outsider(), amount="4500.00", on=LATELY)
    client, page = signed_in(secretary), help_page(fund, "storm")
    typed = {name: value for name, value in NEIGHBOUR.items() if name != "amount"}

    shown = calculate(client, page, **typed)
    client.post(page, filled(shown, **typed) | {"step": "save"})

    assert shown.context["sum"].amount == Decimal(500)
    assert Claim.objects.get(term__code="storm").amount == Decimal(500)


def test_a_neighbour_on_record_is_not_asked_who_they_are(fund, secretary, rules):
    neighbour = make_outsider("อุษา", "มั่นคง")
    make_claim(fund, by=secretary, person=neighbour, on=LATELY - 30 * DAY)
    client, page = signed_in(secretary), help_page(fund, person=neighbour.pk)
    typed = {"help_reason": "พายุอีกครั้ง", "vouched_by": "กำนัน", "amount": "100"}

    client.post(page, filled(client.get(page), **typed) | {"step": "save"})

    assert Claim.objects.order_by("-pk")[0].person == neighbour
    assert Person.objects.count() == 1
