from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from events import certificate_prints, certificates, checking, codes, pades
from events.certificates import Recipient
from events.checking import Verdict
from events.models import CertificateFile
from events.views import checking as pages
from tests.events.certificate_acts import ADDRESS, PASSPHRASE, make_certificate, write_key
from tests.factories import AUGUST

CHECK = reverse("events:certificate-check")


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return write_key(tmp_path_factory.mktemp("key"))


@pytest.fixture
def signing(key, settings):
    settings.SIGNING_KEY_FILE, settings.SIGNING_KEY_PASSPHRASE = str(key), PASSPHRASE


@pytest.fixture
def certificate(province, province_admin):
    return make_certificate(province, by=province_admin)


@pytest.fixture
def made(certificate):
    return certificate_prints.file_of(certificate)


@pytest.fixture(autouse=True)
def table(db):
    call_command("createcachetable", verbosity=0)
    cache.clear()


def page_of(code):
    return Client().get(reverse("events:certificate-state", args=[code]))


def text(answer):
    return answer.content.decode()


def send(content, name="เกียรติบัตร.pdf"):
    return Client().post(CHECK, {"file": SimpleUploadedFile(name, content, "application/pdf")})


def test_a_valid_certificate_says_to_whom_and_for_what(certificate):
    answer = page_of(certificate.code)

    assert answer.status_code == 200
    said = (
        "เกียรติบัตรใบนี้ใช้ได้",
        certificate.recipient,
        certificate.deed,
        "๑/๒๕๖๑",
        "14 สิงหาคม 2561",
        certificate.written_code,
    )
    assert [words for words in said if words not in text(answer)] == []


def test_a_replaced_one_says_by_which_why_and_when(certificate, province_admin):
    certificates.replace(
        certificate, Recipient("นายอาทิตย์ ทะเลสวย"), key=uuid4(), reason="สะกดชื่อผิด", on=AUGUST, signatories=[],
        address=ADDRESS, by=province_admin,
    )  # fmt: skip
    said = text(page_of(certificate.code))

    assert [words for words in ("มีใบใหม่แทนแล้ว", "2/2561", "สะกดชื่อผิด", "14 สิงหาคม 2561") if words not in said] == []
    assert ("ใบนี้ใช้ได้" in said, "ทะเลสวย" in said) == (False, False)


def test_a_withdrawn_one_keeps_its_page_with_reason_and_day(certificate, province_admin):
    certificates.withdraw(certificate, reason="ออกซ้ำสองใบ", on=AUGUST, by=province_admin)
    answer = page_of(certificate.code)

    assert answer.status_code == 200
    assert [words for words in ("ถูกเพิกถอน", "ออกซ้ำสองใบ", "14 สิงหาคม 2561") if words not in text(answer)] == []


def test_an_invented_code_gets_a_plain_answer(certificate):
    answer = page_of(codes.make())

    assert (answer.status_code, "ระบบไม่เคยออกเกียรติบัตรด้วยรหัสนี้" in text(answer)) == (404, True)
    assert certificate.recipient not in text(answer)


def test_a_code_with_a_slip_is_told_so_with_its_group(certificate):
    wrong = certificate.code[:5] + ("2" if certificate.code[5] != "2" else "3") + certificate.code[6:]
    by_address, typed = page_of(wrong), Client().get(CHECK, {"code": codes.written(wrong)})

    assert (by_address.status_code, typed.status_code) == (404, 200)
    assert ["รหัสกลุ่มที่ 2 มีตัวที่พิมพ์ผิด" in text(answer) for answer in (by_address, typed)] == [True, True]


@pytest.mark.parametrize("write", [str, str.lower, codes.written, lambda code: f"{ADDRESS}{code}/"])
def test_a_code_typed_in_any_way_leads_to_its_page(certificate, write):
    answer: Any = Client().get(CHECK, {"code": write(certificate.code)})

    assert answer.url == reverse("events:certificate-state", args=[certificate.code])


def test_a_code_with_dashes_in_the_address_leads_to_its_page(certificate):
    assert page_of(certificate.written_code.lower()).url == reverse("events:certificate-state", args=[certificate.code])


