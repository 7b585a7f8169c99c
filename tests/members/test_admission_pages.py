from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from funds.models import Resolution
from members.models import Membership
from tests.cast import signed_in
from tests.factories import JAN_2560, MAY_DAY, citizen_id, make_member

from .pages import faults, typed, words
from .test_enrolment import apply, leave
from .test_enrolment_pages import RESOLUTION, enrol, send


@pytest.fixture
def applicant(fund, secretary):
    return apply(fund, by=secretary)


def admission(fund, applicant):
    return reverse("members:admit", args=[fund.code, applicant.pk])


def test_a_resolution_admits_after_it_was_checked(fund, secretary, applicant):
    url, client = admission(fund, applicant), signed_in(secretary)

    answer, _sent = enrol(client, url, RESOLUTION | {"answer": "admit"})

    applicant.refresh_from_db()
    assert (applicant.number, applicant.joined_on) == (1, date(2017, 1, 20))
    assert answer["Location"] == reverse("members:member", args=[fund.code, applicant.pk])
    assert ["1" in str(message) for message in get_messages(answer.wsgi_request)] == [True]


def test_a_resolution_refuses_with_a_reason(fund, secretary, applicant):
    url, client = admission(fund, applicant), signed_in(secretary)

    assert faults(send(client, url, RESOLUTION | {"answer": "refuse"})) == ["note"]
    enrol(client, url, RESOLUTION | {"answer": "refuse", "note": "ไม่อยู่ในเขตเทศบาล"})

    applicant.refresh_from_db()
    assert (applicant.number, applicant.end_reason, applicant.ended_on) == (None, "refused", date(2017, 1, 20))
    assert applicant.steps.get(step="refused").note == "ไม่อยู่ในเขตเทศบาล"


@pytest.mark.parametrize(
    ("mistake", "fields"),
    [
        ({"answer": ""}, ["answer"]),
        ({"meeting": ""}, ["meeting"]),
        ({"resolved_on": ""}, ["resolved_on"]),
        ({"resolved_on": "14/1/2560"}, ["resolved_on"]),
    ],
)
def test_half_a_resolution_decides_nothing(fund, secretary, applicant, mistake, fields):
    answer = send(signed_in(secretary), admission(fund, applicant), RESOLUTION | {"answer": "admit"} | mistake)

    assert faults(answer) == fields


def test_deciding_twice_on_one_page_decides_once(fund, secretary, applicant):
    url, client = admission(fund, applicant), signed_in(secretary)

    first, sent = enrol(client, url, RESOLUTION | {"answer": "admit"})
    second = client.post(url, sent)

    assert first["Location"] == second["Location"]
    assert applicant.steps.count() == 2


def test_a_page_left_open_says_what_was_decided_meanwhile(fund, secretary, treasurer, applicant):
    url, client = admission(fund, applicant), signed_in(secretary)
    sent = typed(send(client, url, RESOLUTION | {"answer": "admit"})) | {"step": "save"}
    enrol(signed_in(treasurer), url, RESOLUTION | {"answer": "refuse", "note": "ย้ายออกแล้ว"})

    answer = client.post(url, sent)

    assert faults(answer) == ["__all__"]
    assert (answer.context["meanwhile"].step, answer.context["meanwhile"].by) == ("refused", treasurer)
    assert treasurer.display_name in words(answer)


def test_one_meeting_is_entered_once_however_many_it_admits(fund, secretary):
    for name in ("แก้ว", "ขวัญ"):
        enrol(
            signed_in(secretary),
            admission(fund, apply(fund, by=secretary, first_name=name)),
            RESOLUTION | {"answer": "admit"},
        )

    assert Resolution.objects.count() == 1
    assert [row.number for row in Membership.objects.order_by("number")] == [1, 2]


def test_earlier_years_are_carried_over_where_the_fund_says_so(fund, secretary):
    number = citizen_id()
    leave(make_member(fund, by=secretary, citizen_id=number), by=secretary, on=date(2017, 6, 1))
    again = apply(fund, by=secretary, citizen_id=number, on=MAY_DAY)
    answered = {"answer": "admit", "meeting": "5/2561", "resolved_on": "10/5/2561"}
    client, url = signed_in(secretary), admission(fund, again)

    too_early = send(client, url, answered | {"tenure_from": "14/1/2560"})
    too_late = send(client, url, answered | {"tenure_from": "11/5/2561"})
    enrol(client, url, answered | {"tenure_from": "15/1/2560"})

    again.refresh_from_db()
    assert [faults(too_early), faults(too_late)] == [["tenure_from"], ["tenure_from"]]
    assert (again.number, again.joined_on, again.tenure_from) == (2, date(2018, 5, 10), JAN_2560)


def test_only_who_keeps_the_register_enters_a_resolution(fund, chair, applicant):
    assert signed_in(chair).get(admission(fund, applicant)).status_code == 403
