"""Lists as files: each holds what its page shows, with days and numbers that Excel can sort and sum."""

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from members import holdings
from tests import lists, lists_of_papers
from tests.cast import signed_in
from tests.factories import make_member
from tests.lists import FORMULA, Listed, alike, due, neighbours, opening
from tests.lists_of_papers import in_several_funds, people_of_the_form
from tests.pages import links, tables
from welfare import thai
from welfare.models import LogEntry

OF_A_FUND = (*lists.OF_A_FUND, *lists_of_papers.OF_A_FUND)
LISTS: list[Callable[..., Listed]] = [*OF_A_FUND, *lists.OF_THE_PROVINCE, *lists_of_papers.OF_THE_PROVINCE]


@pytest.fixture
def cast(fund, province, secretary, treasurer, chair, province_admin):
    return SimpleNamespace(
        fund=fund, province=province, secretary=secretary, treasurer=treasurer, chair=chair, admin=province_admin,
        kept={},
    )  # fmt: skip


def reader(cast, made):
    return signed_in(cast.secretary if made in OF_A_FUND else cast.admin)


def sent(client, url, kind):
    answer = client.get(url if "format=" in url else url + ("&" if "?" in url else "?") + f"format={kind}")
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    return b"".join(answer)


def excel(client, url):
    return CalamineWorkbook.from_filelike(BytesIO(sent(client, url, "xlsx"))).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("made", LISTS, ids=lambda made: made.__name__)
def test_the_file_holds_what_the_page_shows_in_as_many_queries_for_one_row_as_for_three(cast, made):
    made(cast, 1)
    client = reader(cast, made)
    counts = []
    for more in (0, 2):
        listed = made(cast, more)
        page = client.get(listed.url)
        with CaptureQueriesContext(connection) as asked:
            found = excel(client, listed.url)
        counts.append(len(asked))

        assert (found[0], found[1:]) == (listed.heads, listed.rows)
        assert [to for to in links(page) if "format=" in to]
        if listed.titles is not None:
            shown = [row[0] for row in tables(page)[0][1:]]
            assert [words.startswith(title) for words, title in zip(shown, listed.titles, strict=True)].count(
                False
            ) == 0
    assert counts[0] == counts[1]


@pytest.mark.parametrize("made", LISTS, ids=lambda made: made.__name__)
def test_the_csv_opens_in_thai_excel_with_the_same_rows_and_no_formula(cast, made):
    listed = made(cast, 1)

    written = sent(reader(cast, made), listed.url, "csv")

    assert written.startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(StringIO(written.decode("utf-8-sig")))
    assert (heads, [len(row) for row in rows]) == (listed.heads, [len(row) for row in listed.rows])
    for row, expected in zip(rows, listed.rows, strict=True):
        for cell, value in zip(row, expected, strict=True):
            if isinstance(value, date):
                assert cell == thai.typed_date(value)
            elif isinstance(value, int):
                assert float(cell) == value
            else:
                assert cell == (f"'{value}" if value == FORMULA else value)


@pytest.mark.parametrize(
    ("made", "subject"),
    [
        (due, "memberships"),
        (opening, "memberships"),
        (alike, "memberships"),
        (neighbours, "neighbours"),
        (people_of_the_form, "memberships"),
    ],
)
def test_that_a_list_of_people_was_taken_out_is_written_down(cast, made, subject):
    listed = made(cast, 1)

    sent(reader(cast, made), listed.url, "csv")

    (entry,) = LogEntry.objects.filter(act="exported")
    assert (entry.fund, entry.by, entry.subject, entry.facts) == (
        cast.fund.pk, cast.secretary, subject, {"rows": len(listed.rows)},
    )  # fmt: skip


def test_a_neighbour_is_told_who_took_out_the_list_and_a_member_is_not(cast):
    listed = neighbours(cast, 1)
    member = make_member(cast.fund, by=cast.secretary)

    sent(reader(cast, neighbours), listed.url, "xlsx")

    told = [[entry.subject for entry in holdings.readings(one, cast.fund)]
            for one in (cast.kept["helped"][0], member.person)]  # fmt: skip
    assert told == [["neighbours"], []]


def test_a_list_searched_without_a_reload_is_sent_as_searched(cast):
    listed = neighbours(cast, 1)
    here = reverse("members:neighbours", args=["rawai"])

    part = reader(cast, neighbours).post(here, {"q": "ทะเลงาม"}, headers={"HX-Request": "true"})

    first, second = [to for to in links(part) if "format=" in to]
    assert [row[0] for row in excel(reader(cast, neighbours), here + first)[1:]] == listed.titles
    assert second == first.replace("xlsx", "csv")


def test_each_fund_of_people_in_several_has_it_written_down_that_their_list_was_taken_out(cast, other_fund):
    listed = in_several_funds(cast, 1)

    sent(reader(cast, in_several_funds), listed.url, "csv")

    told = LogEntry.objects.filter(act="exported", subject="memberships", by=cast.admin).values_list("fund", flat=True)
    assert (set(told), len(told)) == ({cast.fund.pk, other_fund.pk}, 2)
