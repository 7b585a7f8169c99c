"""Thai unless the reader chooses English, whatever the browser prefers; and then English throughout."""

import html
import re
from collections.abc import Iterable, Iterator

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import formats, translation

from funds.access import OFFICES, Role
from funds.models import Fund, Office
from members import consents
from tests.cast import signed_in
from tests.events.factories import gathered
from tests.factories import AUGUST
from tests.test_isolation import ACCESS, IN_A_FUND, IN_A_PROVINCE, PAGES, PUBLIC, address, peopled, rows_of
from welfare.letters import TITLES
from welfare.models import User

pytestmark = pytest.mark.usefixtures("unwatched")

THAI = re.compile(r"[\u0e01-\u0e5b][\u0e01-\u0e5b\s.]*")
LATIN = re.compile(r"[A-Za-z]{2,}")
DRAWN = re.compile(r"<(script|style|svg|code|pre|textarea)\b.*?</\1>", re.DOTALL)
IN_THAI = re.compile(r"<(\w+)[^>]* lang=\"th\"[^>]*>.*?</\1>", re.DOTALL)
IN_ENGLISH = re.compile(r"<(\w+)[^>]* lang=\"en\"[^>]*>.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
# Words that a page in English says in Thai, and why.
SAID_IN_THAI = {
    "มี.ค.": "an example of how a date may be typed",
    "ข้อ": "a clause, as the regulation on paper calls it",
    "ประชุมใหญ่": "the meeting, as the rule book on file calls it",
    "ยุทธศาสตร์ที่": "a strategy by its number, until the network enters its title",
    "ยุทธศาสตร์ภาคประชาชน": "an example of a title",
    "ที่ประชุมคณะกรรมการเครือข่าย": "the meeting, as minutes call it",
    "ครั้งที่": "the number of a meeting, as minutes write it",
    "รายงานผลงานรอบปี": "an example of an item of an agenda",
    "เหรัญญิก": "an example of a post",
    "ลงทะเบียนทางลิงก์": "who registered by the public link, as a name on record",
    "พ.ศ.": "the era of a year in a Thai text",
    "ใหม่": "a draft by its title",
    "ชื่อ": "a heading of a sheet, as the paper register has it",
    "สกุล": "a heading of a sheet, as the paper register has it",
    "วันที่สมัคร": "a heading of a sheet, as the paper register has it",
    "ผลงาน": "a heading of a sheet, as it is typed",
    "อารี": "a name in a sheet",
    "ภก.": "an example of what stands before a number",
    "นอนโรงพยาบาล": "an example of a benefit",
    "ค่านอนของแม่": "an example of a part of a benefit",
    "ค่าแว่นตา": "an example of a part of a benefit",
    "เกรดเฉลี่ย": "an example of a fact that a rule asks for",
    "เที่ยว": "an example of what is counted",
    consents.TEXTS[consents.CURRENT]: "what is consented to, as it is signed",
} | dict.fromkeys("๑๒๓๔๕๖๗", "the number of a strategy, as its text writes it")
# Words that a page in Thai says in Latin letters, and why.
SAID_IN_ENGLISH = {
    "English": "the way to the other language",
    "Google Authenticator": "the name of an app",
    "CSV": "the name of a format",
    "SVG": "the name of a format",
    "XLSX": "the name of a format",
    "TOML": "the name of a format",
    "Excel": "the name of a program",
    "Enter": "what stands on the key",
    "LINE": "the name of a program",
    "KB": "a measure of files",
    "MB": "a measure of files",
    "JSON": "the name of a format",
    "PDF": "the name of a format",
    "SHA": "the name of a way to seal a copy",
    "/open-data/province.json": "an address",
    "/open-data/funds.json": "an address",
    "/open-data/funds.csv": "an address",
    "/open-data/help.json": "an address",
    "/open-data/help.csv": "an address",
    "/open-data/schema.json": "an address",
    "UTF": "the name of a way to write letters",
    "xxxx": "digits of a citizen ID that stay hidden",
    "xlsx": "the ending of a file's name",
    "xls": "the ending of a file's name",
    "csv": "the ending of a file's name",
    "toml": "the ending of a file's name",
    "2346-789A-CDEF-HJKM-NPRT": "an example of a code",
    "ZIP": "the name of a format",
    "JPEG": "the name of a format",
    "PNG": "the name of a format",
    "HEIC": "the name of a format",
    "SQLite": "the name of a program",
    "PostgreSQL": "the name of a program",
    "manage.py work": "a command",
}


def written_in(page: str) -> tuple[str | None, str | None]:
    """Give the language a page says it is in, and the words of its way back to the other one."""
    language = re.search(r'<html[^>]* lang="(\w+)"', page)
    other = re.search(r'<button[^>]* name="language" value="(\w+)"', page)
    return language and language[1], other and other[1]


@pytest.mark.parametrize("asked", ["", "en-US,en;q=0.9", "th", "ru"])
def test_a_reader_who_chose_nothing_gets_thai_whatever_the_browser_prefers(db, asked):
    answer = Client(headers={"accept-language": asked}).get(reverse("account_login"))

    assert answer.headers["Content-Language"] == "th"
    assert written_in(answer.content.decode()) == ("th", "en")
    vary = set(answer.headers["Vary"].split(", "))
    assert (vary & {"Cookie", "Accept-Language"}) == {"Cookie"}


def test_the_switch_speaks_english_and_back_on_the_same_page(db):
    client, page = Client(), reverse("account_login")

    chosen = client.post(reverse("set_language"), {"language": "en", "next": page})
    english = client.get(page)
    client.post(reverse("set_language"), {"language": "th", "next": page})
    thai = client.get(page)

    assert (chosen.status_code, chosen.headers["Location"]) == (302, page)
    assert (english.headers["Content-Language"], *written_in(english.content.decode())) == ("en", "en", "th")
    assert (thai.headers["Content-Language"], *written_in(thai.content.decode())) == ("th", "th", "en")


def test_the_choice_is_kept_for_a_year_and_from_scripts(db):
    cookie = Client().post(reverse("set_language"), {"language": "en"}).cookies["django_language"]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (365 * 24 * 60 * 60, True, "Lax")


@pytest.mark.parametrize("chosen", ["fr", "xx", "th-TH", "<script>"])
def test_a_language_that_the_portal_does_not_speak_is_thai(db, chosen):
    client = Client()
    client.cookies["django_language"] = chosen

    answer = client.get(reverse("account_login"))

    assert (answer.headers["Content-Language"], *written_in(answer.content.decode())) == ("th", "th", "en")


def test_the_switch_leads_to_no_other_host(db):
    answer = Client().post(reverse("set_language"), {"language": "en", "next": "https://example.com/"})

    assert answer.headers["Location"] == "/"


def test_the_error_pages_are_in_the_readers_language(db):
    client = Client()
    thai = client.get("/no-such-page/")
    client.cookies["django_language"] = "en"
    english = client.get("/no-such-page/")

    assert [answer.status_code for answer in (thai, english)] == [404, 404]
    assert [answer.headers["Content-Language"] for answer in (thai, english)] == ["th", "en"]


def test_a_day_that_django_writes_by_itself_says_that_its_year_is_of_the_common_era():
    with translation.override("th"):
        written = [
            formats.date_format(AUGUST, style) for style in ("DATE_FORMAT", "SHORT_DATE_FORMAT", "YEAR_MONTH_FORMAT")
        ]

    assert written == ["14 สิงหาคม ค.ศ. 2018", "14 ส.ค. ค.ศ. 2018", "สิงหาคม ค.ศ. 2018"]


def forms_of_the_portal(above: type[forms.Form] = forms.Form) -> Iterator[type[forms.Form]]:
    for form in above.__subclasses__():
        if form.__module__.split(".")[0] in ("welfare", "funds", "members", "events"):
            yield form
        yield from forms_of_the_portal(form)


def test_no_form_reads_a_typed_day_with_django():
    typed = [
        (form.__qualname__, name, type(field))
        for form in forms_of_the_portal()
        for name, field in form.base_fields.items()
        if not field.widget.is_hidden
    ]
    assert typed != []
    assert [(form, name) for form, name, field in typed if field in (forms.DateField, forms.DateTimeField)] == []


# Every page, in both languages.


@pytest.fixture
def readers(
    treasurer: User, chair: User, secretary: User, auditor: User, province_officer: User, province_admin: User
) -> dict[str, User]:
    return {
        Office.TREASURER: treasurer, Office.CHAIR: chair, Office.SECRETARY: secretary, Office.AUDITOR: auditor,
        Office.OFFICER: province_officer, Office.ADMIN: province_admin,
    }  # fmt: skip


def reader_of(role: Role, readers: dict[str, User]) -> User:
    return next(user for office, user in readers.items() if office in OFFICES[role])


@pytest.fixture
def walk(fund: Fund, secretary: User, chair: User, readers: dict[str, User]) -> list[tuple[str, User | None]]:
    """Every page that opens with GET: its address, and one who may open it."""
    rows = rows_of(fund, filed_by=secretary, decided_by=chair)
    inside = [(address(name, fund, rows), reader_of(PAGES[name].view.role, readers)) for name in IN_A_FUND]  # type: ignore[attr-defined]
    there = gathered(fund.province, by=readers[Office.ADMIN]) | peopled(secretary, by=readers[Office.ADMIN])
    above = [(address(name, fund, there), reader_of(PAGES[name].view.role, readers)) for name in IN_A_PROVINCE]  # type: ignore[attr-defined]
    public = [
        (address(name, fund, rows), None)
        for name, access in ACCESS.items() if access == PUBLIC and not PAGES[name].parts - {"fund"}
    ]  # fmt: skip
    account = [
        (reverse(name), readers[Office.TREASURER])
        for name in ("account_email", "account_change_password", "mfa_index", "usersessions_list", "account_logout")
    ]
    strangers = [(reverse(name), None) for name in ("account_login", "account_reset_password", "account_signup")]
    return [*inside, *above, *public, *account, *strangers]


def open_all(walk: list[tuple[str, User | None]], language: str) -> Iterator[tuple[str, str]]:
    """Give the address and the text of every page, as HTML, in one language."""
    for url, user in walk:
        client = signed_in(user) if user else Client()
        client.cookies["django_language"] = language
        answer = client.get(url)
        if answer.streaming:
            b"".join(answer)  # a file, which is no page: read to its end, where it closes
        elif answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            assert answer.headers["Content-Language"] == language, url
            yield url, answer.content.decode()


def text_of(page: str) -> str:
    """What a reader reads: the title and the body, no drawings, no code, nothing marked as of another language."""
    title, body = page.partition("<title>")[2].partition("</title>")[0], page[page.index("<body") :]
    for hidden in (DRAWN, IN_THAI, IN_ENGLISH, TAG):
        body = hidden.sub(" \n ", body)
    return html.unescape(f"{title}\n{body}")


def names_on_record(letters: re.Pattern[str]) -> list[str]:
    """Every text that people have entered in these letters, and the titles of people, longest first."""
    written = {
        str(value)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        for value in model._default_manager.values_list(field.name, flat=True).distinct()
        if value and letters.search(str(value))
    }
    return sorted(written | {title.text for title in TITLES}, key=len, reverse=True)


def left_over(
    pages: Iterable[tuple[str, str]], letters: re.Pattern[str], known: Iterable[str]
) -> list[tuple[str, str]]:
    """Give what pages say in these letters, once the `known` words and the names on record are taken away."""
    # The longest first: a title goes as a whole, not the words of it that are known.
    names = sorted([*known, *names_on_record(letters)], key=len, reverse=True)
    said = set()
    for url, page in pages:
        text = text_of(page)
        for name in names:
            text = text.replace(name, "")
        said |= {(url, found.strip()) for found in letters.findall(text)}
    return sorted(said)


def test_a_page_in_english_says_nothing_in_thai_but_names(walk):
    assert left_over(open_all(walk, "en"), THAI, SAID_IN_THAI) == []


def test_a_page_in_thai_says_nothing_in_english_and_no_year_of_the_common_era(walk):
    pages = dict(open_all(walk, "th"))

    assert left_over(pages.items(), LATIN, SAID_IN_ENGLISH) == []
    years = re.compile(r"(?<![\d,.-])(?:19|20)\d\d(?![\d,.]|-\d\d)")
    assert sorted((url, year) for url, page in pages.items() for year in set(years.findall(text_of(page)))) == []
