"""A seal on each signature, made with a key that is not in the database and with the seal before it.

Who changes, takes out or adds a row at a database prompt cannot make the seal that belongs to it.
"""

import hmac
import json
from collections.abc import Mapping
from typing import Final

FIRST: Final = "0" * 64


def seal(facts: Mapping[str, str | int | None], before: str, *, key: str) -> str:
    """Seal `facts`, joined to the seal `before`; 64 hexadecimal digits that nobody can make without `key`."""
    written = json.dumps([before, dict(facts)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.digest(key.encode(), written.encode(), "sha256").hex()


def is_right(given: str, facts: Mapping[str, str | int | None], before: str, *, key: str) -> bool:
    """Say whether `given` is the seal of `facts` after the seal `before`."""
    return is_same(given, seal(facts, before, key=key))


def is_same(one: str, other: str) -> bool:
    """Compare two hashes in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one, other)


def secret_hash(secret: str, *, key: str, salt: str = "") -> str:
    """Hash a link or a code that is kept only so; a code of six digits tells nothing without the key."""
    return hmac.digest(key.encode(), f"{salt}:{secret}".encode(), "sha256").hex()
