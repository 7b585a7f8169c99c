"""Where database or disk cannot work, people are told how to go on, and what they typed is not lost."""

import contextlib
import sqlite3
from html import unescape

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from tests.cast import signed_in
from tests.test_fuzz import Fields
from welfare.faults import Fault, fault_of


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection to server failed")


def full(request: HttpRequest) -> HttpResponse:
    raise OSError(28, "No space left on device")


urlpatterns = [
    path("away/", away), path("full/", full), path("accounts/away/", away), path("", include("welfare.urls"))
]  # fmt: skip
handler500 = "welfare.http.server_error"

pytestmark = [pytest.mark.urls("tests.welfare.test_faults"), pytest.mark.django_db]


def raised(act) -> BaseException | None:
    """Give what `act` raises, as Django raises it."""
    try:
        with connection.wrap_database_errors:
            act()
    except Exception as fault:
        return fault
    return None


def locked(folder):
    with contextlib.closing(sqlite3.connect(folder / "a", isolation_level=None)) as one:
        one.execute("BEGIN EXCLUSIVE")
        with contextlib.closing(sqlite3.connect(folder / "a", timeout=0)) as two:
            two.execute("CREATE TABLE t (a)")


def without_room(folder):
    with contextlib.closing(sqlite3.connect(folder / "a")) as one:
        one.execute("CREATE TABLE t (a)")
        one.execute("PRAGMA max_page_count = 3")
        one.execute("INSERT INTO t VALUES (zeroblob(100000))")


def damaged(folder):
    (folder / "a").write_bytes(b"not a database at all " * 100)
    with contextlib.closing(sqlite3.connect(folder / "a")) as one:
        one.execute("SELECT * FROM t")


def nowhere(folder):
    sqlite3.connect(folder / "no" / "folder")


def mistaken(folder):
    with contextlib.closing(sqlite3.connect(folder / "a")) as one:
        one.execute("SELECT * FROM no_such_table")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="run with SQLite, whose faults these are")
@pytest.mark.once
@pytest.mark.parametrize(
    ("act", "told"),
    [
        (locked, Fault.BUSY),
        (without_room, Fault.FULL),
        (damaged, Fault.BROKEN),
        (nowhere, Fault.AWAY),
        (mistaken, None),
    ],
)  # fmt: skip
def test_a_fault_of_sqlite_is_told_from_a_mistake_of_ours(act, told, tmp_path):
    assert fault_of(raised(lambda: act(tmp_path))) == told


@pytest.mark.postgresql
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="run with .venv/bin/python -m tests --postgresql")
def test_a_statement_that_takes_too_long_is_ended_and_told_as_busy():
    def sleep():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '20ms'")
            cursor.execute("SELECT pg_sleep(5)")

    assert fault_of(raised(sleep)) == Fault.BUSY


def test_a_mistake_of_ours_stays_one():
    assert [fault_of(fault) for fault in (ProgrammingError("no such column"), ValueError(), None)] == [None] * 3


@pytest.mark.parametrize(("where", "words"), [("/away/", "ติดต่อข้อมูลไม่ได้"), ("/full/", "ไม่มีที่ว่าง")])
def test_the_page_says_what_to_do_and_shows_its_number(where, words):
    answer = Client(raise_request_exception=False).get(where)
    page = unescape(answer.content.decode())

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert (words in page, answer.headers["X-Request-Number"] in page) == (True, True)


def test_what_was_typed_is_sent_again_by_one_button(treasurer):
    browser = signed_in(treasurer)
    browser.raise_request_exception = False
    typed = {"key": "6f0c", "payer": 'นางสมหญิง "ใจดี"', "note": "บรรทัดหนึ่ง\nบรรทัดสอง"}

    page = browser.post("/away/?for=7", typed).content.decode()

    offered = Fields(page).offered
    assert {name: offered[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert 'action="/away/?for=7"' in page


@pytest.mark.parametrize(("where", "typed"), [("/away/", {"password": "a secret"}), ("/accounts/away/", {"code": "1"})])
def test_a_password_or_a_code_is_never_written_back(where, typed):
    page = Client(raise_request_exception=False).post(where, typed).content.decode()

    assert "<form" not in page
