"""Consent to health papers: asked by version, by a guardian for children, withdrawn; and who sees causes."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from funds.models import Attachment
from members import claim_papers, consents, looks
from members.models import ClaimFile, Consent, Consenter, ConsentWithdrawal, Person, consenter
from tests.cast import signed_in
from tests.factories import make_claim_file, make_consent, pay
from welfare.uploads import JPEG, Upload

from .claiming import DAY, LATELY, TODAY, calculate, filled, hospital, url, written
from .pages import faults, words
from .test_claim_papers import photo


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    ("born_on", "who"),
    [
        (None, Consenter.OWN),
        (date(2016, 5, 2), Consenter.GUARDIAN),
        (date(2016, 5, 1), Consenter.BOTH),
        (date(2006, 5, 2), Consenter.BOTH),
        (date(2006, 5, 1), Consenter.OWN),
    ],
)
def test_below_ten_a_parent_agrees_below_twenty_both_then_the_person(born_on, who):
    assert consenter(born_on, date(2026, 5, 1)) == who


def test_a_consent_keeps_its_text_and_day_and_is_given_once(fund, claim, secretary):
    first, again = make_consent(claim, by=secretary), make_consent(claim, by=secretary)

    assert first == again
    assert (first.version, first.consenter, first.guardian, first.by) == ("1", "own", "", secretary)


def test_a_child_needs_its_parent_by_name(fund, claim, secretary):
    Person.objects.filter(pk=claim.person_id).update(born_on=date(TODAY.year - 8, 1, 1))
    client, page = signed_in(secretary), url("claim-consent", fund, claim.pk)

    without = client.post(page, {"key": str(uuid4()), "consent": "on"})
    client.post(page, {"key": str(uuid4()), "consent": "on", "guardian": "นางแม่ ใจดี"})

    assert faults(without) == ["guardian"]
    (given,) = Consent.objects.all()
    assert (given.consenter, given.guardian) == ("guardian", "นางแม่ ใจดี")


def test_no_copy_of_a_health_paper_is_kept_without_consent_but_the_original_may_be_seen(fund, claim, secretary):
    client, page = signed_in(secretary), url("claim-papers", fund, claim.pk)

    refused = client.post(page, {"key": str(uuid4()), "photos": photo()})
    with pytest.raises(consents.ConsentMissing):
        claim_papers.attach(claim, [Upload("ก.jpg", JPEG, b"x")], key=uuid4(), by=secretary)
    claim_papers.tick(claim, ["ใบรับรองแพทย์"], on=TODAY, by=secretary)
    client.post(page, {"key": str(uuid4()), "photos": photo(), "consent": "on"})

    assert (faults(refused), claim_papers.files_of(claim).count()) == (["consent"], 1)


def test_consent_is_asked_while_an_illness_is_claimed(fund, member, rules, secretary):
    client, page = signed_in(secretary), hospital(fund, member)
    until = written(LATELY + 2 * DAY)
    shown = calculate(client, page, until_on=until)
    client.post(page, filled(shown, until_on=until) | {"consent": "on", "step": "save"})

    assert consents.standing(member.person, fund) is not None
    assert "consent" not in client.get(hospital(fund, member)).context["form"].fields


def test_after_a_withdrawal_nobody_sees_the_papers(fund, claim, secretary, chair):
    file = make_claim_file(claim, by=secretary)
    consent = make_consent(claim, by=secretary)  # the one that stands already
    address = url("claim-file", fund, claim.pk, file.address)
    before = signed_in(chair).get(address).status_code

    signed_in(secretary).post(url("consent-withdrawal", fund, consent.pk), {"key": str(uuid4())})

    assert (before, signed_in(chair).get(address).status_code) == (200, 404)
    assert (list(claim_papers.files_of(claim)), Attachment.objects.filter(pk=file.pk).count()) == ([], 1)
    assert consents.standing(claim.person, fund) is None


def test_causes_and_health_papers_are_for_those_who_file_decide_and_pay(
    fund, claim, secretary, chair, treasurer, auditor, province_officer
):
    file = make_claim_file(claim, by=secretary)
    address = url("claim-file", fund, claim.pk, file.address)
    readers = {"chair": chair, "treasurer": treasurer, "auditor": auditor, "officer": province_officer}

    seen = {name: signed_in(user).get(address).status_code for name, user in readers.items()}
    page = signed_in(auditor).get(url("claim", fund, claim.pk))

    assert seen == {"chair": 200, "treasurer": 200, "auditor": 403, "officer": 200}
    assert (page.context["facts"], page.context["files"], page.context["papers"]) == ([], [], [])
    assert "500.00" in words(page)


def test_the_province_sees_causes_only_while_it_may_stand_in(fund, approved, chair, treasurer, province_officer):
    file = make_claim_file(approved, by=treasurer)
    address = url("claim-file", fund, approved.pk, file.address)
    before = signed_in(province_officer).get(address).status_code
    pay(approved, by=treasurer, on=LATELY)

    assert (before, signed_in(province_officer).get(address).status_code) == (200, 403)


def test_who_looked_is_written_down_once_a_day(fund, claim, secretary, chair):
    file = make_claim_file(claim, by=secretary)
    client = signed_in(chair)
    for _times in range(2):
        client.get(url("claim", fund, claim.pk))
        client.get(url("claim-file", fund, claim.pk, file.address))

    told = [(entry.by, entry.facts) for entry in looks.of(claim.person, looks.SAW_CAUSE)]
    opened = [(entry.by, entry.facts) for entry in looks.of(claim.person, looks.OPENED_PAPER)]
    assert told == [(chair, {"claim": str(claim)})]
    assert opened == [(chair, {"claim": str(claim), "paper": file.name})]


@pytest.mark.parametrize("model", [Consent, ConsentWithdrawal])
def test_the_database_keeps_consents_and_withdrawals(fund, claim, secretary, model):
    consents.withdraw(make_consent(claim, by=secretary), on=TODAY, by=secretary)

    with pytest.raises(IntegrityError, match="is never"), transaction.atomic():
        model.objects.all()._raw_delete("default")
    with pytest.raises(IntegrityError, match="is never"), transaction.atomic():
        model.objects.update(by=secretary)


def test_the_database_keeps_no_health_paper_without_consent(fund, claim, secretary):
    file = make_claim_file(claim, by=secretary)
    consents.withdraw(make_consent(claim, by=secretary), on=TODAY, by=secretary)
    other = Attachment.objects.create(
        key=uuid4(), fund=fund, name="ก.jpg", kind=file.kind, size=1, sha256="0" * 64, by=secretary
    )

    with pytest.raises(IntegrityError, match="kept by consent"), transaction.atomic():
        ClaimFile.objects.create(claim=claim, attachment=other)
