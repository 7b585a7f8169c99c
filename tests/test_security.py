"""What holds for every page: methods, forms, redirects, headers, and the matrix that the documents show."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from funds.access import OFFICES
from funds.models import Office
from funds.people_forms import AccountForm
from tests.cast import signed_in
from tests.test_isolation import IN_A_FUND, IN_A_PROVINCE, PAGES, address, offices, peopled, rows  # noqa: F401
from welfare.management.commands import access_matrix
from welfare.overview import matrix

HOME = Path(settings.BASE_DIR)
# Forms of a page that need no key: what is sent twice does what sending it once does -> why.
KEYLESS = {
    "funds:second-step": "sets one date",
    "people:end": "sets one date, once",
    "people:code-withdrawal": "takes one code back, once",
    "people:code-paper": "writes nothing",
    "members:match-wording": "carries what was shown of the words that it changes",
    "funds:account-new": "a fund has an account of one name once",
    "funds:policy-new": "a fund has one version of a day",
    "funds:regulation-new": "a fund has one version of a day",
    "funds:signing-rule-new": "a fund has one version of a day",
    "funds:draft-adoption": "a draft is adopted once",
    "funds:draft-benefit": "carries the revision of the draft that it changes",
    "funds:draft-discarding": "a draft is discarded once",
    "funds:draft-entry": "carries the revision of the draft that it changes",
    "funds:draft-figures": "carries the revision of the draft that it changes",
    "funds:draft-part": "carries the revision of the draft that it changes",
    "members:opening-money": "the books are opened once",
    "members:opening-members": "writes the same facts over the same ones",
    "members:voucher-proof-taking-back": "a file is taken back once",
    "province-find": "searches, so that no name and no citizen ID is left in an address; each search is written down",
    "members:neighbours": "searches, so that a citizen ID is not left in an address",
    "members:claim-new": "searches, so that a citizen ID is not left in an address",
    "members:claim-file-taking-back": "a file is taken back once",
    "events:agenda-change": "writes the same agenda over the same one",
    "events:invitation-new": "who is invited is invited once",
}


class Forms(HTMLParser):
    """Gather the forms of a page: method and the names of their fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, set[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "form":
            self.found.append(((facts.get("method") or "get").lower(), set()))
        elif tag in {"input", "select", "textarea", "button"} and self.found and facts.get("name"):
            self.found[-1][1].add(str(facts["name"]))


@pytest.mark.once
def test_the_documents_show_the_matrix_of_the_code():
    page = access_matrix.FILE.read_text(encoding="utf-8")

    assert page == access_matrix.written(page)


@pytest.mark.once
def test_the_matrix_has_a_line_for_every_page_that_asks_for_a_right():
    with_a_role = {page.name for page in matrix.pages() if page.role}

    assert with_a_role == {name for name, page in PAGES.items() if hasattr(page.view, "role")}
    assert all(page.methods for page in matrix.pages())


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_of_a_fund_takes_another_method(method, fund, rows, offices):  # noqa: F811
    taken = []
    clients = {office: signed_in(user) for office, user in offices.items()}
    for name in IN_A_FUND:
        office = next(one for one in Office.values if one in OFFICES[PAGES[name].view.role])  # type: ignore[attr-defined]
        if (got := getattr(clients[office], method)(address(name, fund, rows)).status_code) not in (405, 403):
            taken.append((name, got))

    assert taken == []


@pytest.mark.django_db
def test_no_form_is_taken_without_its_token(fund, rows, offices):  # noqa: F811
    taken = []
    clients = {}
    for office, user in offices.items():
        clients[office] = Client(enforce_csrf_checks=True)
        clients[office].force_login(user)
    for name in IN_A_FUND:
        office = next(one for one in Office.values if one in OFFICES[PAGES[name].view.role])  # type: ignore[attr-defined]
        if (got := clients[office].post(address(name, fund, rows)).status_code) not in (403, 405):
            taken.append((name, got))
    for name in ("join", "account_login", "account_logout", "set_language"):
        if (got := Client(enforce_csrf_checks=True).post(reverse(name)).status_code) != 403:
            taken.append((name, got))

    assert taken == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nothing_sends_a_reader_to_another_host(treasurer, where):
    cache.clear()
    tries = (
        Client().post(
            f"{reverse('account_login')}",
            {"login": treasurer.username, "password": "a long enough password", "next": where},
        ),
        signed_in(treasurer).post(reverse("account_logout"), {"next": where}),
        Client().post(reverse("set_language"), {"language": "en", "next": where}),
        signed_in(treasurer).get(reverse("account_login"), {"next": where}),
    )

    assert [answer.headers.get("Location", "/")[:1] for answer in tries] == ["/"] * 4
    assert not any(
        "evil" in answer.headers.get("Location", "") or "script" in answer.headers.get("Location", "")
        for answer in tries
    )


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/accounts/login/", "/join/", "/nowhere/"])
def test_every_answer_carries_what_a_browser_must_keep_to(url):
    headers = Client().get(url).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert {part.split()[0] for part in policy.split("; ")} >= {
        "default-src", "object-src", "base-uri", "frame-ancestors", "form-action",
    }  # fmt: skip
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == (
        "DENY", "nosniff", "same-origin",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_wrong_password_too_often_locks_the_account_for_a_while(treasurer):
    cache.clear()
    tries = [
        Client().post(reverse("account_login"), {"login": treasurer.username, "password": f"wrong {number}"})
        for number in range(6)
    ]
    assert "too many" in str(tries[-1].context["form"].errors).lower() or "หลายครั้ง" in str(
        tries[-1].context["form"].errors
    )

    right = {"login": treasurer.username, "password": "a long enough password"}
    assert Client().post(reverse("account_login"), right).status_code == 200
    cache.clear()


@pytest.mark.django_db
def test_who_is_signed_in_sees_and_ends_their_sessions(treasurer):
    first, second = Client(), Client()
    for client in (first, second):
        client.post(reverse("account_login"), {"login": treasurer.username, "password": "a long enough password"})
    assert first.get(reverse("usersessions_list")).status_code == 200

    first.post(reverse("usersessions_list"))

    assert (first.get(reverse("start")).status_code, second.get(reverse("usersessions_list")).status_code) == (302, 302)


@pytest.mark.django_db
def test_nobody_learns_whether_a_user_name_is_used(treasurer):
    cache.clear()
    pages = [
        Client().post(reverse("account_login"), {"login": name, "password": "not the password"})
        for name in (treasurer.username, "nobody.at.all")
    ]

    assert str(pages[0].context["form"].errors) == str(pages[1].context["form"].errors)


def started(**environment):
    """Import the settings in a process of their own; give its code and what it said."""
    keep = {"PATH": "/usr/bin:/bin", "PORTAL_DATA_DIR": environment.pop("data")}
    code = "import django; django.setup(); from django.conf import settings; print(settings.INSTALLED_APPS, {})"
    command = [sys.executable, "-c", code.format("settings.CONTENT_SECURITY_POLICY")]
    return subprocess.run(  # noqa: S603 -- our own interpreter
        command, cwd=HOME, capture_output=True, text=True, check=False,
        env=keep | {"DJANGO_SETTINGS_MODULE": "welfare.settings"} | environment,
    )  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("name", ["SECRET_KEY", "DEMO_PASSWORD"])
def test_a_real_portal_does_not_start_with_a_secret_that_everybody_knows(tmp_path, name):
    bad = {"SECRET_KEY": "short"} if name == "SECRET_KEY" else {"PORTAL_DEMO": "yes"}
    answer = started(data=str(tmp_path), PORTAL_HTTPS="yes", ALLOWED_HOSTS="portal.example", **bad)

    assert answer.returncode != 0
    assert name in answer.stderr


@pytest.mark.once
def test_line_is_off_until_a_channel_is_named_and_then_its_page_may_answer_forms(tmp_path):
    off, on = started(data=str(tmp_path)), started(data=str(tmp_path), LINE_CHANNEL_ID="1", LINE_CHANNEL_SECRET="2")

    assert ("line" in off.stdout, "access.line.me" in off.stdout) == (False, False)
    assert ("providers.line" in on.stdout, "https://access.line.me" in on.stdout) == (True, True)


@pytest.mark.django_db
def test_a_form_that_writes_carries_a_key(fund, rows, offices):  # noqa: F811
    keyless = set()
    methods = {page.name: page.methods for page in matrix.pages()}
    there = rows | peopled(offices[Office.AUDITOR], by=offices[Office.ADMIN])
    for name in [name for name in [*IN_A_FUND, *IN_A_PROVINCE] if set(methods[name]) == {"GET", "POST"}]:
        if not PAGES[name].parts - {"fund", "province"} <= set(there):
            continue
        office = next(one for one in Office.values if one in OFFICES[PAGES[name].view.role])  # type: ignore[attr-defined]
        answer = signed_in(offices[office]).get(address(name, fund, there))
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        own = [fields for method, fields in Forms(answer.content.decode()).found if method == "post"]
        own = [fields for fields in own if not fields <= {"csrfmiddlewaretoken", "next", "language"}]
        if any("key" not in fields for fields in own if fields - {"csrfmiddlewaretoken", "next", "language"}):
            keyless.add(name)

    assert " ".join(sorted(keyless - set(KEYLESS))) == ""


@pytest.mark.django_db
def test_an_account_is_not_opened_with_a_weak_password(treasurer, province_admin):
    for weak in ("short", "1234567890", "treasurer.rawai", "password123"):
        form = AccountForm({"password": weak, "again": weak}, user=treasurer, is_new=False)
        assert list(form.errors) == ["password"]


@pytest.mark.once
def test_passwords_are_kept_by_a_slow_hash(tmp_path):
    code = "import django; django.setup(); from django.contrib.auth import hashers; print(hashers.make_password('x'))"
    answer = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", code],
        cwd=HOME, capture_output=True, text=True, check=True,
        env={"PATH": "/usr/bin:/bin", "PORTAL_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "welfare.settings"},
    )  # fmt: skip
    kind, rounds, *_rest = answer.stdout.split("$")

    assert (kind, int(rounds) >= 600_000) == ("pbkdf2_sha256", True)


@pytest.mark.django_db
def test_a_code_is_never_kept_by_the_browser(province_admin, treasurer):
    where = reverse("people:code", args=["phuket", treasurer.pk])

    assert "no-store" in signed_in(province_admin).get(where).headers["Cache-Control"]
    assert "no-store" in Client().get(reverse("join")).headers["Cache-Control"]


@pytest.mark.once
def test_every_test_that_the_document_names_is_there():
    page = access_matrix.FILE.read_text(encoding="utf-8")
    written = "".join(path.read_text(encoding="utf-8") for path in (HOME / "tests").glob("**/*.py"))

    assert [name for name in re.findall(r"`(test_\w+)`", page) if f"def {name}(" not in written] == []
    assert [name for name in re.findall(r"`(tests/[\w/.]+)`", page) if not (HOME / name).exists()] == []
