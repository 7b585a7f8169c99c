"""The face keeps its promises: readable, safe under a strict policy, light, and usable with scripts off."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from welfare.forms import BahtFormField, KeyField, PortalForm, ThaiDateField
from welfare.overview import style

HOME = Path(settings.BASE_DIR)
TEMPLATES = sorted((HOME / "templates").rglob("*.html"))
SHEETS = sorted((HOME / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((HOME / "static" / "js").rglob("*.js"))

# Letters and the ground that they stand on: 4.5 to 1.
READABLE = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "sea", "sea-strong")
        for ground in ("page", "surface", "sunken", "sea-pale")
    ),
    *((ink, ground) for ink in ("warm", "wrong") for ground in ("page", "surface", f"{ink}-pale")),
    ("on-sea", "sea"),
    ("on-sea", "sea-strong"),
    ("on-wrong", "wrong"),
    ("on-coin", "coin"),
    ("on-deep", "deep"),
    ("on-deep", "deep-far"),
    ("on-deep-soft", "deep"),
    *((f"on-step-{step}", f"step-{step}") for step in range(1, 6)),
]
# Edges of what can be used, and the ring around what has the focus: 3 to 1.
VISIBLE = [
    ("line-strong", "page"),
    ("line-strong", "surface"),
    ("focus", "page"),
    ("focus-on-deep", "deep"),
    ("sea", "page"),
]


def tokens(*, dark: bool) -> dict[str, str]:
    """The colours of light, or of dark where dark says otherwise."""
    light, _, night = (HOME / "static/css/tokens.css").read_text().partition("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", light))
    return found | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", night)) if dark else found


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, contrast ratio of two colours written as #rrggbb."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_pair_of_letters_and_ground_has_enough_contrast(dark: bool):
    colour = tokens(dark=dark)
    low = {
        (one, other): round(contrast(colour[one], colour[other]), 2)
        for least, pairs in ((4.5, READABLE), (3, VISIBLE))
        for one, other in pairs
        if contrast(colour[one], colour[other]) < least
    }

    assert low == {}


def test_the_steps_of_the_map_grow_darker_by_day_and_brighter_by_night():
    for dark in (False, True):
        page = tokens(dark=dark)["surface"]
        away = [contrast(tokens(dark=dark)[f"step-{step}"], page) for step in range(1, 6)]
        assert away == sorted(away)


def test_colours_are_written_in_the_tokens_alone():
    strays = {
        sheet.name: found
        for sheet in SHEETS
        if sheet.name not in {"tokens.css", "print.css"}
        and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", re.sub(r"url\([^)]*\)", "", sheet.read_text())))
    }

    assert strays == {}


def test_every_token_that_a_sheet_uses_exists():
    known = set(re.findall(r"(--[\w-]+):", (HOME / "static/css/tokens.css").read_text()))

    assert {used for sheet in SHEETS for used in re.findall(r"var\((--[\w-]+)", sheet.read_text())} - known == set()


def test_no_template_writes_style_or_script_into_the_page():
    forbidden = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)

    assert [str(file) for file in TEMPLATES if forbidden.search(file.read_text())] == []


def test_nothing_is_fetched_from_another_host():
    elsewhere = re.compile(r"(?:src|href|action)=\"(?:https?:)?//|url\(\"?(?:https?:)?//|@import")

    assert [str(file) for file in [*TEMPLATES, *SHEETS] if elsewhere.search(file.read_text())] == []


def test_every_component_says_its_inputs_first():
    silent = [
        f.name for f in TEMPLATES if f.parent.name == "components" and not f.read_text().startswith("{# inputs: ")
    ]

    assert silent == []


def test_every_component_is_in_the_catalogue_of_the_design_page():
    catalogue = (HOME / "docs/design.md").read_text()
    inner = {"brand", "footer", "head", "masthead", "messages", "language", "fund_nav"}
    names = {file.stem for file in TEMPLATES if file.parent.name == "components"} - inner

    assert [name for name in sorted(names) if f"| `{name}` |" not in catalogue] == []


# What is typed or scanned is kept on the device, sent later and never twice: one story, not told in two files.
LONGER = {"desk.js", "keep.js"}


def test_a_behaviour_is_at_most_sixty_lines():
    assert {file.name for file in SCRIPTS if len(file.read_text().splitlines()) > 60} == LONGER


def test_every_icon_that_a_template_names_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (HOME / "static/img/icons.svg").read_text()))
    named = {
        name
        for file in TEMPLATES
        for name in re.findall(r'icon\.html" with name="([\w-]+)"|icon="([\w-]+)"', file.read_text())
        for name in name
        if name
    }

    assert named - drawn == set()
    assert set(style.ICONS.split()) == drawn


class Page(HTMLParser):
    """What a browser would fetch for a page, and every attribute of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.tags if name == tag)

    def first(self, tag: str) -> dict[str, str | None]:
        return next(self.all(tag))


