"""The code on a certificate: eighteen random characters that nobody guesses, and two that give a slip away.

No two of its 23 characters look alike on paper: there is no 0 and O, no 1, I and L, no 5 and S, no B beside 8, no Z
beside 2, no G beside 6, no Q, U and V. 23 is a prime, so the two checks are those of a Reed–Solomon code: any one or
two wrong characters, and any two that changed places, are told. 23 ** 18 is more than 81 random bits. `welfare.codes`
makes the shorter ones of badges, which have to be told apart and need not be kept secret.
"""

import re
import secrets
from typing import Final

from welfare import thai

ALPHABET: Final = "2346789ACDEFHJKMNPRTWXY"
RANDOM, LENGTH, GROUP = 18, 20, 4
# What is written or heard for another, where only one of the two is in the alphabet.
MISREAD: Final = str.maketrans("BGZ", "862")
_PRIME = len(ALPHABET)
_ROOT = 5  # its powers are all the numbers below the prime
_POWERS = tuple((pow(_ROOT, place, _PRIME), pow(_ROOT, 2 * place, _PRIME)) for place in range(LENGTH))


class NotACode(ValueError):
    """What was typed is no code. `group` is the group of four that holds the slip, where that can be told, else 0."""

    def __init__(self, why: str, group: int = 0) -> None:
        super().__init__(why)
        self.group = group


def make() -> str:
    """Make a code that was never made before, by chance."""
    return with_checks("".join(secrets.choice(ALPHABET) for _ in range(RANDOM)))


def with_checks(random: str) -> str:
    """Add the two checks to eighteen characters."""
    first, second = _sums(random)
    (a, b), (c, d) = _POWERS[RANDOM], _POWERS[RANDOM + 1]
    # a·x + c·y = −first and b·x + d·y = −second
    inverse = pow(a * d - b * c, -1, _PRIME)
    x = (c * second - d * first) * inverse % _PRIME
    y = (b * first - a * second) * inverse % _PRIME
    return random + ALPHABET[x] + ALPHABET[y]


def written(code: str) -> str:
    """Write a code in groups of four, as it stands on paper and is read out."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """Read a code as it was typed, in small letters, Thai digits, with spaces or dashes or without.

    Raises NotACode: "length", "letter" for a character that no code has, "check" where a character is wrong.
    """
    code = re.sub(r"[\s\-–—_.]", "", thai.arabic_digits(thai.without_invisible(typed))).upper().translate(MISREAD)
    if len(code) != LENGTH:
        raise NotACode("length")
    for place, sign in enumerate(code):
        if sign not in ALPHABET:
            raise NotACode("letter", place // GROUP + 1)
    first, second = _sums(code)
    if first or second:
        raise NotACode("check", _group_of_slip(first, second))
    return code


def _sums(code: str) -> tuple[int, int]:
    values = [ALPHABET.index(sign) for sign in code]
    return (
        sum(value * power[0] for value, power in zip(values, _POWERS, strict=False)) % _PRIME,
        sum(value * power[1] for value, power in zip(values, _POWERS, strict=False)) % _PRIME,
    )


def _group_of_slip(first: int, second: int) -> int:
    """Tell which group holds the wrong character, if it is one alone."""
    if not first or not second:
        return 0
    ratio = second * pow(first, -1, _PRIME) % _PRIME
    return next((place // GROUP + 1 for place in range(LENGTH) if _POWERS[place][0] == ratio), 0)
