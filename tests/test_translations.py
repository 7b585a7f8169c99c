"""The portal speaks Thai on every page: nothing untranslated, nothing doubtful, nothing left to others' mistakes."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.conf import settings

pytestmark = pytest.mark.once

HOME = Path(settings.BASE_DIR)
CATALOGUE = Path("th", "LC_MESSAGES", "django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

# Where Django's messages stand that a person can meet. What its own Thai lacks must be in ours.
DJANGO = {
    "conf": ("core/", "db/models/", "forms/", "utils/", "views/csrf.py", "views/generic/", "views/static.py"),
    "contrib/auth": (
        "contrib/auth/base_user.py",
        "contrib/auth/forms.py",
        "contrib/auth/models.py",
        "contrib/auth/password_validation.py",
        "contrib/auth/validators.py",
        "contrib/auth/views.py",
    ),
    "contrib/humanize": ("contrib/humanize/templatetags/",),
    "contrib/sessions": ("contrib/sessions/",),
}
# Where allauth's messages stand that a person can meet. Its Thai is partly wrong (a passkey is a ghost's key there), so
# all of them are said again in ours, the ones of parts that are switched off today among them.
ALLAUTH = (
    "account/",
    "mfa/",
    "usersessions/",
    "templates/account/",
    "templates/allauth/",
    "templates/mfa/",
    "templates/usersessions/",
)
# One word per thing: what must not be read -> what is said instead.
INSTEAD = {
    r"!": "a plain sentence",
    r"โปรด": "กรุณา",
    r"คุณ(?!ภาพ|สมบัติ|วุฒิ|ค่า|ธรรม)": "no pronoun, or ท่าน",
    r"ล็อก|ลงชื่อเข้า|ลงชื่อออก|เข้าใช้งานระบบ": "เข้าสู่ระบบ, ออกจากระบบ",
    r"คลิก": "กด",
    r"อีเมล์|ลิงค์|บราวเซอร์": "อีเมล, ลิงก์, เบราว์เซอร์",
    r"รีเซ็ต|รีเซ็ท": "ตั้งใหม่",
    r"ผู้ใช้งาน": "ผู้ใช้",
    r"เงินออม|เงินสะสม|สะสมทรัพย์": "เงินสัจจะ",
    r"ค้างชำระ|ขาดชำระ|ค้างส่ง": "ขาดส่ง",
    r"เคลม|คำร้อง": "คำขอรับสวัสดิการ",
    r"ทายาท": "ผู้รับผลประโยชน์",
    r"ใบสำคัญจ่าย(?!เงิน)": "ใบสำคัญจ่ายเงิน",
    r"สมุดคู่มือ|พาสบุ๊ก": "สมุดประจำตัวสมาชิก",
    r"เหตุการณ์": "เหตุ, วันที่เกิดเหตุ",
    r"เลขบัตรประชาชน|เลขที่บัตร": "เลขประจำตัวประชาชน",
}
# How Thai is set: one space between phrases, none inside, no full stop.
MISSET = re.compile(r" {2}|[ก-๛]\.$(?<!ฯ)|\( | \)|[ก-๛]ๆ| ,|^ | $|ํา|เเ")
DOTTED = re.compile(r"(พ\.ศ|ค\.ศ|พอช|พช|สปสช|สช|สสส|อปท|อบต|อบจ|พมจ|น|ม\.ค|มี\.ค|เม\.ย|ก\.[พยคต]|มิ\.ย|[พสตธ]\.[คย])\.$")

Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def texts(entry: polib.POEntry | polib.MOEntry) -> tuple[str, ...]:
    """Give the Thai of a message, one text per plural form."""
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)


def translated(entries: Iterable[polib.POEntry]) -> dict[Key, tuple[str, ...]]:
    """Map each message that is translated, not doubtful and still in use to its Thai, one text per plural form."""
    return {
        key(entry): texts(entry) for entry in entries if entry.translated() and not entry.fuzzy and not entry.obsolete
    }


def own_files() -> list[Path]:
    return [file for folder in settings.LOCALE_PATHS if (file := Path(folder) / CATALOGUE).exists()]


def own() -> dict[Key, tuple[str, ...]]:
    """Give the portal's own Thai, the words it puts in place of Django's and allauth's among them."""
    return {message: thai for file in own_files() for message, thai in translated(polib.pofile(str(file))).items()}


def met(entry: polib.POEntry, places: tuple[str, ...]) -> bool:
    """Tell whether a message stands in one of `places`."""
    return any(file.startswith(places) for file, _ in entry.occurrences)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[polib.POEntry]:
    """Extract every message of our code and templates, in a copy of them that has no catalogue yet."""
    if shutil.which("xgettext") is None:
        pytest.skip("no xgettext found to list the portal's messages; apt install gettext")
    copy = tmp_path_factory.mktemp("messages")
    for part in ("welfare", "funds", "members", "events", "templates"):
        shutil.copytree(HOME / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOME / "manage.py", copy)
    (copy / "locale").mkdir()
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "th"],
        cwd=copy,
        env={**os.environ, "PORTAL_DATA_DIR": str(copy / "var")},
        check=True,
        capture_output=True,
    )
    return list(polib.pofile(str(copy / "locale" / CATALOGUE)))


def test_every_message_of_the_portal_has_its_thai(said):
    thai = own()
    assert [entry.msgid for entry in said if key(entry) not in thai] == []


def test_no_translation_is_a_guess():
    doubtful = [entry.msgid for file in own_files() for entry in polib.pofile(str(file)) if entry.fuzzy]
    assert doubtful == []


def test_the_compiled_catalogue_is_the_written_one():
    for file in own_files():
        written = translated(polib.pofile(str(file)))
        compiled = {key(entry): texts(entry) for entry in polib.mofile(str(file.with_suffix(".mo")))}
        assert compiled == written


def test_a_translation_keeps_the_places_to_fill():
    lost = [
        (msgid, text)
        for file in own_files()
        for entry in polib.pofile(str(file))
        if entry.translated()
        for msgid in [entry.msgid_plural or entry.msgid]
        for text in texts(entry)
        if sorted(set(PLACEHOLDER.findall(msgid))) != sorted(set(PLACEHOLDER.findall(text)))
    ]
    assert lost == []


def test_a_thing_has_one_word():
    said = [(word, text) for texts in own().values() for text in texts for word in INSTEAD if re.search(word, text)]
    assert said == []


def test_thai_is_set_as_thai_is():
    texts = [text for message, thai in own().items() if message[1].strip() == message[1] for text in thai]
    assert [text for text in texts if MISSET.search(text) and not DOTTED.search(text)] == []


@pytest.mark.parametrize("part", DJANGO)
def test_what_djangos_thai_lacks_is_in_ours(part):
    locale = Path(django.__file__).parent / part / "locale"
    thai = translated(polib.pofile(str(locale / CATALOGUE))) | own()
    english = polib.pofile(str(locale / "en" / "LC_MESSAGES" / "django.po"))
    assert [entry.msgid for entry in english if met(entry, DJANGO[part]) and key(entry) not in thai] == []


def test_what_allauth_says_to_a_person_is_said_in_our_words():
    thai = own()
    theirs = polib.pofile(str(Path(allauth.__file__).parent / "locale" / CATALOGUE))
    current = [entry for entry in theirs if not entry.obsolete]
    assert [entry.msgid for entry in current if met(entry, ALLAUTH) and key(entry) not in thai] == []
