"""A fund's law in the browser: read in plain words, checked before a meeting's rule book becomes law."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funds import regulations
from funds.models import Body, Regulation, Resolution
from funds.rules import rulebooks
from funds.views.regulations import Benefit, Worked
from tests.cast import signed_in
from tests.factories import AUGUST, JAN_2560, MAY_DAY, make_regulation

BIRTH = """
[[term]]
code = "birth"
name = "คลอดบุตร"
clause = "ข้อ 11"
category = "birth"
msdhs = "birth"
[[term.pays]]
baht = 800
"""
DEATH = """
[[term]]
code = "death"
name = "เสียชีวิต"
clause = "ข้อ 14"
category = "death"
msdhs = "death"
[[term.pays]]
by = "tenure"
steps = [
  { from = "6 months", to = "2 years", baht = 3000 },
  { over = "3 years", baht = 6000 },
]
"""
HEAD = 'fund = "กองทุนราไวย์"\ntitle = "ระเบียบสวัสดิการ"\nin_force_from = "2500-01-01"\n'


def page(fund, name, *parts):
    return reverse(f"funds:{name}", args=[fund.code, *parts])


def text(answer):
    return " ".join(answer.content.decode().split())


def typed(book=HEAD + BIRTH, **more):
    return {
        "body": "general_meeting", "meeting": "1/2561", "resolved_on": "1/4/2561", "in_force_from": "1/5/2561",
        "text": book,
    } | more  # fmt: skip


def test_a_fund_without_a_rule_book_is_told_what_to_do(fund, secretary, auditor):
    mine, theirs = (text(signed_in(user).get(page(fund, "regulations"))) for user in (secretary, auditor))

    assert [page(fund, "draft-new") in each for each in (mine, theirs)] == [True, False]


def test_the_rule_book_in_force_is_told_with_its_clauses_and_examples(fund, secretary, auditor):
    make_regulation(fund, by=secretary)

    answer = signed_in(auditor).get(page(fund, "regulations"))

    assert answer.context["benefits"] == [
        Benefit(
            "birth", "คลอดบุตร", "ข้อ 11", "คลอดบุตร", ["สำหรับสมาชิกเท่านั้น", "คลอดบุตร: 500 บาท"],
            [Worked("อายุการเป็นสมาชิก 5 ปี", Decimal("500.00"), ())],
        )
    ]  # fmt: skip
    assert answer.context["version"].regulation == Regulation.objects.get()


def test_each_version_is_listed_with_the_days_it_held(fund, secretary, auditor):
    first, second = (make_regulation(fund, by=secretary, since=day, amount=amount) for day, amount in
                     ((JAN_2560, 500), (MAY_DAY, 700)))  # fmt: skip
    coming = make_regulation(fund, by=secretary, since=date(2999, 1, 1), amount=900)

    found = signed_in(auditor).get(page(fund, "regulations")).context["versions"]

    assert [(each.regulation, each.until, each.is_now, each.is_ahead) for each in found] == [
        (coming, None, False, True), (second, date(2998, 12, 31), True, False),
        (first, date(2018, 4, 30), False, False),
    ]  # fmt: skip


def test_a_version_says_what_it_changed(fund, secretary, auditor):
    first = make_regulation(fund, by=secretary)
    second = make_regulation(fund, by=secretary, since=MAY_DAY, amount=700)
    client = signed_in(auditor)

    changes = [client.get(page(fund, "regulation", each.pk)).context["changes"] for each in (first, second)]

    assert (changes[0], changes[1][-2:]) == (
        [], ["คลอดบุตร ยกเลิก: คลอดบุตร: 500 บาท", "คลอดบุตร เพิ่มใหม่: คลอดบุตร: 700 บาท"],
    )  # fmt: skip


def test_a_version_is_given_as_a_text_that_gives_the_same_book(fund, secretary, auditor):
    regulation = make_regulation(fund, by=secretary)

    answer = signed_in(auditor).get(page(fund, "regulation-file", regulation.pk))

    assert rulebooks.load(answer.content.decode()) == regulations.book_of(regulation)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/plain; charset=utf-8", 'attachment; filename="rawai-2017-01-15.toml"',
    )  # fmt: skip


def test_a_version_of_another_fund_is_not_found(fund, other_fund, secretary, stranger):
    theirs = make_regulation(other_fund, by=stranger)
    client = signed_in(secretary)

    assert [client.get(page(fund, name, theirs.pk)).status_code for name in ("regulation", "regulation-file")] == [
        404, 404,
    ]  # fmt: skip


def test_only_who_keeps_the_register_enters_a_rule_book(fund, secretary, auditor, stranger):
    asked = [signed_in(user).post(page(fund, "regulation-new"), typed()) for user in (auditor, stranger)]

    assert [answer.status_code for answer in asked] == [403, 404]
    assert Regulation.objects.count() == 0


def test_the_form_begins_with_the_last_version(fund, secretary):
    regulation = make_regulation(fund, by=secretary)

    form = signed_in(secretary).get(page(fund, "regulation-new")).context["form"]

    assert rulebooks.load(form["text"].value()) == regulations.book_of(regulation)


def test_the_first_text_of_a_fund_cannot_be_adopted_as_it_stands(fund, secretary):
    client = signed_in(secretary)
    begun = client.get(page(fund, "regulation-new")).context["form"]["text"].value()

    answer = client.post(page(fund, "regulation-new"), typed(begun, step="save"))

    assert answer.context["blocking"] == ["คลอดบุตร: ยังไม่ได้ระบุข้อของระเบียบ"]
    assert Regulation.objects.count() == 0


def test_a_rule_book_is_told_back_before_it_is_adopted(fund, secretary):
    make_regulation(fund, by=secretary)

    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed())

    assert answer.templates[0].name == "funds/regulation_check.html"
    assert (answer.context["blocking"], answer.context["warnings"]) == ([], [])
    assert [(each.name, each.examples) for each in answer.context["benefits"]] == [
        ("คลอดบุตร", [Worked("อายุการเป็นสมาชิก 5 ปี", Decimal("800.00"), ())])
    ]
    assert answer.context["changes"][-1] == "คลอดบุตร เพิ่มใหม่: คลอดบุตร: 800 บาท"
    assert Regulation.objects.count() == 1


def test_adopting_records_the_meeting_that_was_typed_and_a_second_click_changes_nothing(fund, secretary):
    client = signed_in(secretary)

    answers = [client.post(page(fund, "regulation-new"), typed(step="save", body="committee")) for _ in range(2)]

    made = Regulation.objects.get()
    assert [answer["Location"] for answer in answers] == [page(fund, "regulation", made.pk)] * 2
    assert (made.title, made.in_force_from) == ("ระเบียบสวัสดิการ", MAY_DAY)
    assert list(Resolution.objects.values_list("body", "meeting", "on", "by")) == [
        (Body.COMMITTEE, "1/2561", date(2018, 4, 1), secretary.pk)
    ]


def test_a_gap_between_steps_is_named_exactly_and_keeps_the_book_back(fund, secretary):
    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed(HEAD + BIRTH + DEATH, step="save"))

    assert answer.context["blocking"] == ["เสียชีวิต: ไม่มีขั้นสำหรับอายุการเป็นสมาชิก 2 ปี 1 วัน ถึง 3 ปี (ข้อ 14)"]
    assert [(each.code, bool(each.examples)) for each in answer.context["benefits"]] == [
        ("birth", True), ("death", False),
    ]  # fmt: skip
    assert ('value="save"' in text(answer), Regulation.objects.count()) == (False, 0)


def test_a_book_from_before_the_last_version_is_kept_back(fund, secretary):
    make_regulation(fund, by=secretary, since=AUGUST)

    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed(step="save"))

    assert len(answer.context["blocking"]) == 1
    assert "1 พ.ค. 2561" in answer.context["blocking"][0]
    assert Regulation.objects.count() == 1


def test_another_book_from_the_same_day_is_refused_beside_the_day(fund, secretary):
    make_regulation(fund, by=secretary, since=MAY_DAY)

    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed(step="save"))

    assert list(answer.context["form"].errors) == ["in_force_from"]
    assert Regulation.objects.count() == 1


def test_a_day_before_the_meeting_is_asked_about_but_may_be_meant(fund, secretary):
    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed(resolved_on="2/5/2561"))

    assert (answer.context["blocking"], len(answer.context["warnings"])) == ([], 1)


def test_what_is_wrong_in_the_text_is_named_by_line_table_and_field(fund, secretary):
    wrong = (HEAD + BIRTH).replace("baht = 800", 'baht = "แปดร้อย"')

    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed(wrong, meeting=""))

    errors = answer.context["form"].errors
    assert sorted(errors) == ["meeting", "text"]
    assert [error.partition(":")[0] for error in errors["text"]] == ["บรรทัดที่ 12, term[1].pays[1] (birth), “baht”"]
    assert "แปดร้อย" in text(answer)


@pytest.mark.parametrize(
    "book",
    ["", "   \r\n", "กองทุน", "a = " + "[" * 100_000, HEAD.replace("ระเบียบ", "ร" * 201) + BIRTH,
     HEAD.replace("ระเบียบ", "\\u0000") + BIRTH, HEAD + BIRTH.replace("ข้อ 11", "ข" * 41), "ก" * 80_000],
)  # fmt: skip
def test_a_text_that_is_no_rule_book_is_an_error_beside_the_text(fund, secretary, book):
    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed(book, step="save"))

    assert [(name, len(said)) for name, said in answer.context["form"].errors.items()] == [("text", 1)]


def test_a_file_takes_the_place_of_the_text(fund, secretary):
    file = SimpleUploadedFile("ระเบียบ.toml", b"\xef\xbb\xbf" + (HEAD + BIRTH).encode())

    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed("ไม่ใช่", file=file))

    assert (answer.templates[0].name, answer.context["form"]["text"].value()) == (
        "funds/regulation_check.html", HEAD + BIRTH,
    )  # fmt: skip


def test_a_file_with_faults_is_shown_to_be_mended(fund, secretary):
    file = SimpleUploadedFile("book.toml", HEAD.encode() + b"term = 1\n")

    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed("", file=file))

    assert (list(answer.context["form"].errors), "term = 1" in text(answer)) == (["text"], True)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"# " + b"x" * 204_800])
def test_a_file_that_is_no_text_or_too_large_is_refused_beside_the_file(fund, secretary, content):
    file = SimpleUploadedFile("book.toml", content)

    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed(file=file))

    assert list(answer.context["form"].errors) == ["file"]


def test_going_back_keeps_what_was_typed(fund, secretary):
    answer = signed_in(secretary).post(page(fund, "regulation-new"), typed(step="edit"))

    assert (answer.templates[0].name, answer.context["form"]["text"].value()) == (
        "funds/regulation_new.html", HEAD + BIRTH,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["regulations", "regulation", "regulation-new"])
def test_pages_of_the_law_cost_the_same_queries_for_one_version_and_for_three(
    name, fund, secretary, django_assert_num_queries
):
    made = make_regulation(fund, by=secretary)
    make_regulation(fund, by=secretary, since=date(2017, 2, 1))
    url = page(fund, name, *([made.pk] if name == "regulation" else []))
    client = signed_in(secretary)
    with CaptureQueriesContext(connection) as before:
        client.get(url)
    for month in (3, 4, 5):
        make_regulation(fund, by=secretary, since=date(2017, month, 1), amount=100 * month)
    with django_assert_num_queries(len(before)):
        client.get(url)