def test_who_tries_codes_is_slowed_down_and_a_true_one_still_answers(certificate):
    got = [page_of(codes.make()).status_code for _ in range(pages.TRIES_IN_A_MINUTE["code"] + 2)]

    assert (got.count(404), got[-2:]) == (pages.TRIES_IN_A_MINUTE["code"], [429, 429])
    assert page_of(certificate.code).status_code == 200


def test_the_file_as_issued_is_genuine(certificate, made):
    checked = checking.by_file(made)

    assert (checked.verdict, checked.certificate, checked.is_signed) == (Verdict.GENUINE, certificate, False)
    assert "เป็นไฟล์ที่ออกจากระบบนี้จริง" in text(send(made))


def test_a_file_with_one_changed_byte_is_not_ours(made):
    wrong = bytearray(made)
    wrong[len(wrong) // 2] ^= 1

    assert checking.by_file(bytes(wrong)).verdict == Verdict.UNKNOWN
    assert "ไม่ใช่ไฟล์ที่ออกจากระบบนี้" in text(send(bytes(wrong)))


@pytest.mark.parametrize("more", [b"\n", b"1 0 obj\n<<>>\nendobj\n%%EOF\n"])
def test_a_file_with_something_behind_it_is_told(certificate, made, more):
    checked = checking.by_file(made + more)

    assert (checked.verdict, checked.certificate) == (Verdict.CHANGED, certificate)
    assert "ไฟล์นี้ถูกแก้ไข" in text(send(made + more))


@pytest.mark.usefixtures("signing")
def test_a_signed_file_is_the_same_file_with_our_signature_behind_it(certificate, made):
    signed = pades.signed(made, reason="1/2561")
    checked = checking.by_file(signed)

    assert signed.startswith(made)
    assert b"/ETSI.CAdES.detached" in signed
    assert pades.holds(signed) is True
    assert (checked.verdict, checked.certificate, checked.is_signed) == (Verdict.GENUINE, certificate, True)


@pytest.mark.usefixtures("signing")
@pytest.mark.parametrize("spoil", [
    lambda signed, made: signed[: len(made)] + signed[len(made) :].replace(b"2561", b"2562"),
    lambda signed, made: signed + b"\n1 0 obj\n<<>>\nendobj\n%%EOF\n",
    lambda signed, made: signed[: len(made) // 2] + b"\0" + signed[len(made) // 2 + 1 :],
    lambda signed, made: signed[: len(made) + 400],
])  # fmt: skip
def test_a_signed_file_that_was_touched_is_told(made, spoil):
    signed = pades.signed(made, reason="1/2561")
    wrong = spoil(signed, made)

    assert wrong != signed
    assert checking.by_file(wrong).verdict == Verdict.CHANGED


def test_a_signature_of_another_key_is_told(made, tmp_path, settings, key):
    settings.SIGNING_KEY_PASSPHRASE = PASSPHRASE
    settings.SIGNING_KEY_FILE = str(write_key(tmp_path))
    theirs = pades.signed(made, reason="1/2561")
    settings.SIGNING_KEY_FILE = str(key)

    assert checking.by_file(theirs).verdict == Verdict.CHANGED


@pytest.mark.parametrize("content", [b"no pdf at all", b"%PDF-1.7\nbroken", b"%PDF-1.7\n%%EOF", b"PK\x03\x04"])
def test_what_is_no_certificate_is_told(content):
    assert checking.by_file(content).verdict in {Verdict.UNKNOWN, Verdict.CHANGED}
    assert send(content).status_code == 200


def test_a_wrong_passphrase_is_named(key, settings):
    settings.SIGNING_KEY_FILE, settings.SIGNING_KEY_PASSPHRASE = str(key), "another"

    with pytest.raises(pades.KeyNotReadable, match="passphrase"):
        pades.signed(b"%PDF-1.7", reason="")


def test_a_file_made_anew_by_a_newer_portal_is_genuine_too(certificate, made):
    newer = made.replace(b"%%EOF", b"% a newer one\n%%EOF")
    certificates.remember_file(certificate, newer)
    certificates.remember_file(certificate, newer)

    assert [checking.by_file(each).verdict for each in (made, newer)] == [Verdict.GENUINE] * 2
    assert CertificateFile.objects.filter(certificate=certificate).count() == 2


def test_the_home_page_leads_to_the_check(province):
    assert f'href="{CHECK}"' in text(Client().get(reverse("home")))
