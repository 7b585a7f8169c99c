"""The status form on its pages: answered part by part, opened into its rows, frozen by who keeps the fund."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funds import official, villages
from funds.models import Body, Fund, OfficialPaper, Resolution, YearAnswers
from members.status import counted, freezing
from members.status.questions import BY_NAME, Ask
from members.views.status_shown import address
from tests.cast import signed_in
from tests.factories import (
    AUGUST,
    JAN_2560,
    give,
    make_branch,
    make_in_kind,
    make_member,
    make_resolution,
    make_status_form,
)


def page(user, name, fund, *args, **asked):
    return signed_in(user).get(reverse(f"members:{name}", args=[fund.code, *args]), asked)


def test_answers_are_saved_part_by_part_and_lead_on(fund, secretary):
    url = reverse("members:status-answers", args=[fund.code, 2561, "plans"])
    client = signed_in(secretary)
    form = client.get(url).context["form"]
    typed = {"key": form["key"].value(), "seen": form["seen"].value(), "plans": "รับสมาชิกใหม่ 50 คน", "problems": ""}

    answers = [client.post(url, typed) for _ in range(2)]

    onwards = reverse("members:status-answers", args=[fund.code, 2561, "signers"])
    assert [answer.headers.get("Location") for answer in answers] == [onwards, onwards]
    assert YearAnswers.objects.get().answers == {"plans": "รับสมาชิกใหม่ 50 คน"}


def test_last_years_answers_stand_in_the_boxes_and_say_so(fund, secretary):
    official.answer(fund, 2560, {"plans": "ขยายสมาชิก"}, key=uuid4(), by=secretary)

    shown = page(secretary, "status-answers", fund, 2561, "plans")

    assert shown.context["form"]["plans"].value() == "ขยายสมาชิก"
    assert "คำตอบนี้ยกมาจากปีก่อน" in shown.content.decode()


def test_the_committee_and_who_signs_are_proposed_from_the_appointments(fund, secretary, chair):
    named = page(secretary, "status-answers", fund, 2561, "committee").context["form"]["officers"].value()
    signs = page(secretary, "status-answers", fund, 2561, "signers").context["form"]["chair_signs"].value()

    assert named.splitlines() == ["นายสมบูรณ์ ราไวย์, ประธาน, , ", "นางสาวมาลี ชาวเล, เลขานุการ, , "]
    assert signs == "นายสมบูรณ์ ราไวย์"


def test_the_people_of_the_villages_are_proposed_where_they_are_counted(fund, secretary):
    counts = {make_branch(fund): 1200, make_branch(fund, "ศูนย์บ้านเหนือ", 3): 800}
    villages.record(fund, counts, year=2561, source="งานทะเบียนราษฎร", key=uuid4(), by=secretary)

    form = page(secretary, "status-answers", fund, 2561, "people").context["form"]

    names = ("population", "population_year", "population_source", "villages")
    assert [form[name].value() for name in names] == [2000, 2561, "งานทะเบียนราษฎร", 2]


def test_who_changed_which_answer_stays_on_record(fund, secretary, chair):
    official.answer(fund, 2561, {"plans": "เดิม"}, key=uuid4(), by=secretary)
    official.answer(fund, 2561, {"plans": "ใหม่", "minutes": "always"}, key=uuid4(), by=chair)

    changes = page(secretary, "status-history", fund, 2561).context["changes"]

    assert [(row.by, news) for row, news in changes] == [
        (chair, [("การจดรายงานการประชุม", "จดทุกครั้ง"), ("แผนงานปีต่อไป", "ใหม่")]), (secretary, [("แผนงานปีต่อไป", "เดิม")]),
    ]  # fmt: skip


@pytest.mark.parametrize("group", counted.LINES)
def test_each_count_opens_into_as_many_rows(fund, secretary, group):
    make_member(fund, by=secretary, sex="M", born_on=None)
    make_member(fund, by=secretary, first_name="แก้ว")

    rows = page(secretary, "status-people", fund, group, as_of=AUGUST.isoformat()).context["page"].paginator.count

    assert rows == counted.count_lines(fund, AUGUST)[group]


def test_an_unknown_line_is_not_found(fund, secretary):
    assert page(secretary, "status-people", fund, "nobody").status_code == 404


def test_freezing_keeps_the_form_once_and_shows_it(fund, secretary):
    url = reverse("members:status-freeze", args=[fund.code], query={"as_of": AUGUST.isoformat()})
    client = signed_in(secretary)
    form = client.get(url).context["form"]
    typed = {"key": form["key"].value(), "as_of": form["as_of"].value()}

    answers = [client.post(url, typed) for _ in range(2)]

    paper = OfficialPaper.objects.get()
    shown = reverse("members:official-paper", args=[fund.code, paper.pk])
    assert [answer.headers.get("Location") for answer in answers] == [shown, shown]
    assert (paper.as_of, client.get(shown).context["differences"]) == (AUGUST, [])


def test_the_page_of_a_frozen_form_names_what_differs_by_now(fund, secretary, treasurer):
    paper = make_status_form(fund, by=secretary)
    give(fund, "250.00", by=treasurer, on=JAN_2560)

    differs = page(secretary, "official-paper", fund, paper.pk).context["differences"]

    assert ("4.1.balance", Decimal(0), Decimal(250)) in [
        (then.key, then.value, now.value) for _words, then, now in differs
    ]


@pytest.mark.parametrize("name", ["reports", "status-form", "status-people"])
def test_more_rows_ask_the_database_no_more(fund, secretary, name):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(secretary, name, fund, *(["now"] if name == "status-people" else []))
        return len(queries)

    make_member(fund, by=secretary)
    make_status_form(fund, by=secretary)
    few = asked()
    for first_name in ("อารี", "วันดี"):
        make_member(fund, by=secretary, first_name=first_name)
        make_status_form(fund, by=secretary)

    assert asked() == few


def test_every_number_of_the_form_opens_into_a_page_that_its_readers_may_see(fund, secretary, treasurer, auditor):
    give(fund, "1000.00", by=treasurer)
    make_member(fund, by=secretary)
    make_in_kind(fund, by=treasurer)
    counts = {one.name: 3 for one in BY_NAME.values() if one.ask == Ask.COUNT}
    official.answer(fund, 2561, counts | {"first_money": "500.00"}, key=uuid4(), by=secretary)
    found = Fund.objects.select_related("province", "district").get(pk=fund.pk)

    form = freezing.drawn_up(found, AUGUST)

    by_key = {number.key: number for _words, number in form.numbers()}
    # The official form has a line for what is invested; without an account of that kind no row can be behind it.
    assert [(key, one.value) for key, one in by_key.items() if one.rows is None] == [("10.out.investment", 0)]
    one_of_each = {one.rows.page: address(fund, one.rows) for one in by_key.values() if one.rows}
    reader = signed_in(auditor)
    assert {name: reader.get(url).status_code for name, url in one_of_each.items()} == dict.fromkeys(one_of_each, 200)


@pytest.mark.parametrize("body", Body.values)
def test_meetings_with_a_resolution_open_into_as_many_days(fund, secretary, body):
    for on in (date(2017, 12, 31), date(2018, 3, 1), date(2018, 3, 1), date(2018, 8, 14), date(2018, 8, 15)):
        made = make_resolution(fund, by=secretary, on=on)
        Resolution.objects.filter(pk=made.pk).update(body=body)
    found = Fund.objects.select_related("province", "district").get(pk=fund.pk)

    by_key = {number.key: number for _words, number in freezing.drawn_up(found, AUGUST).numbers()}

    number = by_key[f"9.3.resolved-{body}"]
    opened = signed_in(secretary).get(address(fund, number.rows))
    assert (number.value, opened.context["days"], len(opened.context["rows"])) == (2, 2, 3)
