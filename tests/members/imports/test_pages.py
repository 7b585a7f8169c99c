"""The pages: choose, see, take in, take back; nothing is lost on the way and nothing is done twice."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from members.imports import files
from members.models import Import, ImportFile, Membership
from tests.cast import signed_in
from tests.factories import make_contribution, make_import, make_import_file
from tests.members.pages import words
from tests.pages import tables
from welfare import sheets
from welfare.overview import chores

from .sheets_of_paper import csv, line


@pytest.fixture
def client(secretary):
    return signed_in(secretary)


def choose(client, fund, content, name="ทะเบียน.csv"):
    """Send a file and give the page of how it is understood."""
    sent = {"key": str(uuid4()), "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("members:import-new", args=[fund.code]), sent, follow=True)


def press(client, answer, step, **more):
    """Press a button of the page as it stands."""
    form = answer.context["form"]
    sent = {field.html_name: field.value() or "" for field in form if field.name != "anyway"}
    return client.post(answer.request["PATH_INFO"], sent | {"step": step} | more, follow=True)


def test_a_file_is_chosen_seen_and_taken_in(client, fund):
    seen = choose(client, fund, csv([line(1, "นางแก้ว ใจดี"), line(2, "นายเอก ใจดี")]))
    assert ("อ่านได้ครบทุกแถว" in words(seen), Membership.objects.count()) == (True, 0)

    taken = press(client, seen, "save")

    done = Import.objects.get()
    assert taken.redirect_chain == [(reverse("members:import", args=[fund.code, done.pk]), 302)]
    assert [row[0] for row in tables(taken)[0][1:]] == ["นางแก้ว ใจดี", "นายเอก ใจดี"]
    assert ImportFile.objects.count() == 0
    assert press(client, seen, "save").redirect_chain == taken.redirect_chain
    assert Membership.objects.count() == 2


def test_the_same_file_is_told_when_it_is_chosen_again(client, fund):
    content = csv([line(1, "นางแก้ว ใจดี")])
    press(client, choose(client, fund, content), "save")

    assert "โดย นางสาวมาลี ชาวเล" in words(choose(client, fund, content))


def test_faults_stand_on_one_page_and_in_the_same_sheet_with_marks(client, fund):
    seen = choose(client, fund, csv([line(1, "=1+1 ใจดี", joined="วันไหน")]))
    key = ImportFile.objects.get().key

    assert tables(seen)[0][1][:3] == ["2", "G วันที่สมัคร", "วันไหน"]
    sheet = client.get(reverse("members:import-marked", args=[fund.code, key]))
    rows = sheets.open_file(b"".join(sheet.streaming_content)).rows
    assert (rows[1][1], rows[1][6]) == ("=1+1 ใจดี", "วันไหน")
    assert str(rows[1][-1]).startswith("G วันที่สมัคร: ")
    assert "ยังไม่นำเข้า" in words(press(client, seen, "save"))
    assert Membership.objects.count() == 0


def test_columns_that_were_chosen_are_remembered_for_the_next_file(client, fund):
    def headed(name):
        return csv([(name, "15/1/2560")], ("ก", "ข"))

    seen = choose(client, fund, headed("นายเอก ใจดี"))
    assert "เลือกคอลัมน์" in words(seen)
    seen = press(client, seen, "read", **{"column-name": "ก", "column-joined_on": "ข"})
    press(client, seen, "save")

    assert "อ่านได้ครบทุกแถว" in words(choose(client, fund, headed("นายโท ใจดี")))


def test_doubles_by_name_are_taken_in_only_after_a_look(client, fund):
    seen = choose(client, fund, csv([line(1, "นางแก้ว ใจดี", card=""), line(2, "แก้ว ใจดี", card="")]))

    asked = press(client, seen, "save")
    assert (asked.context["form"].errors.keys(), Membership.objects.count()) == ({"anyway"}, 0)
    press(client, seen, "save", anyway="on")
    assert Membership.objects.count() == 2


def test_a_file_is_given_up(client, fund):
    press(client, choose(client, fund, csv([line(1, "นางแก้ว ใจดี")])), "give up")

    assert (ImportFile.objects.count(), Membership.objects.count()) == (0, 0)


def test_a_kept_file_tells_no_citizen_id_to_who_reads_the_database(client, fund):
    row = line(1, "นางแก้ว ใจดี")
    choose(client, fund, csv([row]))

    assert row[2].encode() not in bytes(ImportFile.objects.get().content)


def test_the_template_is_read_and_its_example_left_out(client, fund):
    answer = client.get(reverse("members:import-template", args=[fund.code]))

    seen = choose(client, fund, b"".join(answer.streaming_content), "แบบ.xlsx")
    assert (seen.context["found"].missing, seen.context["found"].faults, seen.context["found"].entries) == ((), [], [])
    assert (len(seen.context["found"].left_out), "แฟ้มนี้มีเพียงแถวตัวอย่าง" in words(seen)) == (1, True)


def test_a_file_is_taken_back_with_a_reason_or_what_rests_on_it_is_named(client, fund, secretary, treasurer):
    done = make_import(fund, by=secretary)
    url = reverse("members:import-taking-back", args=[fund.code, done.pk])
    make_contribution(Membership.objects.get(), by=treasurer)
    assert "เงินสัจจะ: 1" in words(client.get(url))

    other = make_import(fund, by=secretary, name="อาทิตย์ ยืนยง")
    url = reverse("members:import-taking-back", args=[fund.code, other.pk])
    taken = client.post(url, {"key": str(uuid4()), "reason": "ผิดไฟล์"}, follow=True)

    assert "ถอนคืนโดย นางสาวมาลี ชาวเล" in words(taken)
    assert Membership.objects.count() == 1


def test_the_list_asks_as_often_for_three_files_as_for_one(client, fund, secretary, django_assert_num_queries):
    url = reverse("members:imports", args=[fund.code])
    client.get(url)
    make_import(fund, by=secretary)
    with django_assert_num_queries(6):
        client.get(url)
    make_import(fund, by=secretary, name="อาทิตย์ ยืนยง")
    make_import(fund, by=secretary, name="จันทร์ ยืนยง")
    with django_assert_num_queries(6):
        client.get(url)


def test_an_empty_list_leads_to_choosing_a_file(client, fund):
    assert "ยังไม่มีการนำเข้าไฟล์" in words(client.get(reverse("members:imports", args=[fund.code])))


def test_how_far_the_work_is_is_told_to_the_page(client, fund):
    choose(client, fund, csv([line(1, "นางแก้ว ใจดี")]))

    answer = client.get(reverse("members:import-progress", args=[fund.code, ImportFile.objects.get().key]))

    assert answer.json() == {"done": 0, "total": 0}


def test_the_list_says_how_far_a_file_is_and_when_the_work_on_it_was_broken_off(client, fund, secretary, settings):
    file, url = make_import_file(fund, by=secretary), reverse("members:imports", args=[fund.code])
    with files.telling(file.key) as tell:
        tell(412, 738)
        place = settings.DATA_DIR / "progress" / f"{file.key}.json"
        moving = client.get(url).content.decode()
        os.utime(place, (0, 0))  # its process has ended since
        broken = client.get(url).content.decode()

    assert ["412 จาก 738 แถว" in page for page in (moving, broken, client.get(url).content.decode())] == [
        True, True, False,
    ]  # fmt: skip
    assert [("ลองใหม่" in page, str(secretary) in page) for page in (moving, broken)] == [(False, True), (True, True)]


def test_a_file_that_waits_for_a_week_is_forgotten_by_itself(fund, secretary):
    lately, long_ago = make_import_file(fund, by=secretary), make_import_file(fund, by=secretary)
    ImportFile.objects.filter(pk=long_ago.pk).update(at=timezone.now() - timedelta(days=8))

    assert chores.waiting_files(timezone.now()).words == "1 files that nobody took in forgotten"
    assert list(ImportFile.objects.all()) == [lately]
