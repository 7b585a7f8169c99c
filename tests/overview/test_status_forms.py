"""All status forms of a province at one go: a few at a time, left and gone on with, frozen ones as they were frozen."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funds.models import Fund, PaperRun, PaperRunPart
from members.status import runs
from tests.cast import signed_in
from tests.factories import AUGUST, MAY_DAY, make_status_form
from tests.papers import needs_pdftotext, page_count, text_of
from welfare.templatetags.thai import thai_datetime


@pytest.fixture
def begun(province, province_officer):
    return runs.begin(province, AUGUST, key=uuid4(), by=province_officer)


def test_a_run_is_made_part_by_part_and_no_fund_twice(begun, fund, secretary):
    paper = make_status_form(fund, by=secretary)

    left = [runs.go_on(begun, most=5) for _ in range(5)]

    assert left == [13, 8, 3, 0, 0]
    parts = PaperRunPart.objects.order_by("fund__position")
    assert [part.fund_id for part in parts] == list(Fund.objects.order_by("position").values_list("pk", flat=True))
    assert [(part.fund, part.paper) for part in parts if part.paper] == [(fund, paper)]
    assert parts.get(fund=fund).content == paper.content
    assert all(part.missing > 30 for part in parts)


def test_the_same_key_begins_once_and_old_runs_go(province, province_officer):
    key = uuid4()
    twice = [runs.begin(province, AUGUST, key=key, by=province_officer) for _ in range(2)]

    for _ in range(runs.RUNS_KEPT):
        last = runs.begin(province, AUGUST, key=uuid4(), by=province_officer)

    assert twice[0] == twice[1]
    kept = PaperRun.objects.order_by("pk")
    assert (len(kept), twice[0] in kept, kept[runs.RUNS_KEPT - 1]) == (runs.RUNS_KEPT, False, last)


def test_of_two_who_make_the_same_forms_at_once_the_first_are_kept(begun, monkeypatch):
    make = runs._part

    def after_somebody_else(*asked):
        monkeypatch.setattr(runs, "_part", make)
        runs.go_on(begun, most=2)
        return make(*asked)

    monkeypatch.setattr(runs, "_part", after_somebody_else)
    runs.go_on(begun, most=3)

    assert list(begun.parts.order_by("pk").values_list("fund__position", flat=True)) == [1, 2, 3]


@needs_pdftotext
def test_all_forms_come_in_one_file_each_with_pages_of_its_own(begun, fund, secretary, province, province_officer):
    paper = make_status_form(fund, by=secretary)
    while runs.go_on(begun):
        pass
    client = signed_in(province_officer)

    made = client.get(reverse("province-status-paper", args=[province.slug, begun.pk])).content

    text = text_of(made).replace("\n", " ")
    assert page_count(made) == 18 * 6
    assert text.count("หน้า 1 จาก 6") == 18
    assert (paper.sha256 in text.replace(" ", ""), text.count("แบบแสดงสถานะกองทุนสวัสดิการชุมชน")) == (True, 18)


def test_the_page_says_which_fund_has_and_which_has_not(province, fund, secretary, province_officer):
    paper = make_status_form(fund, by=secretary)
    make_status_form(fund, by=secretary, as_of=MAY_DAY.replace(year=2017))

    url = reverse("province-status-forms", args=[province.slug], query={"as_of": AUGUST.isoformat()})
    page = signed_in(province_officer).get(url)

    assert (page.context["have"], page.context["all"], page.context["year"]) == (1, 18, 2561)
    assert [row["paper"] for row in page.context["rows"] if row["paper"]] == [paper]


def test_making_all_begins_on_the_page_and_goes_on_where_it_was_left(province, province_officer):
    client, url = signed_in(province_officer), reverse("province-status-forms", args=[province.slug])
    typed = {"key": str(uuid4()), "as_of": "14/8/2561"}

    answers = [client.post(url, typed) for _ in range(2)]

    run = PaperRun.objects.get()
    there = reverse("province-status-run", args=[province.slug, run.pk])
    assert [answer.headers["Location"] for answer in answers] == [there, there]
    page = client.get(there)
    assert (page.context["done"], page.context["left"]) == (6, 12)
    said = page.content.decode()
    assert (str(province_officer) in said, thai_datetime(run.at) in said) == (True, True)
    assert "ยังไม่เสร็จ" in client.get(url, {"as_of": "2018-8-14"}).content.decode()
    client.post(reverse("province-status-part", args=[province.slug, run.pk]))
    assert client.get(there).context["done"] == 9


def test_the_page_of_a_run_asks_no_more_for_more_forms(begun, province, province_officer):
    client, url = signed_in(province_officer), reverse("province-status-run", args=[province.slug, begun.pk])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    runs.go_on(begun, most=1)
    few = asked()
    runs.go_on(begun, most=3)

    assert asked() == few
