from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from tests.cast import signed_in


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


def closed(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("ต้องเป็นเหรัญญิก")


urlpatterns = [path("broken/", broken), path("closed/", closed), path("", include("welfare.urls"))]
handler400 = "welfare.http.bad_request"
handler403 = "welfare.http.forbidden"
handler404 = "welfare.http.not_found"
handler500 = "welfare.http.server_error"

pytestmark = pytest.mark.urls("tests.welfare.test_http")


def says(answer) -> str:
    return unescape(answer.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/nowhere/", 404, "ไม่มีหน้านี้"),
        ("/closed/", 403, "ต้องเป็นเหรัญญิก"),
        ("/broken/", 500, "สิ่งที่บันทึกไว้ก่อนหน้านี้ยังอยู่ครบ"),
    ],
)
def test_an_error_page_says_in_thai_what_to_do_next(url, status, words):
    answer = Client(raise_request_exception=False).get(url)

    assert (answer.status_code, words in says(answer), 'lang="th"' in says(answer)) == (status, True, True)


def test_what_is_too_large_is_told_so(fund, treasurer):
    answer = signed_in(treasurer).post(reverse("members:enrol", args=[fund.code]), {"first_name": "ก" * 3_000_000})

    assert (answer.status_code, "ใหญ่เกินไป" in says(answer)) == (413, True)


def test_a_form_with_too_many_fields_is_told_so(fund, treasurer):
    answer = signed_in(treasurer).post(
        reverse("members:enrol", args=[fund.code]), {f"field{number}": "" for number in range(5001)}
    )

    assert answer.status_code == 413


def test_a_page_that_was_open_too_long_keeps_what_was_typed(fund, treasurer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(treasurer)

    answer = browser.post(reverse("members:enrol", args=[fund.code]), {"first_name": "สมหญิง"})

    assert (answer.status_code, "ย้อนกลับ" in says(answer)) == (403, True)


def test_guessing_a_password_is_stopped_and_told_so(treasurer):
    browser = Client()
    statuses = [
        browser.post(reverse("account_login"), {"login": treasurer.username, "password": f"guess {number}"}).status_code
        for number in range(12)
    ]
    last = browser.post(reverse("account_login"), {"login": treasurer.username, "password": "a long enough password"})

    assert (set(statuses) <= {200, 429}, last.status_code == 302) == (True, False)


@pytest.mark.django_db
def test_every_answer_carries_the_headers_that_guard_it():
    headers = Client().get("/").headers

    assert {name: headers.get(name) for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")} == {
        "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    }  # fmt: skip
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
