"""All that is held on a person: shown, printed, taken out, erased so that the books stay."""

import json
from datetime import date
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

import funds.books
import members.books
from funds.models import FundTotal, Voucher
from members import consents, enrolment, erasure, looks, retention
from members.models import Beneficiary, EndReason, Membership, Person, Relation
from tests.cast import signed_in
from tests.factories import (
    approve,
    citizen_id,
    give,
    make_claim,
    make_claim_file,
    make_contribution,
    make_member,
    pay,
)
from tests.papers import needs_pdftotext, text_of
from welfare import citizen, media, trail

from .claiming import TODAY
from .pages import words

NUMBER = citizen_id(820001)
LONG_PAST = date(2013, 2, 1)
LEFT = date(2014, 3, 1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def gone(fund, secretary, treasurer, chair):
    """Who paid, was helped when ill, and left more than ten years ago."""
    found = make_member(
        fund, by=secretary, on=LONG_PAST, citizen_id=NUMBER, phone="0812345678", house_number="9/1", moo=2,
        born_on=date(1950, 7, 12),
    )  # fmt: skip
    Beneficiary.objects.create(membership=found, name="นายลูก ใจดี", relation=Relation.CHILD, valid_from=LONG_PAST)
    give(fund, "10000.00", by=treasurer, on=LONG_PAST)
    make_contribution(found, by=treasurer, on=LONG_PAST)
    claim = make_claim(fund, by=secretary, person=found.person, membership=found, on=LONG_PAST)
    make_claim_file(claim, by=secretary)
    approve(claim, by=chair, on=LONG_PAST)
    pay(claim, by=treasurer, on=LONG_PAST)
    enrolment.leave(found, key=claim.key, reason=EndReason.LEFT, on=LEFT, by=secretary)
    return Membership.objects.get(pk=found.pk)


def data(name, fund, member):
    return reverse(f"members:{name}", args=[fund.code, member.pk])


def test_all_that_is_held_comes_as_json_and_that_is_written_down(fund, gone, secretary):
    answer = signed_in(secretary).get(data("data-file", fund, gone))
    held = json.loads(answer.content)

    assert list(held) == [
        "person", "memberships", "steps", "beneficiaries", "contributions", "claims", "papers", "consents", "merges",
        "looks",
    ]  # fmt: skip
    assert held["person"][0]["citizen_id"] == citizen.display(NUMBER)
    assert [one["amount"] for one in held["contributions"]] == ["365.00"]
    (claim,) = held["claims"]
    assert (claim["amount"], claim["paid"], claim["paid_on"]) == ("500.00", "500.00", "2013-02-01")
    assert [one["version"] for one in held["consents"]] == ["1"]
    (entry,) = looks.of(gone.person, looks.TOOK_OUT)
    assert (entry.by, entry.facts) == (secretary, {"way": "JSON"})


@needs_pdftotext
def test_the_paper_says_the_same_in_thai(fund, gone, secretary):
    paper = text_of(signed_in(secretary).get(data("data-paper", fund, gone)).content)

    for said in (citizen.display(NUMBER), "นายลูก ใจดี", "365.00", "12 กรกฎาคม 2493", "เงินสัจจะ", "คำขอ"):
        assert said in paper


@needs_pdftotext
def test_the_person_gets_a_paper_of_who_looked_and_why(fund, gone, secretary, chair):
    looks.reveal(gone.person, fund=fund, reason="แจ้งธนาคาร", key=gone.person.claims.get().key, by=chair)
    signed_in(secretary).get(reverse("members:register", args=[fund.code]), {"state": "all", "format": "csv"})

    paper = text_of(signed_in(secretary).get(data("looks-paper", fund, gone)).content)

    for said in ("แจ้งธนาคาร", str(chair), "ดูเลขประจำตัวประชาชนแบบเต็ม", "นำออกเป็นไฟล์"):
        assert said in paper


def test_what_one_fund_holds_is_not_given_by_another(fund, other_fund, gone, stranger):
    theirs = Membership.objects.create(
        fund=other_fund, person=gone.person, applied_on=TODAY, joined_on=TODAY, tenure_from=TODAY, number=77
    )
    held = json.loads(signed_in(stranger).get(data("data-file", other_fund, theirs)).content)

    assert ([one["number"] for one in held["memberships"]], held["claims"], held["consents"]) == ([77], [], [])


def test_a_member_with_an_open_claim_is_not_erased_and_the_page_says_why(fund, member, claim, secretary):
    with pytest.raises(erasure.CannotErase) as refusal:
        erasure.erase(member.person, fund=fund, reason="ขอเอง", on=TODAY, by=secretary)
    page = signed_in(secretary).get(data("erasure", fund, member))

    assert len(refusal.value.reasons) == 2
    assert all(reason in words(page) for reason in refusal.value.reasons)


def test_who_left_lately_is_kept_as_long_as_the_accounts(fund, gone):
    assert erasure.refusals(gone.person, date(2024, 3, 1)) == ["ต้องเก็บบัญชีไว้ถึง1 มีนาคม 2567"]
    assert erasure.refusals(gone.person, date(2024, 3, 2)) == []


def test_an_erased_person_is_a_pseudonym_and_the_books_are_as_they_were(fund, gone, secretary):
    totals = list(FundTotal.objects.order_by("pk").values())
    (file,) = gone.person.claims.get().files.all()
    vouchers = list(Voucher.objects.values())

    signed_in(secretary).post(data("erasure", fund, gone), {"reason": "ครบกำหนด", "key": str(uuid4())})

    person = Person.objects.get(pk=gone.person_id)
    assert (person.name, person.search) == (f"สมาชิก #{person.pk}", f"สมาชิก #{person.pk}")
    assert (person.citizen_id, person.citizen_hash, person.citizen_last4, person.phone, person.address()) == (
        "", None, "", "", "",
    )  # fmt: skip
    assert (person.born_on, person.is_birth_year_only, person.erased_on) == (date(1950, 1, 1), True, TODAY)
    assert [heir.name for heir in gone.beneficiaries.all()] == ["ผู้รับผลประโยชน์"]
    assert list(FundTotal.objects.order_by("pk").values()) == totals
    assert list(Voucher.objects.values()) == vouchers
    assert funds.books.faults(fund.province) + members.books.faults(fund.province) == []
    assert list(trail.faults()) == []
    assert not list(Person.objects.with_citizen_id(NUMBER))
    assert file.attachment.withdrawal.reason == "ครบกำหนด"


def test_the_bytes_of_health_papers_are_gone_with_the_person(fund, gone, secretary, django_capture_on_commit_callbacks):
    (file,) = gone.person.claims.get().files.all()
    place = media.path_of(file.attachment.address)
    before = place.exists()
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(gone.person, fund=fund, reason="ครบกำหนด", on=TODAY, by=secretary)

    assert (before, place.exists()) == (True, False)


def test_the_database_lets_no_erased_person_keep_an_address(fund, gone, secretary):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=gone.person_id).update(erased_on=TODAY)


def test_what_is_over_its_term_is_reported_then_done(fund, gone, member, secretary):
    said = StringIO()
    call_command("retention", stdout=said)
    with pytest.raises(CommandError, match="--do needs --by"):
        call_command("retention", "--do")
    call_command("retention", "--do", "--by", secretary.username, stdout=said)
    call_command("retention", stdout=said)

    assert said.getvalue().splitlines() == [
        "health papers: 1 over the term", "people: 1 over the term",
        "health papers: 1 done", "people: 1 done",
        "health papers: 0 over the term", "people: 0 over the term",
    ]  # fmt: skip
    assert Person.objects.get(pk=member.person_id).erased_on is None


def test_papers_whose_consent_was_withdrawn_go_after_a_month(fund, claim, secretary):
    make_claim_file(claim, by=secretary)
    consent = claim.person.consents.get()
    consents.withdraw(consent, on=date(2026, 1, 1), by=secretary)

    assert [retention.due(day)[0].count for day in (date(2026, 1, 31), date(2026, 2, 1))] == [0, 1]
