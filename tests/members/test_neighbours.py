"""People helped without a membership: found, told all that is held on them, and erased by a pseudonym."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

import members.books
from members import looks
from members.models import Person
from tests.cast import signed_in
from tests.factories import approve, citizen_id, give, make_claim, make_claim_file, make_member, make_outsider, pay
from tests.papers import needs_pdftotext, text_of
from welfare import citizen, trail

from .claiming import TODAY, url
from .pages import headings, words

LONG_PAST = date(2013, 2, 1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def helped(fund, secretary, treasurer, chair):
    """A neighbour who was ill and was helped more than ten years ago."""
    give(fund, "10000.00", by=treasurer, on=LONG_PAST)
    person = make_outsider()
    claim = make_claim(fund, by=secretary, person=person, on=LONG_PAST)
    make_claim_file(claim, by=secretary)
    approve(claim, by=chair, on=LONG_PAST)
    pay(claim, by=treasurer, on=LONG_PAST)
    return person


def test_the_list_names_who_was_helped_and_no_member(fund, helped, secretary, django_assert_num_queries):
    member = make_member(fund, by=secretary)
    make_claim(fund, by=secretary, person=member.person, membership=member, category="birth")
    browser = signed_in(secretary)
    browser.get(url("neighbours", fund))
    with django_assert_num_queries(5):
        page = browser.get(url("neighbours", fund))
    for first_name in ("อุษา", "อุบล"):
        make_claim(fund, by=secretary, person=make_outsider(first_name, "มั่นคง"), category="disaster")
    with django_assert_num_queries(5):
        three = browser.get(url("neighbours", fund))
    found = browser.get(url("neighbours", fund), {"q": "มั่นคง"})

    assert headings(page) == [helped.name]
    assert "1 ก.พ. 2556" in words(page)
    assert (len(headings(three)), len(headings(found))) == (3, 2)


def test_a_citizen_id_leads_on_and_stands_in_no_address(fund, helped, secretary):
    number = citizen.decrypt(helped.citizen_id)
    browser = signed_in(secretary)
    found = browser.post(url("neighbours", fund), {"q": number})
    nobody = browser.post(url("neighbours", fund), {"q": citizen_id(990001)})

    assert found.headers["Location"] == url("neighbour-data", fund, helped.pk)
    assert nobody.headers["Location"] == url("neighbours", fund)


def test_from_the_claim_to_all_that_is_held_as_json(fund, helped, secretary):
    browser = signed_in(secretary)
    claim = helped.claims.get()
    door = url("neighbour-data", fund, helped.pk)
    held = json.loads(browser.get(url("neighbour-data-file", fund, helped.pk)).content)

    assert f'href="{door}"' in browser.get(url("claim", fund, claim.pk)).content.decode()
    assert str(claim) in words(browser.get(door))
    assert held["person"][0]["citizen_id"] == citizen.display(citizen.decrypt(helped.citizen_id))
    assert ([one["claim"] for one in held["claims"]], held["memberships"]) == ([str(claim)], [])
    assert [one["version"] for one in held["consents"]] == ["1"]
    (entry,) = looks.of(helped, looks.TOOK_OUT)
    assert (entry.by, entry.facts) == (secretary, {"way": "JSON"})


@needs_pdftotext
def test_the_papers_tell_the_neighbour_what_is_held_and_who_looked(fund, helped, secretary, chair):
    looks.reveal(helped, fund=fund, reason="แจ้งธนาคาร", key=uuid4(), by=chair)
    browser = signed_in(secretary)

    held = text_of(browser.get(url("neighbour-data-paper", fund, helped.pk)).content)
    looked = text_of(browser.get(url("neighbour-looks-paper", fund, helped.pk)).content)

    assert all(said in held for said in (helped.name, "500.00", "บ้านไฟไหม้"))
    assert all(said in looked for said in ("แจ้งธนาคาร", str(chair)))


def test_a_neighbour_is_erased_by_a_pseudonym_and_the_books_hold(fund, helped, secretary):
    page = url("neighbour-erasure", fund, helped.pk)

    answer = signed_in(secretary).post(page, {"reason": "ครบกำหนด", "key": str(uuid4())})

    person = Person.objects.get(pk=helped.pk)
    assert (person.name, person.citizen_hash, person.erased_on) == (f"ผู้รับความช่วยเหลือ #{person.pk}", None, TODAY)
    assert answer.headers["Location"] == url("neighbours", fund)
    assert headings(signed_in(secretary).get(url("neighbours", fund))) == []
    assert members.books.faults(fund.province) == []
    assert list(trail.faults()) == []


def test_a_neighbour_of_another_fund_is_not_found(fund, other_fund, helped, stranger):
    pages = (
        "neighbour-data",
        "neighbour-data-paper",
        "neighbour-data-file",
        "neighbour-looks-paper",
        "neighbour-erasure",
    )

    assert {signed_in(stranger).get(url(page, other_fund, helped.pk)).status_code for page in pages} == {404}


def test_no_member_is_shown_as_a_neighbour(fund, member, claim, secretary):
    page = reverse("members:neighbour-data", args=[fund.code, member.person_id])

    assert signed_in(secretary).get(page).status_code == 404
