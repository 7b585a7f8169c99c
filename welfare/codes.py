"""Codes that people read out and type: no look-alikes, and a last sign that finds a slip."""

from secrets import choice

from welfare.letters import arabic_digits, without_invisible

# No I, L, O, U, 0 and 1: none is taken for another on paper or on the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS = ALPHABET + "U"  # 31 in all, a prime: every wrong sign and every two that changed places are found


def make(length: int) -> str:
    """Give a new code that cannot be guessed: `length` signs and the check sign, never one that people misread."""
    while True:
        body = "".join(choice(ALPHABET) for _ in range(length))
        if (check := check_sign(body)) != "U":
            return body + check


def check_sign(body: str) -> str:
    """Give the sign that follows `body`."""
    return _CHECKS[sum((place + 2) * ALPHABET.index(sign) for place, sign in enumerate(body)) % len(_CHECKS)]


def read(typed: str) -> str:
    """Give a code as it is kept, however it was typed or spaced; empty when it cannot be one."""
    bare = "".join(sign for sign in arabic_digits(without_invisible(typed)).upper() if sign.isalnum())
    body, check = bare[:-1], bare[-1:]
    is_code = bool(body) and all(sign in ALPHABET for sign in bare) and check_sign(body) == check
    return bare if is_code else ""


def written(code: str) -> str:
    """Write a code in groups of four: K7M3 QX9F."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
