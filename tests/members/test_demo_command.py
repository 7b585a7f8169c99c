from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from funds import books as fund_books
from funds.models import Appointment, Fund, Office, Province, Transfer
from members import books as member_books
from members import consents
from members.demo import checks
from members.demo.accounts import demo_accounts, is_demo
from members.demo.benefits import TOLD_FROM
from members.demo.province import NotEmpty, make
from members.models import Claim, Consent, Person, consenter
from tests.factories import make_user
from welfare.models import User

from .demo_plans import CHALONG, RAWAI, SMALL

pytestmark = pytest.mark.django_db


@pytest.mark.once
def test_the_whole_province_adds_up_to_what_was_announced(capsys):
    call_command("demo")

    province = Province.objects.get()
    found = checks.by_rows(province)
    assert (found.funds, found.members, str(found.balance), found.helped) == (18, 13080, "56736316.00", 13951)
    assert checks.by_kept_totals(province) == found
    assert fund_books.faults(province) + member_books.faults(province) == []
    said = capsys.readouterr().out
    assert said.startswith(
        "The demo province of 2018-08-14: 18 funds, 13,080 members, 56,736,316.00 baht, 13,951 people helped; "
    )
    assert f"password {settings.DEMO_PASSWORD}\n  of the province: officer, admin\n" in said


def test_a_database_with_people_or_accounts_is_left_alone(capsys):
    make_user("somebody")

    with pytest.raises(CommandError, match="already holds people or accounts"):
        call_command("demo")
    assert (User.objects.count(), Person.objects.count(), Fund.objects.count()) == (1, 0, 18)


def test_the_demo_is_made_once():
    make((CHALONG,))

    with pytest.raises(NotEmpty):
        make((RAWAI,))


def test_who_claimed_for_illness_lately_has_agreed_and_a_child_by_a_grown_up():
    make(SMALL)

    given = list(Consent.objects.select_related("person", "fund").order_by("pk"))
    asked = Claim.objects.filter(category__in=consents.HEALTH, filed_on__gte=TOLD_FROM)
    agreed = {(one.person_id, one.given_on) for one in given}
    assert [one for one in given if one.consenter != consenter(one.person.born_on, one.given_on)] == []
    assert [one for one in given if (one.guardian != "") != (one.consenter != "own")] == []
    # Who is missing is a child of a house without a grown-up member.
    first = {claim.person_id: claim for claim in asked.select_related("person").order_by("-filed_on", "-pk")}
    missing = [claim for claim in first.values() if (claim.person_id, claim.filed_on) not in agreed]
    assert (len(given) > 0, [c for c in missing if consenter(c.person.born_on, c.filed_on) == "own"]) == (True, [])


def test_a_demo_that_fails_on_the_way_leaves_nothing():
    impossible = replace(CHALONG, helped_members=4000)

    with pytest.raises(ValueError, match="4000"):
        make((RAWAI, impossible))
    assert (User.objects.count(), Person.objects.count(), Transfer.objects.count()) == (0, 0, 0)
    assert not is_demo()


def test_a_sum_that_is_not_the_planned_one_is_named():
    make((CHALONG,))

    with pytest.raises(checks.DoesNotAddUp, match=r"rows give .*members=40.* plan says .*members=41"):
        checks.check(Province.objects.get(), (replace(CHALONG, members=41),))


def test_the_accounts_open_a_demo_and_carry_their_offices(rf):
    make(SMALL)

    assert is_demo()
    names = [name for name, _place in demo_accounts()]
    assert sorted(names) == sorted(
        ["officer", "admin"]
        + [f"{office}.{each.code}" for each in SMALL for office in ("treasurer", "chair", "secretary", "auditor")]
    )
    treasurer = authenticate(rf.post("/"), username="treasurer.rawai", password=settings.DEMO_PASSWORD)
    assert treasurer is not None
    held = Appointment.objects.held_by(treasurer, on=date(2030, 1, 1))
    assert list(held.values_list("office", "fund__code")) == [(Office.TREASURER, "rawai")]


def test_a_real_database_has_no_demo_accounts(province, treasurer, capsys):
    call_command("demo", "--accounts")

    assert (is_demo(), demo_accounts(), capsys.readouterr().out) == (False, [], "")


def test_the_command_lists_the_accounts_of_a_demo(capsys):
    make(SMALL)

    call_command("demo", "--accounts")

    assert capsys.readouterr().out == (
        f"Demo accounts, password {settings.DEMO_PASSWORD}\n"
        "  of the province: officer, admin\n"
        "  of each fund:    treasurer.<fund>, chair.<fund>, secretary.<fund>, auditor.<fund>, where <fund> is one of\n"
        "                   chalong, rawai\n"
    )


def test_a_fund_that_would_have_too_much_is_refused():
    with pytest.raises(ValueError, match="less than what comes in of itself"):
        make((replace(CHALONG, balance=Decimal("10.00")),))
