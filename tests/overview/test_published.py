"""Figures once announced stand beside what the rows say as of that day; a difference is explained or open."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from funds import published
from funds.models import Announced, PublishedExplanation, PublishedFigure
from tests.cast import signed_in
from tests.factories import give, make_member
from tests.pages import links, tables
from welfare.models import LogEntry

PAGE = "/province/phuket/announced/"
DAY = date(2018, 8, 14)


@pytest.fixture
def announced(province, fund, secretary):
    """Two members were announced and one is recorded; nine baht were announced and are recorded."""
    make_member(fund, by=secretary)
    give(fund, "9.00", by=secretary)
    for measure, figure in ((Announced.MEMBERS, 2), (Announced.BALANCE, 9)):
        published.publish(
            province, on=DAY, measure=measure, figure=Decimal(figure), source="สมัชชา 2561", key=uuid4(), by=secretary
        )
    return province


def said(province):
    return {one.figure.measure: one for one in published.compared(province, date(2020, 1, 1))}


def test_a_figure_stands_beside_the_rows_of_its_day(announced, fund, secretary):
    give(fund, "100.00", by=secretary, on=date(2018, 9, 1))

    found = said(announced)
    assert (found["members"].recorded, found["members"].difference, found["members"].is_open) == (1, -1, True)
    assert (found["balance"].recorded, found["balance"].agrees) == (Decimal("9.00"), True)


def test_a_difference_is_explained_until_the_rows_say_something_else(announced, fund, secretary, province_officer):
    published.explain(said(announced)["members"], "หนึ่งคนยังไม่ได้บันทึก", key=uuid4(), by=province_officer)
    assert said(announced)["members"].explanation.words == "หนึ่งคนยังไม่ได้บันทึก"
    make_member(fund, by=secretary, on=date(2018, 2, 1))
    make_member(fund, by=secretary, on=date(2018, 2, 2))

    found = said(announced)["members"]
    assert (found.difference, found.explanation, found.is_open) == (1, None, True)
    assert [one.words for one in found.explanations] == ["หนึ่งคนยังไม่ได้บันทึก"]


def test_more_than_is_kept_by_what_is_not_less(province, fund, secretary):
    for figure in (1, 3):
        published.publish(province, on=DAY, measure="members", figure=Decimal(figure), source=f"ข่าว {figure}",
                          is_at_least=True, key=uuid4(), by=secretary)  # fmt: skip
    for _number in range(2):
        make_member(fund, by=secretary)

    assert [one.agrees for one in published.compared(province, DAY)] == [True, False]


def test_the_shipped_figures_are_loaded_once(province):
    assert (published.load(province), published.load(province)) == (8, 0)
    first = PublishedFigure.objects.get(on=DAY, measure=Announced.BALANCE)
    assert (first.figure, first.source) == (
        Decimal("56736316.00"), "phuketindex.com government page phuket-3771-244477"
    )  # fmt: skip
    assert set(PublishedFigure.objects.filter(is_at_least=True).values_list("on", flat=True)) == {date(2022, 8, 26)}


def test_the_page_names_each_difference_and_opens_the_rows(announced, province_officer):
    page = signed_in(province_officer).get(PAGE)

    rows = {row[0].split(" 14 ")[0]: row[1:4] for row in tables(page)[0][1:]}
    assert rows == {"สมาชิก": ["2", "1", "−1"], "เงินในกองทุน (บาท)": ["9.00", "9.00", "±0.00"]}
    assert links(page)["/province/phuket/members/?as_of=2018-08-14"] == "1"


def test_an_explanation_is_kept_and_said_who_gave_it(announced, province_officer):
    reader = signed_in(province_officer)
    figure = PublishedFigure.objects.get(measure=Announced.MEMBERS)
    form = {"key": uuid4(), "words": "หนึ่งคนยังไม่ได้บันทึก"}
    for _twice in range(2):
        reader.post(f"{PAGE}{figure.pk}/explanation/", form)

    assert [(one.words, one.by) for one in PublishedExplanation.objects.all()] == [(form["words"], province_officer)]
    assert LogEntry.objects.filter(act="explained").count() == 1
    assert str(form["words"]) in reader.get(PAGE).content.decode()


@pytest.mark.parametrize(("typed", "fault"), [
    ({"figure": "สิบ"}, "figure"), ({"figure": "1.5"}, "figure"), ({"source": ""}, "source"), ({"on": "1/1/2700"}, "on"),
])  # fmt: skip
def test_a_figure_is_read_or_its_fault_is_named(province, province_officer, typed, fault):
    form = {"key": uuid4(), "on": "14/8/2561", "measure": "members", "figure": "๑๓,๐๘๐", "source": "สมัชชา"}
    reader = signed_in(province_officer)
    assert list(reader.post(f"{PAGE}new/", form | typed).context["form"].errors) == [fault]

    assert reader.post(f"{PAGE}new/", form).status_code == 302
    assert PublishedFigure.objects.get().figure == 13_080


def test_what_was_announced_and_explained_stays_as_it_was_entered(announced, province_officer):
    published.explain(said(announced)["members"], "ยังไม่ครบ", key=uuid4(), by=province_officer)
    for model, change in ((PublishedFigure, {"source": "อื่น"}), (PublishedExplanation, {"words": "อื่น"})):
        rows = model.objects.all()
        for act in (
            lambda rows=rows, change=change: rows.update(**change),
            lambda rows=rows: rows._raw_delete("default"),
        ):
            with pytest.raises(IntegrityError, match="announced figure"), transaction.atomic():
                act()


def test_a_province_with_no_announced_figure_says_so(province_officer):
    assert "ยังไม่มีตัวเลขที่ประกาศ" in signed_in(province_officer).get(PAGE).content.decode()
