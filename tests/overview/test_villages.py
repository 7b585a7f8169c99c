"""Members beside the people of their villages: shares with their year and source, the last number of a year counts."""

from base64 import b64encode
from typing import Any
from uuid import uuid4
from zlib import compress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funds import village_files, villages
from funds.kept_file import LONGEST_KEPT
from funds.models import Branch, VillagePopulation
from tests.cast import signed_in
from tests.factories import make_branch, make_member
from tests.pages import figures_behind, tables
from welfare.sheets import Grid, open_file

PAGE = "/province/phuket/villages/"


@pytest.fixture
def two_villages(fund, secretary):
    """Two members among forty people in one village; one member in another that nobody counted."""
    shore, hill = make_branch(fund), make_branch(fund, "บ้านบนเขา", 3)
    for branch in (shore, shore, hill):
        make_member(fund, by=secretary, branch=branch)
    count(fund, shore, 50, year=2559, by=secretary)
    count(fund, shore, 40, year=2560, by=secretary)
    return shore, hill


def count(fund, branch, people, *, year, by):
    return villages.record(fund, {branch: people}, year=year, source="สำนักทะเบียน", key=uuid4(), by=by)


def test_a_fund_is_its_counted_villages_and_opens_into_them(two_villages, province_officer):
    reader = signed_in(province_officer)
    page = reader.get(PAGE, {"as_of": "2018-01-01"})

    rows = {row[0]: row[1:] for row in tables(page)[0]}
    assert rows["ราไวย์"] == rows["ทุกกองทุน"] == ["1", "2", "40", "5.0 %"]
    behind = next(url for words, url in figures_behind(page) if words == "40")
    inside = reader.get(behind)
    assert tables(inside)[0][1:] == [
        ["ศูนย์บ้านชายทะเล", "2", "40", "5.0 %", "2560", "สำนักทะเบียน"], ["บ้านบนเขา", "1", "–", "–", "–", "–"],
    ]  # fmt: skip
    for words, url in figures_behind(inside):
        assert words == f"{reader.get(url).context['page'].paginator.count}"


def test_an_earlier_day_is_reckoned_of_the_number_known_then(two_villages, province_officer):
    page = signed_in(province_officer).get(PAGE, {"as_of": "2016-12-31"})

    assert tables(page)[0][-1][1:] == ["1", "0", "50", "0.0 %"]


def test_the_people_are_entered_for_all_villages_at_once_and_once(two_villages, fund, secretary):
    shore, hill = two_villages
    form = {"key": uuid4(), "year": "2561", "source": "อบต.", f"branch_{shore.pk}": "80", f"branch_{hill.pk}": ""}
    reader = signed_in(secretary)
    for _twice in range(2):
        assert reader.post("/funds/rawai/villages/new/", form).status_code == 302

    assert {pk: one.people for pk, one in villages.latest(fund, 2561).items()} == {shore.pk: 80}
    assert VillagePopulation.objects.count() == 3


@pytest.mark.parametrize("typed", [{"year": "2700"}, {"source": ""}, {"people": "-1"}, {"people": ""}])
def test_a_wrong_number_is_named_and_nothing_is_kept(two_villages, secretary, typed):
    shore, _hill = two_villages
    form = {"key": uuid4(), "year": "2561", "source": "อบต.", "people": "80"} | typed
    form[f"branch_{shore.pk}"] = form.pop("people")
    page = signed_in(secretary).post("/funds/rawai/villages/new/", form)

    assert (bool(page.context["form"].errors), VillagePopulation.objects.count()) == (True, 2)


def test_the_page_asks_the_same_of_one_village_and_of_three(
    two_villages, fund, secretary, province_officer, django_assert_num_queries
):
    reader = signed_in(province_officer)
    for _time in range(2):
        with django_assert_num_queries(5):
            reader.get(PAGE)
        for number in (4, 5):
            count(fund, make_branch(fund, f"หมู่ {number} {_time}", number), 10, year=2560, by=secretary)


def test_what_was_counted_stays_as_it_was_entered(two_villages):
    rows = VillagePopulation.objects.all()
    for act in (lambda: rows.update(people=1), lambda: rows._raw_delete("default")):
        with pytest.raises(IntegrityError, match="people of a village"), transaction.atomic():
            act()


def test_a_fund_without_branches_says_so(province_officer):
    assert "กองทุนนี้ยังไม่มีสาขา" in signed_in(province_officer).get("/funds/rawai/villages/").content.decode()


FILE = "/funds/rawai/villages/file/"
HEADINGS = "หมู่ที่,หมู่บ้านหรือชุมชน,จำนวนประชากร (คน),ปี พ.ศ.,ที่มาของข้อมูล"


def chosen(client, *rows, key=None):
    """Choose a CSV file of these rows; give the page that reads it back, and what it keeps."""
    content = "\n".join((HEADINGS, *rows)).encode("utf-8-sig")
    file = SimpleUploadedFile("หมู่บ้าน.csv", content, content_type="text/csv")
    page = client.post(FILE, {"key": key or str(uuid4()), "file": file})
    return page, page.context["kept"]


def on_record():
    return sorted(VillagePopulation.objects.values_list("branch__name", "year", "people", "source"))


