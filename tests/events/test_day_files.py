"""Papers and photographs of an assembly: kept as they were, shown to whom they may be shown."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from events.models import DayFile, DayFileWithdrawal
from tests.cast import signed_in

from .factories import make_assembly


@pytest.fixture
def assembly(province, province_admin):
    return make_assembly(province, by=province_admin)


def photo(colour="teal"):
    made = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, "JPEG")
    return SimpleUploadedFile("หมู่.jpg", made.getvalue(), "image/jpeg")


def send(user, assembly, *files, **facts):
    sent = {"key": str(uuid4()), "papers": list(files), "caption": "ถ่ายภาพหมู่"} | facts
    return signed_in(user).post(reverse("events:files", args=["phuket", assembly.pk]), sent)


def public(assembly, file):
    return Client().get(reverse("events:day-file", args=[assembly.code, file.address]))


def test_a_photograph_for_everyone_is_shown_on_the_day_and_one_for_the_office_is_not(assembly, province_admin):
    send(province_admin, assembly, photo(), is_public="on")
    send(province_admin, assembly, photo("navy"), caption="ลายมือชื่อ")

    for_all, for_office = DayFile.objects.order_by("pk")
    day = Client().get(reverse("events:day", args=[assembly.code])).content.decode()
    answers = [public(assembly, file).status_code for file in (for_all, for_office)]
    assert ("ถ่ายภาพหมู่" in day, "ลายมือชื่อ" in day, answers) == (True, False, [200, 404])
    assert public(assembly, for_all).headers["Content-Type"] == "image/jpeg"


def test_a_double_click_keeps_a_file_once(assembly, province_admin):
    key = str(uuid4())
    for _click in range(2):
        send(province_admin, assembly, photo(), key=key)

    assert DayFile.objects.count() == 1


def test_a_file_taken_back_is_shown_to_nobody(assembly, province_admin):
    send(province_admin, assembly, photo(), is_public="on")
    file, client = DayFile.objects.get(), signed_in(province_admin)
    client.post(reverse("events:file-taking-back", args=["phuket", file.address]), {"reason": "คนในภาพไม่ยินยอม"})

    office = client.get(reverse("events:file", args=["phuket", file.address]))
    assert (public(assembly, file).status_code, office.status_code, DayFileWithdrawal.objects.get().reason) == (
        404, 404, "คนในภาพไม่ยินยอม",
    )  # fmt: skip


def test_an_officer_looks_and_does_not_send(assembly, province_officer):
    answer = send(province_officer, assembly, photo())

    assert (answer.status_code, DayFile.objects.count()) == (200, 0)
