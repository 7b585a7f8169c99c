"""What paying a claim asks: one statement before the form, one under the lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from funds.held_books import STANDING, Standing, standing_of
from funds.models import MONEY, Account, AccountKind, Fund, Term
from welfare import joined
from welfare.models import User

from .claim_refusals import NotApproved, OwnClaim
from .models import (
    Claim,
    ClaimAct,
    ClaimStep,
    Decision,
    Helped,
    HelpedInProvince,
    Payout,
    Person,
    Signature,
    Verdict,
)

_PLACES = ", ".join(f"'{kind.value}'" for kind in MONEY)

ASKED = f"""
    SELECT {joined.columns(Claim, "claim")}, {joined.columns(Person, "person")},
        {joined.columns(Term, "term")}, {joined.columns(Decision, "decision")}, {joined.columns(Account, "account")}
    FROM {Claim._meta.db_table} AS claim
    JOIN {Person._meta.db_table} AS person ON person.id = claim.person_id
    LEFT JOIN {Term._meta.db_table} AS term ON term.id = claim.term_id
    JOIN {Decision._meta.db_table} AS decision ON decision.claim_id = %(claim)s
    LEFT JOIN {Account._meta.db_table} AS account ON account.fund_id = %(fund)s AND (
        account.kind IN ({_PLACES}) OR (
            account.kind = '{AccountKind.BENEFIT.value}' AND account.line = claim.category
            AND account.outsiders = (claim.membership_id IS NULL) AND account.round = 0
        )
    )
    WHERE claim.id = %(claim)s AND claim.fund_id = %(fund)s AND decision.verdict = '{Verdict.APPROVE.value}'
        AND NOT EXISTS (SELECT 1 FROM {Payout._meta.db_table} WHERE claim_id = %(claim)s)
        AND NOT EXISTS (
            SELECT 1 FROM {ClaimStep._meta.db_table} WHERE claim_id = %(claim)s AND act = '{ClaimAct.WITHDRAWN.value}'
        )
    """  # noqa: S608 -- no word here was typed by anyone

# The view members_claim_maker is what the database itself refuses a payout by.
LOOKED_AT = f"""
    SELECT (SELECT key FROM {Payout._meta.db_table} WHERE claim_id = %(claim)s),
        EXISTS (
            SELECT 1 FROM {ClaimStep._meta.db_table}
            WHERE claim_id = %(claim)s AND act = '{ClaimAct.WITHDRAWN.value}'
        ),
        EXISTS (SELECT 1 FROM members_claim_maker WHERE claim_id = %(claim)s AND user_id = %(by)s),
        EXISTS (
            SELECT 1 FROM {Signature._meta.db_table} WHERE claim_id = %(claim)s AND by_id = %(by)s
            UNION ALL SELECT 1 FROM {Decision._meta.db_table} WHERE claim_id = %(claim)s AND by_id = %(by)s
        ),
        EXISTS (SELECT 1 FROM {Person._meta.db_table} WHERE account_id = %(by)s),
        (SELECT first_on FROM {Helped._meta.db_table} WHERE fund_id = %(fund)s AND person_id = %(person)s),
        (
            SELECT first_on FROM {HelpedInProvince._meta.db_table}
            WHERE province_id = %(province)s AND person_id = %(person)s
        ),
        {STANDING.format(fund="%(fund)s")}
    """  # noqa: S608 -- no word here was typed by anyone


@dataclass(frozen=True, slots=True)
class Payable:
    """A claim that waits for its money, with its fund, person, rule and decision: none of them ever changes.

    `places` are the fund's accounts for money, `costs` that of the claim's kind, if there is one yet.
    """

    claim: Claim
    places: tuple[Account, ...]
    costs: Account | None


@dataclass(frozen=True, slots=True)
class Look:
    """How a claim stands between one payer and its money, read while the fund's lock is held.

    `helped_on` and `helped_in_province_on` are the first days on which its person was helped, `standing` is how the
    fund's books stand.
    """

    paid_by: UUID | None
    is_withdrawn: bool
    is_maker: bool
    is_signer: bool
    payer_is_known: bool
    helped_on: date | None
    helped_in_province_on: date | None
    standing: Standing

    def refuse(self) -> None:
        """Raise NotApproved or OwnClaim where this payer does not pay this claim."""
        if self.is_withdrawn:
            raise NotApproved(_("This claim is not approved."))
        if self.is_maker:
            raise OwnClaim(_("You filed this claim. Another officer pays it."))
        if self.is_signer:
            raise OwnClaim(_("You approved this claim. Another officer pays it."))


def read(fund: Fund, pk: int) -> Payable | None:
    """Read the claim `pk` of `fund` for its payment, in one statement; nothing where it waits for none."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, {"claim": pk, "fund": fund.pk})
        rows = sorted(cursor.fetchall(), key=lambda row: row[-len(Account._meta.concrete_fields)] or 0)
    return _payable(fund, rows) if rows else None


def look(claim: Claim, *, by: User) -> Look:
    """Look at what may have changed, in one statement; the caller holds the lock of the claim's fund."""
    fund = claim.fund
    asked = {
        "claim": claim.pk, "person": claim.person_id, "fund": fund.pk, "province": fund.province_id, "by": by.pk,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(LOOKED_AT, asked)
        paid_by, is_withdrawn, is_maker, is_signer, is_known, helped, in_province, *stands = cursor.fetchone()
    return Look(
        paid_by=UUID(str(paid_by)) if paid_by else None,
        is_withdrawn=bool(is_withdrawn), is_maker=bool(is_maker), is_signer=bool(is_signer),
        payer_is_known=bool(is_known), helped_on=joined.day(helped), helped_in_province_on=joined.day(in_province),
        standing=standing_of(fund, *stands),
    )  # fmt: skip


def _payable(fund: Fund, rows: Sequence[Sequence[Any]]) -> Payable:
    values = iter(rows[0])
    claim, person = joined.record(Claim, values), joined.record(Person, values)
    term, decision = joined.record(Term, values), joined.record(Decision, values)
    claim.fund, claim.person, claim.term, decision.claim = fund, person, term if term.pk else None, claim
    width = len(Account._meta.concrete_fields)
    accounts = [joined.record(Account, row[-width:]) for row in rows if row[-width] is not None]
    for account in accounts:
        account.fund = fund
    return Payable(
        claim=claim,
        places=tuple(each for each in accounts if each.kind in MONEY),
        costs=next((each for each in accounts if each.kind not in MONEY), None),
    )
