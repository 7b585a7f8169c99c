"""Wrong papers are turned back, never changed: asked for with a reason, above the fund's limit by a second person.

This is the part of the books; members/corrections.py carries a correction out with all that rests on its paper.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from . import ledger, policies
from .models import Correction, CorrectionDecision, Fund, Receipt, Transfer, Voucher

Paper = Receipt | Voucher | Transfer


class Refused(Exception):
    """A correction that the books do not allow; `args[0]` says why, in the reader's language."""


class NoReason(Refused):
    """A correction is asked for without a reason."""


class NotByItself(Refused):
    """The entry belongs to a paper and is turned back with it, or is itself what turned another one back."""


class AlreadyAsked(Refused):
    """A correction of the same paper waits."""


class AlreadyTurnedBack(Refused):
    """Nothing of the paper is left to turn back."""


class AlreadyDecided(Refused):
    """The correction has been decided."""


class SamePerson(Refused):
    """Above the limit, who asks for a correction does not decide it."""


def paper_of(correction: Correction) -> Paper:
    """Give what `correction` turns back."""
    paper = correction.receipt or correction.voucher or correction.transfer
    assert paper is not None  # noqa: S101 the database keeps it so
    return paper


def field_of(paper: Paper) -> str:
    """Name the field of Correction, and the kind of record in the trail, that `paper` stands in."""
    return {Receipt: "receipt", Voucher: "voucher", Transfer: "transfer"}[type(paper)]


def entries_of(paper: Paper) -> list[Transfer]:
    """Give the entries of `paper` that stand, in their order."""
    found = Transfer.objects.filter(pk=paper.pk) if isinstance(paper, Transfer) else paper.transfers.all()
    return list(found.filter(reversal__isnull=True).select_related("debit", "credit", "fund").order_by("pk"))


def needs_second_person(fund: Fund, amount: Decimal, on: date) -> bool:
    """Say whether a correction of `amount` baht is decided by a second person, by the fund's rules of the day `on`."""
    return amount > policies.in_force(fund, on).second_person_above


def refuse(paper: Paper) -> None:
    """Raise what stands against turning `paper` back: NotByItself, AlreadyTurnedBack, AlreadyAsked."""
    if isinstance(paper, Transfer):
        if paper.reversal_of_id is not None:
            raise NotByItself(_("This entry turned another one back. Enter anew what is right."))
        if paper.receipt_id or paper.voucher_id:
            raise NotByItself(_("This entry belongs to a paper: turn the receipt or the voucher back."))
    if not entries_of(paper):
        raise AlreadyTurnedBack(_("This has been turned back before."))
    if standing(paper) is not None:
        raise AlreadyAsked(_("A correction of this paper has been asked for and waits."))


def standing(paper: Paper) -> Correction | None:
    """Give the correction of `paper` that waits or was carried out."""
    found = Correction.objects.standing().filter(**{field_of(paper): paper})
    return found.select_related("by", "decision__by").first()


@transaction.atomic
def ask(fund: Fund, paper: Paper, *, key: UUID, reason: str, on: date, by: User) -> Correction:
    """Record that `paper` of `fund` shall be turned back, and why. The same key asks once.

    Raises NoReason and what `refuse` raises.
    """
    Fund.objects.locked().get(pk=fund.pk)
    if done := Correction.objects.filter(key=key).first():
        return done
    reason = " ".join(reason.split())
    if not reason:
        raise NoReason(_("Say why it is turned back."))
    refuse(paper)
    asked = Correction.objects.create(key=key, fund=fund, reason=reason, on=on, by=by, **{field_of(paper): paper})
    _log(asked, "asked to turn back", by, reason=reason)
    return asked


@transaction.atomic
def settle(
    asked: Correction, *, key: UUID, is_done: bool, needed: bool, on: date, by: User, note: str = ""
) -> CorrectionDecision:
    """Record what became of a correction. The same key decides once. Raises AlreadyDecided, SamePerson."""
    Fund.objects.locked().get(pk=asked.fund_id)
    if done := CorrectionDecision.objects.filter(correction=asked).first():
        if done.key == key:
            return done
        raise AlreadyDecided(_("This correction has been decided before."))
    if needed and asked.by_id == by.pk:
        raise SamePerson(_("You asked for this correction. Another officer decides it."))
    decision = CorrectionDecision.objects.create(
        key=key, correction=asked, is_done=is_done, needed=needed, note=note, on=on, by=by
    )
    _log(asked, "turned back" if is_done else "declined to turn back", by, note=note)
    return decision


@transaction.atomic
def turn_back(asked: Correction, *, on: date, by: User) -> list[Transfer]:
    """Turn every entry of the paper back on the day `on`, and give the mirrors.

    Raises AlreadyTurnedBack when nothing is left of it, and what the pen raises.
    """
    entries = entries_of(paper_of(asked))
    if not entries:
        raise AlreadyTurnedBack(_("This has been turned back before."))
    return [ledger.reverse(entry, key=mirror_key(asked, entry), on=on, by=by, reason=asked.reason) for entry in entries]


def mirror_key(asked: Correction, entry: Transfer) -> UUID:
    """Give the key of the entry that turns `entry` back, so that it is posted once."""
    return uuid5(asked.key, f"reversal of {entry.pk}")


def _log(asked: Correction, act: str, by: User, **facts: str) -> None:
    paper = paper_of(asked)
    trail.record(
        by=by, fund=asked.fund_id, act=act, subject=field_of(paper), subject_pk=paper.pk,
        facts={"paper": str(paper), "amount": str(paper.amount), **facts},
    )  # fmt: skip
