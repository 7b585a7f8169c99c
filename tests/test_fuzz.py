"""Anything typed into any form gets an answer, never a fault of ours, and never a word of another fund.

600 submissions in a run of the suite; `make fuzz` sends 10,000 (or as many as FUZZ says) with another seed each time.
"""

import os
import random
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from funds.access import OFFICES
from funds.models import Office
from tests.cast import signed_in
from tests.events.factories import gathered
from tests.factories import give, make_claim, make_member, make_outsider
from tests.test_isolation import IN_A_FUND, IN_A_PROVINCE, PAGES, address, offices, peopled, rows  # noqa: F401
from welfare.overview import matrix

pytestmark = pytest.mark.usefixtures("unwatched")

SUBMISSIONS = int(os.environ.get("FUZZ", "300"))
SEED = os.environ.get("FUZZ_SEED", "the same each time")
THEIRS = "กล้วยไม้ไม่ใช่ของเรา"  # the name of another fund's member, which no page of this one may show
LIBRARY_FORMS = ("account_login", "account_change_password", "account_email", "account_reset_password", "join")

WORDS = (
    "", " ", "0", "1", "-1", "999999999999999999999", "1e9", "0.001", "NaN", "Infinity", "1,234.50", "๑๒๓", "12/3/68",
    "31/2/2568", "๑๒ มี.ค. ๒๕๖๘", "2569-01-01", "0001-01-01", "ก" * 5000, "\x00", "a\x00b", "😀", "‮", "​",
    "' OR 1=1 --", '"; DROP TABLE funds_fund; --', "<script>alert(1)</script>", "{{ 7*7 }}", "{% url 'x' %}", "%s%n",
    "../../etc/passwd", "=cmd|' /C calc'!A0", "on", "true", "null", "[]", "{}", "[1,", '{"a": 1}', "save",
    "check", "edit",
    "00000000-0000-0000-0000-000000000000", "not-a-uuid", "1101700230705", "นางสมหญิง ใจดี", "\n\r\n", "a@b", "-", ".",
)  # fmt: skip


class Fields(HTMLParser):
    """Gather what the forms of a page ask for: the name of each field, and values that it offers."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.offered: dict[str, list[str]] = {}
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        name = str(facts.get("name") or "")
        if tag == "select":
            self.select = name
        if tag in {"input", "select", "textarea", "button"} and name:
            self.offered.setdefault(name, []).append(str(facts.get("value") or ""))
        elif tag == "option":
            self.offered.setdefault(self.select, []).append(str(facts.get("value") or ""))


def typed(rng: random.Random, offered: dict[str, list[str]]) -> dict[str, Any]:
    """Fill a form: mostly with what it offers, sometimes with anything, sometimes not at all, sometimes with more."""
    filled: dict[str, Any] = {}
    for name, values in offered.items():
        fate = rng.random()
        if fate < 0.1:
            continue
        filled[name] = rng.choice(values) if fate < 0.5 else anything(rng)
    if rng.random() < 0.2:
        filled[rng.choice(["id", "fund", "by", "is_superuser", "key", "step", "next", "page", "x" * 300])] = anything(
            rng
        )
    return filled


def anything(rng: random.Random) -> object:
    fate = rng.random()
    if fate < 0.05:
        return SimpleUploadedFile("a.xlsx", rng.randbytes(rng.randrange(200)))
    if fate < 0.1:
        return [rng.choice(WORDS), rng.choice(WORDS)]
    if fate < 0.15:
        return "".join(chr(rng.randrange(1, 0xD7FF)) for _letter in range(rng.randrange(60)))
    return rng.choice(WORDS)


@pytest.fixture
def doors(fund, other_fund, rows, offices, stranger, province_admin):  # noqa: F811
    """Every page that takes a form, with its address and someone who may open it."""
    give(other_fund, "4242.42", by=stranger)
    make_member(other_fund, by=stranger, first_name=THEIRS)
    make_claim(other_fund, by=stranger, person=make_outsider(THEIRS, THEIRS))
    there = gathered(fund.province, by=province_admin) | peopled(offices[Office.AUDITOR], by=province_admin)
    methods = {page.name: page.methods for page in matrix.pages()}
    found = []
    for name in [*IN_A_FUND, *IN_A_PROVINCE]:
        role = PAGES[name].view.role  # type: ignore[attr-defined]
        office = sorted(OFFICES[role] - {Office.OFFICER, Office.ADMIN} or OFFICES[role])[-1]
        where = address(name, fund, rows if name in IN_A_FUND else there)
        if name in IN_A_FUND:  # pages of the whole province may name every fund
            found.append((name, where, offices[office], "POST" in methods[name]))
        elif "POST" in methods[name]:
            found.append((name, where, offices[office], True))
    return found


def sent(client: Client, where: str, filled: dict[str, Any], *, post: bool) -> Any:
    with transaction.atomic():
        answer = client.post(where, filled) if post else client.get(where, filled)
        transaction.set_rollback(True)
    return answer


@pytest.mark.django_db
def test_whatever_is_typed_is_answered_and_shows_nothing_of_another_fund(doors, fund):
    rng, faults, seen = random.Random(SEED), [], {}
    clients: dict[int, Client] = {}
    for number in range(SUBMISSIONS):
        name, where, user, takes_post = doors[number % len(doors)]
        client = clients.setdefault(user.pk, signed_in(user))
        client.raise_request_exception = False
        if where not in seen:
            shown = client.get(where)
            text = b"".join(shown) if shown.streaming else shown.content
            seen[where] = Fields(text.decode(errors="replace")).offered
        filled = typed(rng, seen[where] or {"q": [""], "page": ["1"], "format": ["csv", "xlsx"]})
        answer = sent(client, where, filled, post=takes_post and rng.random() < 0.9)
        words = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
        if answer.status_code >= 500:
            faults.append((name, answer.status_code, filled))
        elif (THEIRS in words or "4,242.42" in words) and name in IN_A_FUND:
            faults.append((name, "shows another fund", filled))

    assert faults == []


@pytest.mark.django_db
def test_whatever_is_typed_at_the_door_is_answered(treasurer):
    rng, faults = random.Random(SEED), []
    for number in range(max(SUBMISSIONS // 10, 1)):
        cache.clear()
        where = reverse(LIBRARY_FORMS[number % len(LIBRARY_FORMS)])
        client = signed_in(treasurer) if number % 2 else Client()
        client.raise_request_exception = False
        names = (
            "login",
            "password",
            "code",
            "next",
            "username",
            "email",
            "oldpassword",
            "password1",
            "password2",
            "again",
        )
        answer = sent(client, where, typed(rng, {name: ["", "treasurer.rawai"] for name in names}), post=True)
        if answer.status_code >= 500:
            faults.append((where, answer.status_code))

    assert faults == []
