"""Welfare of a file written in one transaction: claims, decisions and payouts that the paper had made."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from funds import ledger, papers
from funds.models import AccountKind, Fund, Numbers
from members import claims
from members.models import (
    Claim,
    ClaimedDay,
    Decision,
    Import,
    ImportedClaim,
    ImportKind,
    Payout,
    Person,
    Verdict,
)
from welfare import thai, trail
from welfare.bulk import in_parts, take_ids
from welfare.models import User
from welfare.sheets import Grid

from . import batches, outsiders
from .benefits import Help, Helps
from .finding import Spell
from .helping import understand
from .understood import Progress, nobody

AT_ONCE = 500


@transaction.atomic
def take_in(
    fund: Fund, grid: Grid, *, key: UUID, file_name: str, sha256: str, today: date, by: User, source: str,
    labels: Mapping[str, str] | None = None, progress: Progress = nobody,
) -> Import:  # fmt: skip
    """Take welfare that `fund` paid on paper into its records: all of it or none. The same key gives the first import.

    Each row is a claim, approved and paid, that counts towards limits and in every total. Its money comes out of the
    opening balance. `source` is the book or resolution that decided, where a row names none. Raises AlreadyTakenIn,
    NotUnderstood, and what the pen raises.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := Import.objects.of(fund).filter(key=key).first():
        return done
    batches.refuse_known_file(fund, ImportKind.PAYOUTS, sha256)
    found = understand(fund, grid, today=today, labels=labels, progress=lambda row, rows: progress(row, rows * 2))
    batches.refuse_faults(found)
    done = batches.begin(fund, found, key=key, kind=ImportKind.PAYOUTS, file_name=file_name, sha256=sha256, by=by)
    _enter_the_new(found)
    helps, written = sorted(found.entries, key=lambda each: (each.paid_on, each.row)), 0
    for part in in_parts(helps, AT_ONCE):
        _write(fund, done, part, source, by)
        written += len(part)
        progress(len(helps) + written, len(helps) * 2)
    people = Person.objects.filter(pk__in={each.spell.person for each in helps})
    claims.count_help(fund, list(people))
    return done


def _enter_the_new(found: Helps) -> None:
    """Write down the people who are new: each once, however often they were helped."""
    new: dict[int, Spell] = {}
    for each in found.entries:
        if each.spell.person < 0:
            mark = each.spell.person
            new[mark] = new.get(mark) or outsiders.written(each.spell, found.cards[mark])
            each.spell = new[mark]


def _write(fund: Fund, done: Import, helps: Sequence[Help], source: str, by: User) -> None:
    ids = take_ids(Claim, len(helps))
    ImportedClaim.objects.bulk_create(
        ImportedClaim(made_by=done, claim_id=pk, row=each.row, source=each.source or source, paper=each.paper)
        for pk, each in zip(ids, helps, strict=True)
    )
    years = Counter(thai.be_year(each.paid_on) for each in helps)
    numbers = {
        year: count(ledger.next_number(fund, Numbers.CLAIM, year=year, count=of_year))
        for year, of_year in sorted(years.items())
    }
    made = Claim.objects.bulk_create(
        Claim(
            pk=pk, key=uuid5(done.key, f"claim {each.row}"), fund=fund, year=thai.be_year(each.paid_on),
            number=next(numbers[thai.be_year(each.paid_on)]), person_id=each.spell.person,
            membership_id=None if each.is_outsider else each.spell.pk, term=each.term, category=each.category,
            occurred_on=each.occurred_on, until_on=each.until_on,
            judged=each.amount, amount=each.amount, steps=[_step(each.source or source, each.paper)],
            claimant=each.payee, filed_on=each.paid_on, by=by,
            reason=_on_paper(each.source or source) if each.is_outsider else "",
        )
        for pk, each in zip(ids, helps, strict=True)
    )  # fmt: skip
    ClaimedDay.objects.bulk_create(
        ClaimedDay(claim_id=pk, person_id=each.spell.person, day=day)
        for pk, each in zip(ids, helps, strict=True)
        for day in each.days
    )
    Decision.objects.bulk_create(
        Decision(
            key=uuid5(done.key, f"decision {each.row}"), claim_id=pk, verdict=Verdict.APPROVE, amount=each.amount,
            reason=each.source or source, on=each.paid_on, by=by,
        )
        for pk, each in zip(ids, helps, strict=True)
    )  # fmt: skip
    costs = {
        (category, is_outsider): ledger.account(fund, AccountKind.BENEFIT, category, outsiders=is_outsider)
        for category, is_outsider in {(each.category, each.is_outsider) for each in helps}
    }
    given = [
        papers.Given(
            uuid5(done.key, f"voucher {each.row}"), each.payee or each.name, _purpose(each),
            costs[each.category, each.is_outsider], each.amount, each.paid_on,
        )
        for each in helps
    ]  # fmt: skip
    paid = papers.pay_past(fund, given, out_of=ledger.account(fund, AccountKind.OPENING), by=by)
    Payout.objects.bulk_create(
        Payout(
            key=one.key, claim=claim, transfer=transfer, voucher=voucher, fund=fund, person_id=each.spell.person,
            category=each.category, outsider=each.is_outsider, amount=each.amount, on=each.paid_on, by=by,
        )
        for one, claim, each, (voucher, transfer) in zip(given, made, helps, paid, strict=True)
    )  # fmt: skip
    acts = [
        trail.Act(
            "imported", "claim", claim.pk,
            {"paper": str(claim), "amount": each.amount, "on": each.paid_on, "file": done.file_name, "row": each.row},
        )
        for claim, each in zip(made, helps, strict=True)
    ]  # fmt: skip
    trail.record_all(acts, by=by, fund=fund.pk)


def _step(source: str, paper: str) -> dict[str, Any]:
    """Say in both languages that no rule judged this sum here: the paper did."""
    said = {}
    for language in ("th", "en"):
        with override(language):
            said[language] = _("Decided and paid on paper: %(source)s") % {"source": source}
            if paper:
                said[language] += " · " + _("paper voucher %(paper)s") % {"paper": paper}
    return {"code": "paper", "clause": "", "passed": True, **said, "figures": {}}


def _on_paper(source: str) -> str:
    with override("th"):
        return _("Decided and paid on paper: %(source)s") % {"source": source}


def _purpose(each: Help) -> str:
    with override("th"):
        return f"{each.what} · {each.name} · {thai.long_date(each.occurred_on)}"[:200]