def test_a_file_is_shown_and_then_taken_in_whole_and_once_with_its_new_villages(two_villages, secretary):
    client, before = signed_in(secretary), on_record()
    page, kept = chosen(
        client,
        "3,บ้านบนเขา,120,๒๕๖๐,สำนักทะเบียน",
        ",ศูนย์บ้านชายทะเล,41,2561,อบต.",
        "7,บ้านใหม่,80,2561,อบต.",
        "8,บ้านว่าง,,2561,",
    )

    assert [(row[0], row[1]) for row in tables(page)[0][1:]] == [
        ("บ้านบนเขา", "120"), ("ศูนย์บ้านชายทะเล", "41"), ("บ้านใหม่ หมู่บ้านใหม่", "80"),
    ]  # fmt: skip
    assert page.context["found"].left_out == [(5, "บ้านว่าง")]
    assert on_record() == before
    for _twice in range(2):
        assert client.post(FILE, kept | {"step": "save"})["Location"] == "/funds/rawai/villages/"
    assert [row for row in on_record() if row not in before] == [
        ("บ้านบนเขา", 2560, 120, "สำนักทะเบียน"), ("บ้านใหม่", 2561, 80, "อบต."), ("ศูนย์บ้านชายทะเล", 2561, 41, "อบต."),
    ]  # fmt: skip
    assert Branch.objects.get(name="บ้านใหม่").moo == 7


@pytest.mark.parametrize(
    ("row", "meant"),
    [
        (",ศูนย์บ้านชายทะเล,44,2560,อบต.", "มีบันทึกอยู่แล้ว 40 คน"),
        ("3,บ้านบนเขา,7,2561,ก", "แถวที่ 2 มีหมู่บ้านและปีนี้แล้ว"),
        ("9,บ้านอื่น,7,2600,ก", "ตั้งแต่ 2400"),
        ("9,บ้านอื่น,เจ็ด,2561,ก", "กรอกเป็นจำนวนเต็ม"),
        ("9,บ้านอื่น,7,2561,", "ช่องนี้ว่าง"),
    ],
)
def test_a_wrong_row_is_named_and_none_of_the_file_is_taken_in(two_villages, secretary, row, meant):
    client, before = signed_in(secretary), on_record()
    page, kept = chosen(client, "3,บ้านบนเขา,120,2561,สำนักทะเบียน", row)

    assert [(fault.row, meant in fault.meant) for fault in page.context["found"].faults] == [(3, True)]
    client.post(FILE, kept | {"step": "save"})
    assert on_record() == before


def test_a_file_without_a_column_says_which(two_villages, secretary):
    file = SimpleUploadedFile("x.csv", "หมู่บ้าน,ประชากร\nบ้านบนเขา,12\n".encode())
    page = signed_in(secretary).post(FILE, {"key": str(uuid4()), "file": file})

    assert page.context["found"].missing == ["ปี พ.ศ.", "แหล่งที่มาของจำนวนประชากร"]


def test_a_page_that_brings_back_too_large_a_file_is_told_so_in_the_words_of_villages(fund, secretary):
    kept = b64encode(compress(bytes(8 * LONGEST_KEPT + 1))).decode()
    page = signed_in(secretary).post(FILE, {"key": str(uuid4()), "kept": kept, "name": "x.csv", "step": "save"})

    assert page.context["form"].errors == {"file": ["ไฟล์นี้ใหญ่เกินไป ให้เหลือเฉพาะรายชื่อหมู่บ้าน"]}


def test_the_sheet_to_begin_with_names_the_villages_and_is_read_as_it_is(two_villages, fund, secretary):
    sent: Any = signed_in(secretary).get("/funds/rawai/villages/template/")
    empty = b"".join(sent.streaming_content)
    found = village_files.understand(fund, open_file(empty), this_year=2570)

    assert (found.missing, found.faults, found.entries) == ([], [], [])
    assert [words for _row, words in found.left_out] == ["ศูนย์บ้านชายทะเล", "บ้านบนเขา"]


def test_a_village_counted_meanwhile_is_not_counted_twice(two_villages, fund, secretary):
    _shore, hill = two_villages
    entries = village_files.understand(
        fund, Grid([tuple(HEADINGS.split(",")), ("3", "บ้านบนเขา", "5", "2561", "ก")]), this_year=2561
    ).entries
    count(fund, hill, 9, year=2561, by=secretary)

    with pytest.raises(villages.AlreadyCounted):
        villages.take_in(fund, entries, file_name="x.csv", key=uuid4(), by=secretary)


COUNTED = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2), st.none() | st.integers(1, 999)), max_size=5)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(found=COUNTED)
def test_the_villages_add_up_to_their_fund_and_the_funds_to_the_province(
    fund, other_fund, secretary, province_officer, found
):
    with transaction.atomic():
        funds = (fund, other_fund)
        for number, (which, members, people) in enumerate(found):
            branch = make_branch(funds[which], f"บ้าน {number}", number + 1)
            for _member in range(members):
                make_member(funds[which], by=secretary, branch=branch)
            if people is not None:
                count(funds[which], branch, people, year=2561, by=secretary)
        reader = signed_in(province_officer)
        rows = {row[0]: [number_of(cell) for cell in row[1:4]] for row in tables(reader.get(PAGE))[0][1:]}

        for which, one in enumerate(funds):
            inside = [(members, people) for at, members, people in found if at == which and people is not None]
            summed = [len(inside), sum(members for members, _people in inside), sum(people for _m, people in inside)]
            assert rows[one.short_name] == summed
        whole = rows.pop("ทุกกองทุน")
        assert whole == [sum(row[at] for row in rows.values()) for at in range(3)]
        transaction.set_rollback(True)


def number_of(cell):
    return int(cell.replace(",", "").replace("–", "0") or 0)
