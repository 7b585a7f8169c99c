"""Each request has a number, and the log says what happened without saying to whom."""

import json
import logging
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from tests.cast import signed_in
from welfare import metrics
from welfare.watching import ALPHABET, Json, Lines, counted


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


urlpatterns = [path("broken/", broken, name="broken"), path("", include("welfare.urls"))]
handler500 = "welfare.http.server_error"

pytestmark = [pytest.mark.urls("tests.welfare.test_watching"), pytest.mark.django_db]


def records(caplog, name: str) -> list[Any]:
    return [record for record in caplog.records if record.name == name]


def test_every_answer_carries_a_number_of_its_own():
    numbers = [Client().get("/healthz").headers["X-Request-Number"] for _ in range(3)]

    assert (len(set(numbers)), {len(number) for number in numbers}) == (3, {8})
    assert set("".join(numbers)) <= set(ALPHABET)


def test_the_page_of_a_fault_shows_the_number_that_the_log_has(caplog):
    with caplog.at_level(logging.INFO, logger="portal.request"):
        answer = Client(raise_request_exception=False).get("/broken/")

    number = answer.headers["X-Request-Number"]
    line = records(caplog, "portal.request")[0]
    assert (number in answer.content.decode(), line.page, line.status, line.levelname) == (True, "broken", 500, "ERROR")


def test_the_log_names_the_page_and_not_what_was_searched(caplog, fund, treasurer):
    with caplog.at_level(logging.INFO, logger="portal.request"):
        signed_in(treasurer).get(f"/funds/{fund.code}/members/", {"q": "สมหญิง"})

    line = records(caplog, "portal.request")[0]
    assert (line.page, line.method, line.status, line.statements > 2) == ("members:register", "GET", 200, True)
    assert "สมหญิง" not in Lines().format(line) + Json().format(line)


def test_a_slow_statement_is_named_without_its_values(caplog, settings):
    settings.SLOW_QUERY_MS = 0
    with caplog.at_level(logging.WARNING, logger="portal.slow"), counted() as asked, connection.cursor() as cursor:
        cursor.execute("SELECT %s", ["สมหญิง"])

    line = records(caplog, "portal.slow")[0]
    assert (asked.count, "SELECT" in line.sql, "สมหญิง" in Json().format(line)) == (1, True, False)


def test_what_a_database_says_of_a_row_stays_out_of_the_log():
    said = "Failing row contains (7, สมหญิง, 9000000000021)"
    try:
        raise IntegrityError(said)
    except IntegrityError as fault:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "failed", (), (type(fault), fault, fault.__traceback__)
        )

    for formatter in (Lines(), Json()):
        written = formatter.format(record)
        assert ("สมหญิง" in written, "IntegrityError" in written, "test_watching.py" in written) == (False, True, True)


def test_a_line_for_programs_is_one_json_object():
    record = logging.makeLogRecord({"name": "portal.request", "msg": "answered", "status": 200, "levelname": "INFO"})
    line = json.loads(Json().format(record))

    assert (line["log"], line["said"], line["status"], line["level"]) == ("portal.request", "answered", 200, "INFO")


def test_an_answer_tells_how_long_it_took_only_where_asked_to(settings):
    assert "Server-Timing" not in Client().get("/healthz").headers
    settings.SERVER_TIMING = True
    assert Client().get("/healthz").headers["Server-Timing"].startswith('db;dur=0.00;desc="0", app;dur=')


def test_metrics_are_there_for_who_shows_the_token_and_for_nobody_else(settings, fund, tmp_path):
    assert Client().get("/metrics").status_code == 404
    settings.METRICS_TOKEN, settings.METRICS_DIR = "a word", tmp_path
    metrics.observe("home", "GET", 200, 0.02, 4)

    shown = Client().get("/metrics", headers={"Authorization": "Bearer a word"})
    wrong = Client().get("/metrics", headers={"Authorization": "Bearer another"})

    assert (wrong.status_code, shown.status_code) == (404, 200)
    assert 'portal_ready{part="database"} 1.0' in shown.content.decode()