@pytest.fixture
def request_() -> HttpRequest:
    request = RequestFactory().get("/members/", {"q": "สมชาย", "page": "3", "sort": "name"})
    request.LANGUAGE_CODE = "th"
    return request


class Visit(PortalForm):
    """A small form with each thing that a field can be."""

    name = forms.CharField(label="ชื่อ")
    on = ThaiDateField(label="วันที่")
    amount = BahtFormField(label="จำนวนเงิน")
    note = forms.CharField(label="หมายเหตุ", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="เรื่อง", choices=[("a", "เจ็บป่วย"), ("b", "คลอดบุตร")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="ยินยอมแล้ว")
    key = KeyField()


def component(part: str, request: HttpRequest | None = None, **inputs: object) -> str:
    with translation.override("en"):
        return render_to_string(f"components/{part}.html", inputs, request)


def test_a_refused_field_keeps_what_was_typed_and_says_why_beside_it_and_on_top(request_: HttpRequest):
    form = Visit({"name": "", "on": "31/02/2568", "amount": "1,200", "kind": "b", "key": "no"})
    html = component("form", request_, form=form, submit="ส่ง")
    page = Page(html)
    (on,) = (field for field in page.all("input") if field.get("name") == "on")

    assert (on["value"], on["aria-invalid"], on["aria-describedby"]) == (
        "31/02/2568",
        "true",
        "id_on_helptext id_on_error",
    )
    assert {"id_on_error", "id_on_helptext"} <= {tag.get("id") for _, tag in page.tags}
    assert [link["href"] for link in page.all("a")] == ["#id_name", "#id_on", "#id_agreed"]
    with translation.override("en"):
        # The hidden key has no place of its own, so only the list on top says it.
        assert [html.count(str(form.errors[name][0])) for name in ("on", "key")] == [2, 1]


def test_every_field_has_its_label_and_what_is_optional_says_so(request_: HttpRequest):
    html = component("form", request_, form=Visit(), submit="ส่ง")
    page = Page(html)
    labelled = {label["for"] for label in page.all("label")}
    written = [tag for tag, _ in page.tags if tag in {"input", "textarea"}]

    assert {"id_name", "id_on", "id_amount", "id_note", "id_kind_0", "id_kind_1", "id_agreed"} == labelled
    assert html.count("(if any)") == 1
    assert html.count("<legend>") == 1
    assert len(written) == len(labelled) + 2  # the hidden key and the token against forgery


def test_a_form_posts_once_and_carries_its_key_and_token(request_: HttpRequest):
    page = Page(component("form", request_, form=Visit(), submit="ส่ง"))
    (form,) = page.all("form")

    assert (form["method"], "data-once" in form) == ("post", True)
    assert {field["name"] for field in page.all("input") if field["type"] == "hidden"} == {"csrfmiddlewaretoken", "key"}


def test_a_field_of_baht_says_baht_and_what_it_understood():
    with translation.override("en"):
        html = component("field", field=Visit({"amount": "๑,๒๐๐.๕๐"})["amount"])

    assert '<span class="field__unit">baht</span>' in html
    assert '<output class="field__understood" id="id_amount_understood" for="id_amount">1,200.50 baht</output>' in html


def test_a_column_sorts_one_way_then_the_other_and_goes_back_to_the_first_page(request_: HttpRequest):
    sorted_up = component("th", request_, label="Name", key="name", sort="name")
    sorted_down = component("th", request_, label="Name", key="name", sort="-name")
    other = component("th", request_, label="Number", key="number", sort="name")

    query = "?q=%E0%B8%AA%E0%B8%A1%E0%B8%8A%E0%B8%B2%E0%B8%A2&sort="
    assert [
        ('aria-sort="ascending"' in th, 'aria-sort="descending"' in th, Page(th).first("a")["href"])
        for th in (sorted_up, sorted_down, other)
    ] == [(True, False, f"{query}-name"), (False, True, f"{query}name"), (False, False, f"{query}number")]


def test_paging_keeps_what_was_searched(request_: HttpRequest):
    links = Page(component("pagination", request_, page=Paginator(range(600), 50).page(3))).all("a")

    kept = "?q=%E0%B8%AA%E0%B8%A1%E0%B8%8A%E0%B8%B2%E0%B8%A2&page="
    assert [(link["rel"], link["href"]) for link in links] == [
        ("prev", f"{kept}2&sort=name"),
        ("next", f"{kept}4&sort=name"),
    ]


def test_one_page_needs_no_paging(request_: HttpRequest):
    assert component("pagination", request_, page=Paginator(range(3), 50).page(1)).strip() == ""


def test_a_name_with_markup_in_it_prints_as_it_is():
    assert "&lt;b&gt;" in component("person", name="<b>สมชาย</b>", number="12")


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "413", "429"])
def test_an_error_page_says_what_to_do_next(code: str, request_: HttpRequest):
    page = render_to_string(f"{code}.html", {"reason": "เฉพาะเหรัญญิก"}, request_)

    assert page.count("<h1>") == 1
    assert page.count("<p>") >= 1
    assert 'class="button" href="/"' in page
    assert ("เฉพาะเหรัญญิก" in page) == (code == "403")


