"""The 13-digit citizen ID: checked before it is kept, kept encrypted, found by its hash, shown by its last four."""

import hmac
import re
from functools import lru_cache
from operator import mul

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from welfare.thai import arabic_digits

LENGTH = 13
LAST_SHOWN = 4


class KeyIsMissing(ValueError):
    """None of the keys in CITIZEN_KEYS opens what was encrypted."""


def digits(text: str) -> str:
    """Give the digits of what was typed, Thai ones as Arabic, and nothing else of it."""
    return re.sub(r"[^0-9]", "", arabic_digits(text))


def check_digit(first12: str) -> str:
    """Give the thirteenth digit that belongs to the first twelve.

    Source: Department of Provincial Administration; weights 13 down to 2, eleven minus the rest by eleven.
    Raises ValueError when `first12` is not twelve digits.
    """
    if not re.fullmatch(r"[0-9]{12}", first12):
        raise ValueError("a check digit is made from twelve digits")
    total = sum(map(mul, map(int, first12), range(LENGTH, 1, -1)))
    return str((11 - total % 11) % 10)


def is_valid(number: str) -> bool:
    """Say whether `number` is thirteen Arabic digits of which the last is the right check digit."""
    return re.fullmatch(r"[0-9]{13}", number) is not None and check_digit(number[:-1]) == number[-1]


def warns(number: str) -> str:
    """Give a sentence to look at the card again when the first digit is 0 or 9, else nothing. It never blocks."""
    if number[:1] == "0":
        return _("This number begins with 0, as for people without Thai nationality. Please look at the card again.")
    if number[:1] == "9":
        return _("This number begins with 9, which no citizen holds. Please look at the card again.")
    return ""


def display(number: str) -> str:
    """Write thirteen digits as the card does, 1-2345-67890-12-1; anything else comes back as it is."""
    return _grouped(number) if len(number) == LENGTH else number


def mask(last4: str) -> str:
    """Write a number of which only the last four digits are shown, x-xxxx-xxxx0-12-1; nothing for no number."""
    return _grouped(last4[-LAST_SHOWN:].rjust(LENGTH, "x")) if last4 else ""


def _grouped(number: str) -> str:
    return "-".join((number[0], number[1:5], number[5:10], number[10:12], number[12]))


def encrypt(number: str) -> str:
    """Encrypt `number` with the newest key. Two encryptions of one number differ; `keyed_hash` finds it."""
    return _keys(tuple(settings.CITIZEN_KEYS)).encrypt(number.encode()).decode()


def decrypt(token: str) -> str:
    """Give the number that `encrypt` made `token` from. Raises KeyIsMissing when no key opens it."""
    try:
        return _keys(tuple(settings.CITIZEN_KEYS)).decrypt(token).decode()
    except InvalidToken:
        raise KeyIsMissing("no key in CITIZEN_KEYS opens this citizen ID") from None


def seal_file(content: bytes) -> bytes:
    """Encrypt a file that holds such numbers, with the newest key."""
    return _keys(tuple(settings.CITIZEN_KEYS)).encrypt(content)


def open_file(sealed: bytes) -> bytes:
    """Give the file that `seal_file` sealed. Raises KeyIsMissing when no key opens it."""
    try:
        return _keys(tuple(settings.CITIZEN_KEYS)).decrypt(sealed)
    except InvalidToken:
        raise KeyIsMissing("no key in CITIZEN_KEYS opens this file") from None


def rotate(token: str) -> str:
    """Encrypt again with the newest key what any of the keys opens. Raises KeyIsMissing when none does."""
    try:
        return _keys(tuple(settings.CITIZEN_KEYS)).rotate(token).decode()
    except InvalidToken:
        raise KeyIsMissing("no key in CITIZEN_KEYS opens this citizen ID") from None


def is_newest(token: str | bytes) -> bool:
    """Say whether the newest key opens `token`."""
    try:
        _keys(tuple(settings.CITIZEN_KEYS[:1])).decrypt(token)
    except InvalidToken:
        return False
    return True


def whole(words: str) -> str:
    """Give the thirteen digits of a citizen ID that was typed as search words; empty for any other words."""
    number = digits(words)
    is_all = number == re.sub(r"[-\s]", "", arabic_digits(words))
    return number if is_all and len(number) == LENGTH else ""


def keyed_hash(number: str) -> str:
    """Give 64 hexadecimal digits that are the same for the same number, and tell nothing without the key."""
    return hmac.digest(settings.CITIZEN_HASH_KEY.encode(), number.encode(), "sha256").hex()


@lru_cache(maxsize=4)
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
