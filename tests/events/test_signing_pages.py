import hashlib
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events import signing
from events.models import PaperEntry, Signature
from events.strategies import Signer
from tests.cast import signed_in
from tests.factories import make_user
from tests.pages import links

from .strategy_acts import (
    DAY,
    DRAWING,
    MOMENT,
    SIGNERS,
    TITLE,
    make_version,
    page,
    parties,
    photo,
)


@pytest.fixture
def version(province, province_admin):
    return make_version(province, by=province_admin)


@pytest.fixture
def admin(province_admin):
    return signed_in(province_admin)


def code_page(opened):
    return reverse("events:signing-link", args=[opened.token])


def test_a_chair_draws_a_signature_signed_in(province, province_admin, chair, fund):
    version = make_version(
        province, by=province_admin, signers=(Signer(fund.name_th, chair.display_name, "ประธาน", fund=fund),)
    )
    party, browser = parties(version)[0], signed_in(chair)
    url = reverse("events:signing", args=[party.pk])
    assert links(browser.get(reverse("events:signings")))[url] == TITLE

    browser.post(url, {"key": str(uuid4()), "drawing": DRAWING, "is_sure": "on"})

    made = Signature.objects.get()
    assert (made.way, made.hand, made.drawing, made.user) == ("account", "drawn", DRAWING, chair)
    assert "ลงนามเมื่อ" in browser.get(url).content.decode()


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"is_sure": "on"}, "กรุณาวาดลายมือชื่อในช่อง หรือกรอกชื่อและนามสกุล"),
        ({"typed": SIGNERS[0].person}, "กรุณากาเครื่องหมายว่าได้อ่านข้อความแล้ว"),
        ({"typed": "นางมาลี", "is_sure": "on"}, "กรุณากรอกชื่อให้ตรงตามนี้"),
        ({"drawing": "M0 0L9 9<script>", "is_sure": "on"}, "อ่านลายมือชื่อไม่ได้"),
        ({"drawing": DRAWING, "is_sure": "on", "is_delegated": "on"}, "การลงนามแทนต้องมีหนังสือมอบหมาย"),
    ],
)
def test_a_signature_that_lacks_something_is_not_taken(version, boxes, said):
    opened = signing.open_link(parties(version)[0], by=version.by, at=MOMENT.replace(year=2100))
    browser = Client()
    browser.post(code_page(opened), {"code": opened.code})

    answer = browser.post(code_page(opened), {"key": str(uuid4()), **boxes})

    shown = answer.content.decode()
    assert (said in shown, "9<script>" in shown, Signature.objects.count()) == (True, False, 0)


def test_a_link_asks_for_its_code_and_signs_once_without_scripts(version):
    party = parties(version)[0]
    opened = signing.open_link(party, by=version.by, at=MOMENT.replace(year=2100))
    browser, url = Client(), code_page(opened)

    before = browser.get(url).content.decode()
    wrong = browser.post(url, {"code": "000000" if opened.code != "000000" else "111111"})
    browser.post(url, {"code": opened.code})
    asked = browser.get(url).content.decode()
    browser.post(url, {"key": str(uuid4()), "typed": party.person, "is_sure": "on"})

    assert (version.sha256 in before, "รหัสไม่ถูกต้อง" in wrong.content.decode(), version.sha256 in asked) == (
        False, True, True,
    )  # fmt: skip
    assert [(each.way, each.hand) for each in Signature.objects.all()] == [("link", "typed")]
    assert "ลงนามเมื่อ" in Client().get(url).content.decode()


def test_a_code_given_in_one_browser_opens_nothing_in_another(version):
    opened = signing.open_link(parties(version)[0], by=version.by, at=MOMENT.replace(year=2100))
    Client().post(code_page(opened), {"code": opened.code})

    answer = Client().post(code_page(opened), {"key": str(uuid4()), "typed": SIGNERS[0].person, "is_sure": "on"})

    assert (Signature.objects.count(), "กรุณากรอกตัวเลขหกหลัก" in answer.content.decode()) == (0, True)


def test_an_invented_link_and_an_ended_one_say_the_same(version):
    party = parties(version)[0]
    old = signing.open_link(party, by=version.by, at=MOMENT.replace(year=2100))
    signing.open_link(party, by=version.by, at=MOMENT.replace(year=2100))
    answers = [Client().get(code_page(old)), Client().get(reverse("events:signing-link", args=["x" * 32]))]

    assert [(answer.status_code, "ลิงก์นี้ใช้ไม่ได้แล้ว" in answer.content.decode()) for answer in answers] == [
        (410, True), (404, True),
    ]  # fmt: skip


def test_a_signed_page_is_entered_by_one_and_confirmed_by_another(admin, version, province_officer):
    party = parties(version)[0]
    sent = {"key": str(uuid4()), "on": "14/8/2561", "photo": SimpleUploadedFile("p.jpg", photo().content)}
    admin.post(page("strategy-paper-new", version, party=party.pk), sent)
    entry = PaperEntry.objects.get()
    verdict = {"key": str(uuid4()), "verdict": "right"}
    url = page("strategy-paper", version, paper=entry.pk)

    own = admin.post(url, verdict)
    signed_in(province_officer).post(url, verdict)

    assert "ท่านเป็นผู้บันทึกหน้านี้" in own.content.decode()
    made = Signature.objects.get()
    assert (made.way, made.on, made.paper, made.confirmed_by) == ("paper", DAY, entry, province_officer)
    picture = signed_in(province_officer).get(
        reverse("events:strategy-file", args=[version.strategy.province.slug, entry.photo.address])
    )
    assert (picture["Content-Type"], hashlib.sha256(picture.content).hexdigest()) == ("image/jpeg", entry.photo.sha256)


def test_a_neighbour_who_is_named_nowhere_signs_nothing(version):
    browser = signed_in(make_user("nobody"))

    assert browser.get(reverse("events:signing", args=[parties(version)[0].pk])).status_code == 404
    assert "ไม่มีเอกสารที่รอท่านลงนาม" in browser.get(reverse("events:signings")).content.decode()
