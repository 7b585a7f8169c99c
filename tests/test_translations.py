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

# Django's messages that a person can meet. (What its own Thai lacks must be in ours.)
DJANGO = {
    "conf": ("core/validators.py", "core/paginator.py", "forms/", "utils/", "db/models/"),
    "contrib/auth": ("contrib/auth/password_validation.py", "contrib/auth/forms.py", "contrib/auth/validators.py"),
    "contrib/humanize": ("contrib/humanize/",),
}
# allauth's messages that a person can meet. Its Thai is partly wrong (a passkey is a ghost's key there), so all of them
# are said again in ours.
ALLAUTH = (
    "account/adapter.py",
    "account/forms.py",
    "mfa/",
    "templates/account/",
    "templates/mfa/",
    "templates/usersessions/",
)
# Parts of allauth that nobody meets here, and why.
SWITCHED_OFF = {
    "mfa/apps.py": "a name for the admin site",
    "mfa/models.py": "names for the admin site",
    "mfa/webauthn/": "MFA_SUPPORTED_TYPES has no passkeys",
    "templates/mfa/webauthn/": "MFA_SUPPORTED_TYPES has no passkeys",
    "templates/mfa/email/webauthn": "MFA_SUPPORTED_TYPES has no passkeys",
    "templates/mfa/messages/webauthn": "MFA_SUPPORTED_TYPES has no passkeys",
    "templates/mfa/trust": "MFA_TRUST_ENABLED is off",
    "templates/account/signup": "InvitedOnly keeps sign-up closed",
    "templates/account/email/account_already_exists": "InvitedOnly keeps sign-up closed",
    "templates/account/phone": "ACCOUNT_LOGIN_METHODS has no phone",
    "templates/account/confirm_phone": "ACCOUNT_LOGIN_METHODS has no phone",
    "templates/account/messages/phone": "ACCOUNT_LOGIN_METHODS has no phone",
    "templates/account/request_login_code": "ACCOUNT_LOGIN_BY_CODE_ENABLED is off",
    "templates/account/confirm_login_code": "ACCOUNT_LOGIN_BY_CODE_ENABLED is off",
    "templates/account/email/login_code": "ACCOUNT_LOGIN_BY_CODE_ENABLED is off",
    "templates/account/messages/login_code": "ACCOUNT_LOGIN_BY_CODE_ENABLED is off",
    "templates/account/confirm_email_verification_code": "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED is off",
    "templates/account/confirm_password_reset_code": "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED is off",
    "templates/account/email/password_reset_code": "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED is off",
}

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


def met(entry: polib.POEntry, places: tuple[str, ...], unmet: tuple[str, ...] = ()) -> bool:
    """Tell whether a message stands in one of `places` that is not among `unmet`."""
    return any(file.startswith(places) and not file.startswith(unmet) for file, _ in entry.occurrences)


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


def test_the_portal_does_not_raise_its_voice():
    assert [text for thai in own().values() for text in thai if "!" in text] == []


@pytest.mark.parametrize("part", DJANGO)
def test_what_djangos_thai_lacks_is_in_ours(part):
    locale = Path(django.__file__).parent / part / "locale"
    thai = translated(polib.pofile(str(locale / CATALOGUE))) | own()
    english = polib.pofile(str(locale / "en" / "LC_MESSAGES" / "django.po"))
    assert [entry.msgid for entry in english if met(entry, DJANGO[part]) and key(entry) not in thai] == []


def test_what_allauth_says_to_a_person_is_said_in_our_words():
    thai = own()
    # A page of ours in place of theirs says what it says by itself.
    replaced = tuple(
        f"templates/{path.relative_to(HOME / 'templates').as_posix()}" for path in (HOME / "templates").glob("**/*.*")
    )
    theirs = polib.pofile(str(Path(allauth.__file__).parent / "locale" / CATALOGUE))
    unmet = (*SWITCHED_OFF, *replaced)
    assert [entry.msgid for entry in theirs if met(entry, ALLAUTH, unmet) and key(entry) not in thai] == []
