from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from members import claim_papers
from members.models import Claim, ClaimFile, PaperSeen
from tests.cast import signed_in
from tests.factories import make_claim, make_claim_file, make_member

from .claiming import DAY, LATELY, TODAY, file_with, hospital, url


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def hospital_claim(fund, member, rules, secretary):
    file_with(signed_in(secretary), hospital(fund, member), LATELY + 2 * DAY)
    return Claim.objects.get()


def photo():
    made = BytesIO()
    picture = Image.new("RGB", (40, 30), "teal")
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    picture.save(made, "JPEG", exif=exif)
    return SimpleUploadedFile("ใบรับรอง.jpg", made.getvalue(), content_type="image/jpeg")


def test_originals_are_ticked_while_filing_and_the_rest_later(fund, member, rules, secretary):
    client, page = signed_in(secretary), hospital(fund, member)
    asked = [name for name, _label in client.get(page).context["form"].fields["originals"].choices]
    file_with(client, page, LATELY + 2 * DAY, originals=asked[:1])
    claim = Claim.objects.get()

    left = [
        name for name, _label in client.get(url("claim-papers", fund, claim.pk)).context["form"].fields["seen"].choices
    ]
    client.post(url("claim-papers", fund, claim.pk), {"key": str(uuid4()), "seen": left[:1]})

    assert left == [paper for paper in claim_papers.required(claim) if paper != asked[0]]
    assert [(seen.paper, seen.by, seen.on) for seen in claim_papers.seen(claim)] == [
        (asked[0], secretary, TODAY), (left[0], secretary, TODAY)
    ]  # fmt: skip


def test_a_proxy_brings_papers_of_their_own(fund, member, rules, secretary):
    file_with(signed_in(secretary), hospital(fund, member), LATELY + 2 * DAY, proxy="นายแทน มาดี")
    claim = Claim.objects.get()

    assert claim.facts["proxy"] == "นายแทน มาดี"
    assert set(claim_papers.required(claim)) > set(claim_papers.required(make_claim_without_proxy(claim)))


def make_claim_without_proxy(claim):
    claim.facts = {}
    return claim


def test_a_photo_is_attached_without_its_secrets_and_shown_to_the_fund_alone(
    fund, hospital_claim, secretary, chair, stranger
):  # fmt: skip
    client, page = signed_in(secretary), url("claim-papers", fund, hospital_claim.pk)
    client.post(page, {"key": str(uuid4()), "photos": photo(), "consent": "on"})
    (file,) = claim_papers.files_of(hospital_claim)
    address = url("claim-file", fund, hospital_claim.pk, file.address)

    shown = signed_in(chair).get(address)

    assert (shown.status_code, shown.headers["Content-Type"], b"secret place" in shown.content) == (
        200, "image/jpeg", False
    )  # fmt: skip
    assert signed_in(stranger).get(address).status_code == 404
    assert address in client.get(url("claim", fund, hospital_claim.pk)).content.decode()


def test_a_file_of_another_claim_is_not_found_here(fund, hospital_claim, secretary):
    other = make_member(fund, by=secretary, first_name="แก้ว")
    file = make_claim_file(
        make_claim(fund, by=secretary, person=other.person, membership=other), by=secretary
    )  # fmt: skip

    assert signed_in(secretary).get(url("claim-file", fund, hospital_claim.pk, file.address)).status_code == 404


def test_a_file_taken_back_is_shown_no_more(fund, hospital_claim, secretary):
    file = make_claim_file(hospital_claim, by=secretary)
    client = signed_in(secretary)

    client.post(url("claim-file-taking-back", fund, hospital_claim.pk, file.address), {"reason": "ผิดคน"})

    assert client.get(url("claim-file", fund, hospital_claim.pk, file.address)).status_code == 404
    assert list(claim_papers.files_of(hospital_claim)) == []


def test_who_decides_is_told_which_originals_nobody_saw(fund, hospital_claim, chair):
    page = signed_in(chair).get(url("claim-decision", fund, hospital_claim.pk))

    assert page.context["unseen"] == list(claim_papers.required(hospital_claim))
    assert all(paper in page.content.decode() for paper in page.context["unseen"])


@pytest.mark.parametrize("model", [PaperSeen, ClaimFile])
def test_the_database_keeps_what_was_seen_and_attached(fund, hospital_claim, secretary, model):
    claim_papers.tick(hospital_claim, ["บัตรประชาชน"], on=TODAY, by=secretary)
    make_claim_file(hospital_claim, by=secretary)

    with pytest.raises(IntegrityError, match="is never"), transaction.atomic():
        model.objects.all()._raw_delete("default")
