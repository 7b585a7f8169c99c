import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from funds import attachments
from tests.cast import signed_in
from tests.factories import MAY_DAY, approve, give, make_claim, make_outsider, make_proof, pay
from welfare import media


@pytest.fixture
def voucher(fund, secretary, chair, treasurer):
    give(fund, "10000.00", by=treasurer)
    claim = make_claim(fund, by=secretary, person=make_outsider())
    approve(claim, by=chair)
    return pay(claim, by=treasurer, on=MAY_DAY).voucher


def photo(name="บิลค่ารถ.jpg"):
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "blue").save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


def at(page, voucher, *more):
    return reverse(f"members:{page}", args=[voucher.fund.code, voucher.pk, *more])


def test_a_photo_sent_to_a_voucher_is_shown_there_with_who_sent_it(voucher, treasurer):
    client = signed_in(treasurer)
    key = str(uuid4())

    answers = [
        client.post(at("voucher-proof-new", voucher), {"key": key, "proofs": [photo()]}, follow=True) for _ in range(2)
    ]

    kept = attachments.proofs_of(voucher).get()
    page = answers[0].content.decode()
    shown = [kept.name, at("voucher-proof", voucher, kept.address), str(treasurer)]
    assert [words for words in shown if words not in page] == []


def test_a_file_is_given_to_its_fund_as_a_picture_that_runs_nothing(voucher, treasurer, auditor):
    signed_in(treasurer).post(at("voucher-proof-new", voucher), {"key": str(uuid4()), "proofs": [photo()]})
    kept = attachments.proofs_of(voucher).get()

    answer = signed_in(auditor).get(at("voucher-proof", voucher, kept.address))

    with Image.open(io.BytesIO(answer.content)) as seen:
        assert (seen.format, seen.size) == ("JPEG", (60, 40))
    assert {name: answer.headers[name] for name in ("Content-Type", "Content-Security-Policy", "Cache-Control")} == {
        "Content-Type": "image/jpeg",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=UTF-8''%E0")


def test_a_file_of_another_voucher_or_one_taken_back_or_lost_is_not_found(voucher, treasurer):
    client = signed_in(treasurer)
    kept, lost = make_proof(voucher, by=treasurer), make_proof(voucher, by=treasurer, name="หาย.jpg")
    media.path_of(lost.address).unlink()
    client.post(at("voucher-proof-taking-back", voucher, kept.address), {"reason": "ผิดบิล"})

    found = [
        client.get(at("voucher-proof", voucher, each)).status_code for each in (kept.address, lost.address, uuid4())
    ]

    assert found == [404, 404, 404]


def test_a_file_that_is_no_photo_is_refused_by_its_name_and_nothing_is_kept(voucher, treasurer):
    wrong = SimpleUploadedFile("โปรแกรม.jpg", b"MZ not a photo", "image/jpeg")

    answer = signed_in(treasurer).post(at("voucher-proof-new", voucher), {"key": str(uuid4()), "proofs": [wrong]})

    assert ("โปรแกรม.jpg" in answer.content.decode(), list(attachments.proofs_of(voucher))) == (True, [])


def test_a_request_that_says_nothing_of_its_length_is_read(voucher, treasurer):
    answer = signed_in(treasurer).get(at("voucher", voucher), CONTENT_LENGTH="")

    assert (answer.status_code, str(voucher) in answer.content.decode()) == (200, True)


def test_a_request_larger_than_any_form_is_refused_unread(voucher, treasurer, settings):
    settings.REQUEST_BYTES_MAX = 1000

    answer = signed_in(treasurer).post(at("voucher-proof-new", voucher), {"key": str(uuid4()), "words": "ก" * 2000})

    assert answer.status_code == 413
