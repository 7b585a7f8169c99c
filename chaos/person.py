"""Somebody at a browser: opens pages, fills in forms as they stand there, and notes what the portal answered."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib import import_module
from typing import Any
from urllib.parse import urljoin

import requests
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from welfare.models import User

TIMEOUT = 60


@dataclass
class Form:
    """A form of a page: where it goes, what it holds, and which buttons it has."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Forms(HTMLParser):
    """Read the forms of a page with the values that a browser would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = self.textarea = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(facts.get("action", ""), facts.get("method", "get").lower())
            self.forms.append(self.form)
        name, form = facts.get("name", ""), self.form
        if form is None:
            return
        if tag == "input" and name:
            kind = facts.get("type", "text")
            if kind in {"checkbox", "radio"}:
                form.choices.setdefault(name, []).append(facts.get("value", "on"))
                if "checked" in facts:
                    form.fields[name] = facts.get("value", "on")
            elif kind == "submit":
                form.buttons.append((name, facts.get("value", "")))
            elif kind != "file":
                form.fields[name] = facts.get("value", "")
        elif tag == "button" and name:
            form.buttons.append((name, facts.get("value", "")))
        elif tag == "select":
            self.select = name
        elif tag == "textarea":
            self.textarea = name
            form.fields[name] = ""
        elif tag == "option" and self.select:
            form.choices.setdefault(self.select, []).append(facts.get("value", ""))
            if "selected" in facts or self.select not in form.fields:
                form.fields[self.select] = facts.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.textarea and self.form:
            self.form.fields[self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""


@dataclass(frozen=True)
class Post:
    """A form that is filled in and about to be sent: to the same effect however often it is."""

    by: "Person"
    path: str
    fields: dict[str, str]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def send(self) -> requests.Response:
        return self.by.send(self)


class Unexpected(Exception):
    """A page was not as somebody who works with it would expect."""


class Person:
    """A user at a browser of their own, signed in already."""

    def __init__(self, address: str, user: User | None) -> None:
        self.address, self.user = address, user
        self.browser = requests.Session()
        self.browser.trust_env = False
        if user is not None:
            self.browser.cookies.set(settings.SESSION_COOKIE_NAME, session_of(user))

    def get(self, path: str) -> requests.Response:
        return self.browser.get(urljoin(self.address, path), timeout=TIMEOUT)

    def send(self, post: Post) -> requests.Response:
        """Send a form once, and do not follow where the answer leads."""
        return self.browser.post(
            urljoin(self.address, post.path), data=post.fields, files=post.files or None, timeout=TIMEOUT,
            allow_redirects=False,
        )  # fmt: skip

    def form(self, path: str, holding: str) -> tuple[str, Form]:
        """Open a page and give the address and the form on it that has the field `holding`."""
        return form_of(self.get(path), holding)

    def filled(self, path: str, typed: dict[str, str], *, holding: str = "key", step: str = "", check: bool = True,
               ) -> Post:  # fmt: skip
        """Fill in the form of a page, read it back where the page asks for that, and give what is sent last."""
        where, form = self.form(path, holding)
        fields = form.fields | typed
        target = urljoin(where, form.action)
        if not check:
            return Post(self, target, fields | ({"step": step} if step else {}))
        answer = self.send(Post(self, target, fields | {"step": "check"}))
        if answer.status_code != 200:
            raise Unexpected(f"{path}: {answer.status_code} to the check")
        where, form = form_of(answer, holding)
        buttons = dict(form.buttons)
        if "step" not in buttons and "step" not in form.fields:
            raise Unexpected(f"{path}: nothing to confirm; {faults(answer.text)}")
        if ("step", "save") not in form.buttons and form.fields.get("step") != "save":
            raise Unexpected(f"{path}: refused; {faults(answer.text)}")
        return Post(self, urljoin(where, form.action), form.fields | {"step": step or "save"})


def form_of(answer: requests.Response, holding: str) -> tuple[str, Form]:
    for form in Forms(answer.text).forms:
        if form.method == "post" and holding in form.fields:
            return answer.url, form
    raise Unexpected(f"{answer.url}: {answer.status_code}, no form with {holding}; {faults(answer.text)}")


def faults(page: str) -> str:
    """Give what a page says is wrong, for whoever reads the log of a run."""
    plain = re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    said = re.findall(
        r"(?:<h1[^>]*>|field__errors[^>]*>|notice__title[^>]*>)(.*?)</(?:h1|ul|h2)>", plain, flags=re.DOTALL
    )
    return " | ".join(re.sub(r"<[^>]+>", " ", words).strip() for words in said)[:600]


def session_of(user: User) -> str:
    """Sign `user` in without the page for it: the rate limit of sign-ins is not what is tried here."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)
