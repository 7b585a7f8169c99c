"""Carry a correction out: a receipt, a voucher or a single entry goes back with all that rests on it."""

from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funds import corrections as books
from funds.corrections import Paper
from funds.models import Correction, CorrectionDecision, Fund, Receipt, Voucher
from welfare.models import User
from welfare.money import format_baht

from . import claims
from .models import Contribution, Payout


@transaction.atomic
def ask(fund: Fund, paper: Paper, *, key: UUID, reason: str, on: date, by: User) -> Correction:
    """Ask to turn `paper` back. Up to the fund's limit it is done at once; above, it waits for a second person.

    The same key asks once. Raises what funds.corrections.ask raises, and ledger.Refused where the books do not allow
    it: the money is gone, or the month of `on` is closed.
    """
    asked = books.ask(fund, paper, key=key, reason=reason, on=on, by=by)
    if not books.needs_second_person(fund, paper.amount, on) and not hasattr(asked, "decision"):
        _carry_out(asked, on=on, by=by)
        books.settle(asked, key=uuid5(key, "decision"), is_done=True, needed=False, on=on, by=by)
    return asked


@transaction.atomic
def decide(asked: Correction, *, key: UUID, is_done: bool, on: date, by: User, note: str = "") -> CorrectionDecision:
    """Carry out, or decline, what another person asked for above the limit; `note` says why it is declined.

    The same key decides once. Raises books.AlreadyDecided, books.SamePerson, books.NoReason for a decline without
    one, and ledger.Refused where the books do not allow it; nothing is recorded then.
    """
    Fund.objects.locked().get(pk=asked.fund_id)
    if not is_done and not note.strip():
        raise books.NoReason(_("Say why it is declined."))
    is_new = not CorrectionDecision.objects.filter(correction=asked).exists()
    decision = books.settle(asked, key=key, is_done=is_done, needed=True, on=on, by=by, note=" ".join(note.split()))
    if is_done and is_new:
        _carry_out(asked, on=on, by=by)
    return decision


def _carry_out(asked: Correction, *, on: date, by: User) -> None:
    payout = _payout_of(asked.voucher) if asked.voucher else None
    if payout is None:
        books.turn_back(asked, on=on, by=by)
        return
    key = books.mirror_key(asked, payout.transfer)
    claims.turn_back(payout, key=key, on=on, by=by, reason=asked.reason)


def _payout_of(voucher: Voucher) -> Payout | None:
    return Payout.objects.filter(voucher=voucher).select_related("claim", "person", "transfer", "fund").first()


def consequences(paper: Paper) -> list[str]:
    """Say line by line what turning `paper` back does, before it is done."""
    said = [
        _("%(amount)s baht go back from %(debit)s to %(credit)s.")
        % {"amount": format_baht(entry.amount), "debit": entry.debit, "credit": entry.credit}
        for entry in books.entries_of(paper)
    ]
    if isinstance(paper, Receipt):
        count = Contribution.objects.filter(receipt=paper).count()
        if count:
            words = ngettext(
                "%(count)s member’s contribution counts no more; the days it covered are unpaid again.",
                "%(count)s members’ contributions count no more; the days they covered are unpaid again.",
                count,
            )
            said.append(words % {"count": count})
        said.append(_("The receipt keeps its number and stays, marked as void with the reason and the date."))
    if isinstance(paper, Voucher):
        payout = _payout_of(paper)
        if payout is not None:
            said.append(
                _("The payment of claim %(claim)s counts no more. To pay it rightly, file a new claim.")
                % {"claim": payout.claim}
            )
        said.append(_("The voucher keeps its number and stays, marked as void with the reason and the date."))
    return said
