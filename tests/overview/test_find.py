"""Finding somebody: at home by any part of the name, in the country by more of it, half hidden and written down."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext

from funds.founding import found
from funds.models import Province
from members import enrolment, looks, whereabouts
from members.models import EndReason, Person
from tests.cast import signed_in
from tests.factories import AUGUST, citizen_id, make_member, make_outsider, make_user
from tests.plans import read_whole
from welfare.models import LogEntry

WHY = "ขอย้ายมาเป็นสมาชิกที่ภูเก็ต"
PAGE = "/province/phuket/find/"
THERE = "เมืองพังงา · พังงา"
FUND = {
    "code": "takuapa", "name_th": "กองทุนสวัสดิการชุมชนเมืองตะกั่วป่า", "name_en": "Takua Pa", "short_th": "ตะกั่วป่า",
    "short_en": "Takua Pa", "authority_th": "เทศบาลเมืองตะกั่วป่า", "authority_en": "Takua Pa", "authority_kind": "town",
    "authority_since_be": "2555", "tambon_codes": "820501", "shares_tambon": "", "tile_column": "1", "tile_row": "1",
    "district_code": "8201", "district_th": "เมืองพังงา", "district_en": "Mueang Phangnga",
}  # fmt: skip


@pytest.fixture
def far(db):
    """A fund of another province with two members and one who has left; and a neighbour who is in no register."""
    province = Province.objects.create(code="82", slug="phangnga", name_th="พังงา", name_en="Phangnga")
    there, by = found(province, FUND, position=1), make_user("secretary.takuapa")
    make_member(there, by=by, first_name="สมชาย", last_name="ทะเลใหญ่", title="นาย", citizen_id=citizen_id(900201))
    make_member(there, by=by, first_name="วิสมชัย", last_name="มี", title="นาย")
    gone = make_member(there, by=by, first_name="สมชัย", last_name="กอ", title="นาย")
    enrolment.leave(gone, key=uuid4(), reason=EndReason.LEFT, on=AUGUST, by=by)
    make_outsider("สมชาติ", "นอกทะเบียน")
    return there


def looked(user, words, way="home", reason=""):
    answer = signed_in(user).post(PAGE, {"q": words, "way": way, "reason": reason})
    assert answer.status_code == 200
    return answer


def rows(answer):
    return [(row.name, row.fund, row.place, bool(row.url)) for row in answer.context.get("rows", ())]


def faults(answer):
    return {name: [str(words) for words in said] for name, said in answer.context["form"].errors.items()}


def entries():
    return [
        (entry.fund, entry.subject_pk, entry.facts)
        for entry in LogEntry.objects.filter(act=looks.LOOKED_FOR).order_by("pk")
    ]


def test_at_home_two_letters_are_enough_and_the_register_is_open(fund, other_fund, secretary, province_officer, far):
    one = make_member(fund, by=secretary, first_name="สมหญิง", last_name="ใจดี")
    make_member(other_fund, by=secretary, first_name="ประสม", last_name="ศรีดี", title="")

    answer = looked(province_officer, "สม")

    assert [(name, fund, is_open) for name, fund, _place, is_open in rows(answer)] == [
        ("ประสม ศรีดี", "ฉลอง", True), ("นางสมหญิง ใจดี", "ราไวย์", True),
    ]  # fmt: skip
    assert answer.context["rows"][1].url == reverse("members:member", args=["rawai", one.pk])
    assert entries() == []


def test_in_the_country_a_name_is_half_hidden_and_the_fund_can_read_who_looked(far, province_officer):
    answer = looked(province_officer, "สมชาย", "beginning", WHY)

    assert rows(answer) == [("สม… ทะ…", "ตะกั่วป่า", THERE, False)]
    assert "สมชาย ทะเลใหญ่" not in answer.content.decode()
    person = Person.objects.get(first_name="สมชาย")
    assert entries() == [(far.pk, person.pk, {"reason": WHY, "words": "สมชาย", "rows": 1})]


def test_a_beginning_may_reach_into_the_surname(far, province_officer):
    assert [name for name, *_rest in rows(looked(province_officer, "นายสมชัย กอ", "beginning", WHY))] == ["สม… ก…"]
    assert [name for name, *_rest in rows(looked(province_officer, "สมชาย ท", "beginning", WHY))] == ["สม… ทะ…"]


def test_whoever_begins_so_is_found_with_who_has_left_and_no_neighbour(far, province_officer):
    answer = looked(province_officer, "สมช", "beginning", WHY)

    assert [(row.name, row.state) for row in answer.context["rows"]] == [
        ("สม… ก…", gettext("no longer a member")), ("สม… ทะ…", gettext("member")),
    ]  # fmt: skip
    assert entries() == [(None, None, {"reason": WHY, "words": "สมช", "rows": 2})]


@pytest.mark.parametrize("way", ["home", "beginning", "part"])
def test_a_citizen_id_is_looked_up_and_written_down_by_its_last_four(far, province_officer, way):
    answer = looked(province_officer, citizen_id(900201), way, WHY)

    expected = [] if way == "home" else [("สม… ทะ…", "ตะกั่วป่า", THERE, False)]
    assert rows(answer) == expected
    assert citizen_id(900201) not in str(entries())
    assert len(entries()) == len(expected)


@pytest.mark.parametrize(
    ("words", "way", "reason", "named"),
    [
        ("ส", "home", "", "q"),
        ("สม", "beginning", WHY, "q"),
        ("สมชาย ใจ", "part", WHY, "q"),
        ("สมชาย", "beginning", "  ", "reason"),
        ("", "beginning", WHY, "q"),
        ("%%%", "beginning", WHY, None),
        ("สมชาย", "elsewhere", WHY, "way"),
    ],
)
def test_too_few_letters_and_no_reason_are_refused_with_words(far, province_officer, words, way, reason, named):
    answer = looked(province_officer, words, way, reason)

    assert list(faults(answer)) == ([named] if named else [])
    assert rows(answer) == []
    assert len(entries()) == (0 if named else 1)


def test_a_part_of_a_name_is_found_in_the_country_where_the_database_can(far, province_officer):
    answer = looked(province_officer, "มชา", "part", WHY)
    page = signed_in(province_officer).get(PAGE)

    can = whereabouts.can_look_for_parts()
    assert can is (connection.vendor == "postgresql")
    assert rows(answer) == ([("สม… ทะ…", "ตะกั่วป่า", THERE, False)] if can else [])
    assert list(faults(answer)) == ([] if can else ["q"])
    assert [value for value, _label in page.context["form"].fields["way"].choices] == [
        "home", "beginning", *(["part"] if can else []),
    ]  # fmt: skip


def test_without_the_index_of_parts_the_page_says_what_can_be_looked_for(far, province_officer):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {whereabouts.PARTS_OF_NAMES}")

    refused, page = looked(province_officer, "มชา", "part", WHY), signed_in(province_officer).get(PAGE)

    assert faults(refused) == {
        "q": [gettext("This database finds no part of a name in the whole country. Look for how the name begins.")]
    }
    assert gettext("In the whole country this database finds a name by how it begins, not by a part of it.") in (
        page.content.decode()
    )
    assert [name for name, *_rest in rows(looked(province_officer, "สมชาย", "beginning", WHY))] == ["สม… ทะ…"]


def test_where_too_many_have_a_name_nobody_is_shown(far, province_officer, monkeypatch):
    monkeypatch.setattr(whereabouts, "MOST", 1)

    answer = looked(province_officer, "สมช", "beginning", WHY)

    assert (rows(answer), list(faults(answer)), entries()) == ([], ["q"], [])


@pytest.mark.parametrize("way", ["home", "beginning", "part"])
def test_a_search_asks_the_same_few_queries_for_one_row_and_for_three(far, province_officer, way):
    browser, by, counted = signed_in(province_officer), make_user("clerk"), []
    for name in ("หนึ่ง", "สอง", "สาม"):
        make_member(far, by=by, first_name="สายสุดา", last_name=name)
        with CaptureQueriesContext(connection) as asked:
            browser.post(PAGE, {"q": "สายสุดา", "way": way, "reason": WHY})
        counted.append(len([each for each in asked if "SAVEPOINT" not in each["sql"]]))

    assert counted[0] == counted[2] <= 8


@pytest.mark.parametrize("way", ["home", "beginning", "part"])
def test_no_search_reads_all_names(far, province_officer, way):
    browser = signed_in(province_officer)
    with CaptureQueriesContext(connection) as asked:
        browser.post(PAGE, {"q": "สมชาย", "way": way, "reason": WHY})

    statements = [each["sql"] for each in asked]
    assert {sql: found for sql in statements if (found := read_whole(sql.replace("%", "%%"), ()))} == {}


@pytest.mark.parametrize(
    ("first", "last", "shown"), [("สมชาย", "ใจดี", "สม… ใจ…"), ("มี", "", "ม…"), ("ก", "กอ", "… ก…")]
)
def test_half_a_name_is_enough_for_who_knows_the_person(first, last, shown):
    assert whereabouts.half_hidden(Person(first_name=first, last_name=last)) == shown
