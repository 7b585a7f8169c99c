"""Bank lines taken in once, and taken back when their file was read wrongly. funds/matching.py finds their entries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import thai, trail
from welfare.models import User

from .bankbook import Line
from .models import Account, AccountKind, BankImport, BankLine, BankMatch, BankWithdrawal, Fund


class Refused(Exception):
    """What the bank lines do not allow; `args[0]` says why, in the reader's language."""


class NotABank(Refused):
    """Lines of a bank belong to a bank account alone."""


class AlreadyImported(Refused):
    """The same file was taken into this account before."""


class NothingNew(Refused):
    """Every line of the file stands in an earlier import."""


class StillMatched(Refused):
    """Lines of the import are matched; they are parted first."""


class AlreadyTakenBack(Refused):
    """The import was taken back before."""


def remembered(account: Account) -> dict[str, str]:
    """Give which column of a file held what when lines were last taken into `account`; nothing the first time."""
    last = BankImport.objects.filter(account=account, withdrawal__isnull=True).order_by("-pk").first()
    return dict(last.columns) if last else {}


def refuse_known_file(account: Account, sha256: str) -> None:
    """Raise AlreadyImported when the file with this hash was taken into `account`, and not taken back."""
    earlier = BankImport.objects.filter(account=account, sha256=sha256, withdrawal__isnull=True)
    if done := earlier.select_related("by").first():
        raise AlreadyImported(
            _("This file was taken in before, on %(date)s by %(name)s.")
            % {"date": thai.long_date(thai.in_thailand(done.at)), "name": done.by}
        )


def new_lines(account: Account, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part `lines` into those not yet taken in and those that stand in an earlier import of `account`."""
    if not lines:
        return [], []
    days = (min(line.on for line in lines), max(line.on for line in lines))
    rows = BankLine.objects.filter(account=account, on__range=days).standing()
    known = Counter(rows.values_list("on", "amount", "balance", "text"))
    new, before = [], []
    for line in lines:
        if known[line.same]:
            known[line.same] -= 1
            before.append(line)
        else:
            new.append(line)
    return new, before


@transaction.atomic
def import_lines(
    account: Account, *, key: UUID, file_name: str, sha256: str, columns: Mapping[str, str], lines: Sequence[Line],
    by: User,
) -> BankImport:  # fmt: skip
    """Take `lines`, oldest first, into the bank account `account`; those of an earlier import are passed over.

    `columns` says which column of the file held what, for the next file. The same key gives the first import.
    Raises NotABank, AlreadyImported, NothingNew.
    """
    if account.kind != AccountKind.BANK:
        raise NotABank(_("Bank lines are taken into a bank account."))
    Fund.objects.locked().get(pk=account.fund_id)
    if done := BankImport.objects.filter(key=key).first():
        return done
    refuse_known_file(account, sha256)
    new, known = new_lines(account, lines)
    if not new:
        raise NothingNew(_("Every line of this file stands here already."))
    made = BankImport.objects.create(
        key=key, fund_id=account.fund_id, account=account, file_name=file_name[:200], sha256=sha256,
        columns=dict(columns), by=by,
    )  # fmt: skip
    BankLine.objects.bulk_create(
        BankLine(
            fund_id=account.fund_id, bank_import=made, account=account, position=position, on=line.on,
            amount=line.amount, balance=line.balance, text=line.text,
        )
        for position, line in enumerate(new, start=1)
    )  # fmt: skip
    log(account, "imported", "bank import", made.pk, by, file=made.file_name, lines=len(new), known=len(known))
    return made


@transaction.atomic
def take_back(made: BankImport, *, key: UUID, reason: str, on: date, by: User) -> BankWithdrawal:
    """Take an import back, so that its lines count no more and the file may be taken in again.

    The same key takes back once. Raises AlreadyTakenBack, StillMatched.
    """
    Fund.objects.locked().get(pk=made.fund_id)
    if done := BankWithdrawal.objects.filter(bank_import=made).first():
        if done.key == key:
            return done
        raise AlreadyTakenBack(_("This import has been taken back before."))
    if BankMatch.objects.filter(line__bank_import=made).exists():
        raise StillMatched(_("Lines of this import are matched to entries. Part them first."))
    back = BankWithdrawal.objects.create(key=key, bank_import=made, reason=reason, on=on, by=by)
    log(made.account, "taken back", "bank import", made.pk, by, file=made.file_name, reason=reason)
    return back


def log(account: Account, act: str, subject: str, pk: int, by: User, **facts: object) -> None:
    """Write into the trail what was done with lines of `account`."""
    trail.record(
        by=by, fund=account.fund_id, act=act, subject=subject, subject_pk=pk, facts={"account": account.pk, **facts}
    )
