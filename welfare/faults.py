"""What is wrong with the ground the portal stands on, when it is not the portal: its database, its disk."""

import errno
import re
from enum import StrEnum

from django.db import DatabaseError, InterfaceError, OperationalError

# Forms that are never written back onto a page: they may hold a password, or a code that opens something.
SECRET = re.compile(r"passw|secret|otp|credential", re.IGNORECASE)
SECRET_PLACES = ("/accounts/", "/join/", "/sign/")
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# SQLSTATE of PostgreSQL, or its first two signs, by what it means for who waits.
BUSY_STATES = {"57014", "55P03", "40001", "40P01", "25P03", "53300", "57P05"}
AWAY_CLASSES = {"08", "57", "25", "58", "53"}


class Fault(StrEnum):
    """What a reader is told: wait, wait a little, tell the office, stop."""

    AWAY = "away"  # the database does not answer
    BUSY = "busy"  # it answers others first
    FULL = "full"  # there is no room to write
    BROKEN = "broken"  # its file is cut or damaged


def fault_of(raised: BaseException | None) -> Fault | None:
    """Say what `raised`, or what it came from, tells of database and disk; None for a mistake of the portal."""
    seen: set[int] = set()
    while raised is not None and id(raised) not in seen:
        seen.add(id(raised))
        if found := _fault_of(raised):
            return found
        raised = raised.__cause__ or raised.__context__
    return None


def _fault_of(raised: BaseException) -> Fault | None:
    if isinstance(raised, OSError) and raised.errno in NO_ROOM:
        return Fault.FULL
    if not isinstance(raised, DatabaseError | InterfaceError):
        return None
    words, state = str(raised).lower(), getattr(raised.__cause__, "sqlstate", None)
    if state == "53100" or "is full" in words or "no space left" in words:
        return Fault.FULL
    if "malformed" in words or "not a database" in words or (state or "").startswith("XX"):
        return Fault.BROKEN
    if state in BUSY_STATES or "is locked" in words or "timeout expired" in words:
        return Fault.BUSY
    if hasattr(raised.__cause__, "sqlite_errorcode"):
        is_file = "unable to open" in words or "disk i/o" in words or "readonly" in words
        return Fault.AWAY if is_file else None
    if state is None:
        return Fault.AWAY if isinstance(raised, OperationalError | InterfaceError) else None
    return Fault.AWAY if state[:2] in AWAY_CLASSES else None
