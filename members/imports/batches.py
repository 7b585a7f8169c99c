"""One file as one batch: known by its hash, written once, with the columns it had for the next file of its kind."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from funds.models import Fund
from members.models import Import, ImportWithdrawal
from welfare import thai, trail
from welfare.models import User

from .understood import Found


class Refused(Exception):
    """What taking in a file does not allow; `args[0]` says why, in the reader's language."""


class AlreadyTakenIn(Refused):
    """The same file was taken in before."""


class NotUnderstood(Refused):
    """Rows of the file have faults, or nothing of it is new."""


class AlreadyTakenBack(Refused):
    """The file was taken back before."""


class StillNeeded(Refused):
    """Records rest on what the file made; `records` names them."""

    def __init__(self, records: Sequence[str]) -> None:
        super().__init__(_("Other records rest on this file. Turn those back first."))
        self.records = list(records)


def refuse_known_file(fund: Fund, kind: str, sha256: str) -> None:
    """Raise AlreadyTakenIn when the file with this hash was taken into `fund`, and not taken back."""
    earlier = Import.objects.of(fund).standing().filter(kind=kind, sha256=sha256)
    if done := earlier.select_related("by").first():
        raise AlreadyTakenIn(
            _("This file was already taken in on %(date)s by %(name)s.")
            % {"date": thai.long_date(thai.in_thailand(done.at)), "name": done.by}
        )


def remembered(fund: Fund, kind: str) -> dict[str, str]:
    """Give which column of a file held what when the last file of this kind was taken into `fund`."""
    last = Import.objects.of(fund).filter(kind=kind).order_by("-pk").first()
    return dict(last.columns) if last else {}


def refuse_faults(found: Found[Any]) -> None:
    """Raise NotUnderstood unless every row of a file may be taken in."""
    if not found.may_be_taken_in:
        raise NotUnderstood(_("Nothing is taken in until every row is understood."))


def begin(
    fund: Fund, found: Found[Any], *, key: UUID, kind: str, file_name: str, sha256: str, by: User,
    branches: Sequence[int] = (), count: int = 0,
) -> Import:  # fmt: skip
    """Record that a file is taken in, in the transaction that writes its rows; `count` where it is not the entries."""
    named = {name: label for name, label in found.layout.named().items() if ":" not in name}
    done = Import.objects.create(
        key=key, fund=fund, kind=kind, file_name=file_name[:200], sha256=sha256, columns=named,
        branches=list(branches), count=count or len(found.entries), by=by,
    )  # fmt: skip
    trail.record(
        by=by, fund=fund.pk, act="imported", subject="import", subject_pk=done.pk,
        facts={"file": done.file_name, "rows": done.count, "sha256": sha256},
    )  # fmt: skip
    return done


def take_back(
    done: Import, *, key: UUID, reason: str, on: date, by: User, what_rests: Callable[[Import], list[str]],
    undo: Callable[[Fund, Import, UUID], int],
) -> ImportWithdrawal:  # fmt: skip
    """Take an import back by `undo`, unless `what_rests` names something; the same key takes back once.

    The caller has a transaction open. Raises AlreadyTakenBack, StillNeeded.
    """
    fund = Fund.objects.locked().get(pk=done.fund_id)
    if before := ImportWithdrawal.objects.filter(taken_back=done).first():
        if before.key == key:
            return before
        raise AlreadyTakenBack(_("This file has been taken back before."))
    if resting := what_rests(done):
        raise StillNeeded(resting)
    count = undo(fund, done, key)
    back = ImportWithdrawal.objects.create(key=key, taken_back=done, reason=reason, on=on, by=by)
    trail.record(
        by=by, fund=fund.pk, act="taken back", subject="import", subject_pk=done.pk,
        facts={"file": done.file_name, "rows": count, "reason": reason},
    )  # fmt: skip
    return back