def test_the_page_for_our_own_mistake_needs_neither_request_nor_database():
    page = render_to_string("500.html")

    assert page.count("<h1>") == 1
    assert "css/tokens.css" in page
    assert "csrf" not in page


@pytest.mark.django_db
def test_the_heaviest_page_weighs_less_than_a_hundred_kilobytes_without_fonts(request_: HttpRequest):
    with translation.override("th"):
        html = style.style(request_).content.decode()
    page = Page(html)
    files = (
        {link["href"] for link in page.all("link") if link["rel"] == "stylesheet"}
        | {script["src"] for script in page.all("script")}
        | {image["src"] for image in page.all("img")}
    )
    names = {str(file).removeprefix(settings.STATIC_URL) for file in files}
    own = sum(Path(str(finders.find(name))).stat().st_size for name in names if not name.startswith("django_htmx"))

    assert len([name for name in names if name.endswith(".css")]) == 13
    assert own < 60_000


@pytest.mark.django_db
def test_signing_in_needs_no_script_and_offers_the_other_language(client: Client):
    page = Page(client.get("/accounts/login/").content.decode())
    forms_ = list(page.all("form"))

    assert {(form["method"], form["action"]) for form in forms_} == {
        ("post", "/language/"),
        ("post", "/accounts/login/"),
        ("post", "/accounts/2fa/webauthn/login/"),  # sent by a passkey; its button shows where scripts run
    }
    assert {field["name"] for field in page.all("input")} == {
        "csrfmiddlewaretoken", "next", "login", "password", "credential",
    }  # fmt: skip
