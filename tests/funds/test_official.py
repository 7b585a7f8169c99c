"""Official papers are frozen with their hash, and what is answered for a year stays on record."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from funds import official
from funds.models import OfficialPaper, PaperKind, YearAnswers
from tests.factories import AUGUST
from welfare.models import LogEntry

SAID = {"sections": [{"number": "1", "lines": [{"label": "ชื่อกองทุน", "words": "กองทุนราไวย์"}]}]}


def frozen(fund, by, *, key=None, year=2561, content=SAID):
    return official.freeze(
        fund, PaperKind.STATUS, year=year, as_of=AUGUST, content=content, key=key or uuid4(), by=by
    )  # fmt: skip


def test_a_paper_freezes_once_with_its_hash(fund, secretary):
    key = uuid4()

    papers = [frozen(fund, secretary, key=key) for _ in range(2)]

    kept = OfficialPaper.objects.select_related("fund").get()
    assert papers == [kept, kept]
    assert (kept.content, kept.by, len(kept.sha256), official.is_unchanged(kept)) == (SAID, secretary, 64, True)
    told = LogEntry.objects.get(act="froze", subject="official paper")
    assert (told.fund, told.subject_pk, told.facts["sha256"]) == (fund.pk, kept.pk, kept.sha256)


@pytest.mark.parametrize(
    "change", [{"year": 2560}, {"as_of": date(2018, 8, 15)}, {"kind": PaperKind.MATCH}, {"content": {"sections": []}}]
)
def test_a_paper_that_says_something_else_is_not_the_one_that_was_hashed(fund, secretary, change):
    paper = frozen(fund, secretary)

    for name, value in change.items():
        setattr(paper, name, value)

    assert not official.is_unchanged(paper)


def test_the_paper_frozen_last_counts_for_its_fund_kind_and_year(fund, other_fund, secretary, province):
    frozen(fund, secretary)
    last, other = frozen(fund, secretary), frozen(other_fund, secretary)
    frozen(fund, secretary, year=2560)

    assert OfficialPaper.objects.latest_of_each(province, PaperKind.STATUS, 2561) == {
        fund.pk: last, other_fund.pk: other,
    }  # fmt: skip
    assert OfficialPaper.objects.latest_of_each(province, PaperKind.MATCH, 2561) == {}


def test_printing_a_frozen_paper_is_written_down(fund, secretary, province_officer):
    paper = frozen(fund, secretary)

    official.note_printed(paper, by=province_officer)

    told = LogEntry.objects.get(act="printed", subject="official paper")
    assert (told.by, told.fund, told.subject_pk) == (province_officer, fund.pk, paper.pk)


def test_answers_of_last_year_are_there_until_those_of_this_year_are_given(fund, other_fund, secretary):
    assert official.answered(fund, 2561) is None
    before = official.answer(fund, 2560, {"aims": "ดูแลกันตั้งแต่เกิดจนตาย"}, key=uuid4(), by=secretary)
    official.answer(fund, 2563, {"aims": "ปีอื่น"}, key=uuid4(), by=secretary)
    official.answer(other_fund, 2561, {"aims": "กองทุนอื่น"}, key=uuid4(), by=secretary)
    assert official.answered(fund, 2561) == before

    key = uuid4()
    official.answer(fund, 2561, {"aims": "ร่างแรก"}, key=uuid4(), by=secretary)
    now = [official.answer(fund, 2561, {"aims": "ที่ตกลงกัน"}, key=key, by=secretary) for _ in range(2)]

    assert official.answered(fund, 2561) == now[0] == now[1]
    assert YearAnswers.objects.filter(fund=fund, year=2561).count() == 2


@pytest.mark.parametrize("table", ["funds_officialpaper", "funds_yearanswers"])
@pytest.mark.parametrize("done", ["UPDATE {} SET year = 2500", "DELETE FROM {}", "{}"])
def test_the_database_refuses_to_change_what_was_frozen_or_answered(fund, secretary, table, done):
    frozen(fund, secretary)
    official.answer(fund, 2561, {"aims": "ดูแลกัน"}, key=uuid4(), by=secretary)
    if done == "{}":
        done = (
            "INSERT OR REPLACE INTO {0} SELECT * FROM {0}" if connection.vendor == "sqlite" else "TRUNCATE {} CASCADE"
        )

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a table is emptied only once nothing on it waits for the end
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(done.format(table))
