"""What paying a claim asks, in one statement: claim, approval, who keeps their hands off, where the money lies."""

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

from .claim_refusals import AlreadyPaid, NotApproved, OwnClaim
from .models import Claim, Decision, Helped, HelpedInProvince, Payout, Person, Signature, Verdict

_PLACES = ", ".join(f"'{kind.value}'" for kind in MONEY)

# The database's own views say who made a claim and whether it is withdrawn; its triggers refuse by the same.
ASKED = f"""
    SELECT payout.key, stood.is_withdrawn,
        EXISTS (SELECT 1 FROM members_claim_maker AS maker WHERE maker.claim_id = claim.id AND maker.user_id = %s),
        decision.by_id = %s OR EXISTS (
            SELECT 1 FROM {Signature._meta.db_table} AS signed WHERE signed.claim_id = claim.id AND signed.by_id = %s
        ),
        EXISTS (SELECT 1 FROM {Person._meta.db_table} AS payer WHERE payer.account_id = %s),
        (
            SELECT MIN(helped.first_on) FROM {Helped._meta.db_table} AS helped
            WHERE helped.fund_id = claim.fund_id AND helped.person_id = claim.person_id
        ),
        (
            SELECT MIN(helped.first_on) FROM {HelpedInProvince._meta.db_table} AS helped
            WHERE helped.province_id = %s AND helped.person_id = claim.person_id
        ),
        {STANDING.format(fund="claim.fund_id")},
        {joined.columns(Claim, "claim")}, {joined.columns(Person, "person")},
        {joined.columns(Term, "term")}, {joined.columns(Decision, "decision")}, {joined.columns(Account, "account")}
    FROM {Claim._meta.db_table} AS claim
    JOIN {Person._meta.db_table} AS person ON person.id = claim.person_id
    JOIN members_claim_round AS stood ON stood.claim_id = claim.id
    LEFT JOIN {Term._meta.db_table} AS term ON term.id = claim.term_id
    LEFT JOIN {Decision._meta.db_table} AS decision ON decision.claim_id = claim.id
    LEFT JOIN {Payout._meta.db_table} AS payout ON payout.claim_id = claim.id
    LEFT JOIN {Account._meta.db_table} AS account ON account.fund_id = claim.fund_id AND (
        account.kind IN ({_PLACES}) OR (
            account.kind = '{AccountKind.BENEFIT.value}' AND account.line = claim.category
            AND account.outsiders = (claim.membership_id IS NULL) AND account.round = 0
        )
    )
    WHERE claim.id = %s AND claim.fund_id = %s ORDER BY account.id
    """  # noqa: S608 -- no word here was typed by anyone


@dataclass(frozen=True, slots=True)
class Payable:
    """A claim with its fund, person, rule and decision, and what stands between it and its money for one payer.

    `places` are the fund's accounts for money, `costs` that of the claim's kind, if there is one yet; `helped_on` and
    `helped_in_province_on` the first days on which the person was helped, `standing` how the fund's books stand.
    """

    claim: Claim
    places: tuple[Account, ...]
    costs: Account | None
    paid_by: UUID | None
    is_withdrawn: bool
    is_maker: bool
    is_signer: bool
    payer_is_known: bool
    helped_on: date | None
    helped_in_province_on: date | None
    standing: Standing

    @property
    def is_approved(self) -> bool:
        """Whether the claim waits for its payment."""
        decision = getattr(self.claim, "decision", None)
        return (
            self.paid_by is None and not self.is_withdrawn
            and decision is not None and decision.verdict == Verdict.APPROVE
        )  # fmt: skip

    def refuse(self) -> None:
        """Raise NotApproved, AlreadyPaid or OwnClaim where this payer does not pay this claim."""
        if self.paid_by is not None:
            raise AlreadyPaid(_("This claim has been paid before."))
        if not self.is_approved:
            raise NotApproved(_("This claim is not approved."))
        if self.is_maker:
            raise OwnClaim(_("You filed this claim. Another officer pays it."))
        if self.is_signer:
            raise OwnClaim(_("You approved this claim. Another officer pays it."))


def read(fund: Fund, pk: int, *, by: User) -> Payable | None:
    """Read the claim `pk` of `fund` as `by` would pay it; nothing where the fund has no such claim."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [by.pk, by.pk, by.pk, by.pk, fund.province_id, pk, fund.pk])
        rows = cursor.fetchall()
    return _payable(fund, rows) if rows else None


def _payable(fund: Fund, rows: Sequence[Sequence[Any]]) -> Payable:
    paid_by, is_withdrawn, is_maker, is_signer, is_known, helped, in_province, *stands = rows[0][:10]
    values = iter(rows[0][10:])
    claim, person = joined.record(Claim, values), joined.record(Person, values)
    term, decision = joined.record(Term, values), joined.record(Decision, values)
    claim.fund, claim.person, claim.term = fund, person, term if term.pk else None
    if decision.pk:
        decision.claim = claim
    width = len(Account._meta.concrete_fields)
    accounts = [joined.record(Account, row[-width:]) for row in rows if row[-width] is not None]
    for account in accounts:
        account.fund = fund
    return Payable(
        claim=claim,
        places=tuple(each for each in accounts if each.kind in MONEY),
        costs=next((each for each in accounts if each.kind not in MONEY), None),
        paid_by=UUID(str(paid_by)) if paid_by else None,
        is_withdrawn=bool(is_withdrawn), is_maker=bool(is_maker), is_signer=bool(is_signer),
        payer_is_known=bool(is_known), helped_on=joined.day(helped), helped_in_province_on=joined.day(in_province),
        standing=standing_of(fund, *stands),
    )  # fmt: skip
