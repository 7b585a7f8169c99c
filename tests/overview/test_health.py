"""Alive, ready, in order: each said to those whom it concerns."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from tests.cast import signed_in
from tests.pages import tables
from welfare import upkeep
from welfare.models import Chore
from welfare.overview import chores
from welfare.upkeep import Duty, Outcome

STATE = "/province/phuket/state/"
NOON = timezone.now()
HAS_TRIGRAMS = connection.vendor == "postgresql"  # by which names are found in the whole country


def test_alive_asks_nothing_of_the_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = Client().get("/healthz")

    assert (answer.status_code, answer.content, answer.headers["Cache-Control"].count("no-store")) == (
        200,
        b"alive\n",
        1,
    )


def test_ready_says_one_word_to_a_stranger_and_the_parts_to_an_admin(province, province_admin, province_officer):
    assert Client().get("/readyz").content == b"ready\n"
    assert signed_in(province_officer).get("/readyz").content == b"ready\n"
    told = signed_in(province_admin).get("/readyz").json()

    parts = {"backup", "database", "disk", "migrations", "totals"} | ({"names"} if HAS_TRIGRAMS else set())
    assert (told["ready"], set(told["parts"])) == (True, parts)


def test_a_database_that_is_behind_the_program_is_not_ready(province):
    newest = MigrationLoader(connection).graph.leaf_nodes("members")[0]
    MigrationRecorder.Migration.objects.get(app="members", name=newest[1]).delete()
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"not ready\n")


def test_a_difference_in_the_books_is_shown_but_stops_nobody(province, province_admin):
    Chore.objects.create(
        name="integrity", started_at=NOON, ended_at=NOON, is_well=False, words="rawai: money 2561: 5 instead of 7"
    )
    told = signed_in(province_admin).get("/readyz").json()
    page = signed_in(province_admin).get(STATE).content.decode()

    assert (told["ready"], told["well"]) == (True, False)
    assert "rawai: money 2561: 5 instead of 7" in page


def test_the_state_of_everything_is_said_in_words(province, province_admin):
    found = tables(signed_in(province_admin).get(STATE))

    assert [row[0] for row in found[0][1:]] == [
        "ฐานข้อมูล", "ที่ว่างบนดิสก์", "โครงสร้างฐานข้อมูล", "บัญชีและบันทึกการทำงาน", "สำเนาสำรอง",
        *(["การค้นหาชื่อทั้งประเทศ"] if HAS_TRIGRAMS else []),
    ]  # fmt: skip
    assert [row[1] for row in found[1][1:]] == ["ยังไม่เคย"] * len(chores.DUTIES)


@pytest.fixture
def duty(db) -> Duty:
    return Duty("sweep", timedelta(days=1), lambda at: Outcome(is_well=True, words="swept"))


def test_a_chore_is_done_when_it_is_due_and_not_before(duty):
    done = [
        upkeep.run(duty, NOON + timedelta(hours=hours), lambda: NOON + timedelta(hours=23)) for hours in (0, 23, 24)
    ]

    assert [outcome and outcome.words for outcome in done] == ["swept", None, "swept"]


def test_a_chore_at_work_elsewhere_is_left_alone_until_it_was_cut_off(duty):
    assert upkeep.take(duty, NOON) is True
    assert [upkeep.take(duty, NOON + wait, now=True) for wait in (timedelta(hours=5), timedelta(hours=7))] == [
        False,
        True,
    ]


def test_a_chore_that_fails_says_so_and_is_free_again(db):
    def fail(at):
        raise OSError("the disk is full")

    duty = Duty("copy", timedelta(days=1), fail)
    with pytest.raises(OSError, match="full"):
        upkeep.run(duty, NOON, lambda: NOON)

    chore = Chore.objects.get(name="copy")
    assert (chore.is_well, chore.words) == (False, "OSError: the disk is full")
    assert upkeep.take(duty, NOON + timedelta(days=2)) is True


def test_the_clock_checks_the_books_and_the_trail(province):
    assert chores.integrity(NOON) == Outcome(is_well=True, words="The books and the trail agree with their rows.")
