"""From a history to rows: the columns of each table, and each row in the database's own types."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from members.consents import CURRENT, is_about_health
from members.models import (
    Beneficiary,
    Claim,
    ClaimedDay,
    Consent,
    Consenter,
    Contribution,
    Decision,
    Helped,
    Membership,
    MembershipStep,
    Payout,
    Person,
    consenter,
)
from members.occurrences import days_of
from welfare import citizen, thai
from welfare.bulk import running_key as key

from .benefits import TOLD_FROM, Help
from .books import Books, Officers
from .days import month_at
from .history import History
from .lives import PLANS
from .people import Someone

Row = tuple[Any, ...]
COLUMNS: dict[type, tuple[str, ...]] = {
    Person: (
        "id", "title", "first_name", "last_name", "sex", "born_on", "is_birth_year_only", "citizen_id", "citizen_hash",
        "citizen_last4", "no_citizen_id", "house_number", "moo", "place", "phone", "search", "sort_key",
    ),
    Membership: (
        "id", "fund_id", "person_id", "branch_id", "number", "plan", "applied_on", "joined_on", "tenure_from",
        "ended_on", "end_reason", "rejoins_id",
    ),
    Beneficiary: ("membership_id", "name", "relation", "share", "position", "phone", "valid_from"),
    MembershipStep: ("membership_id", "step", "on", "resolution_id", "note", "by_id", "at", "key"),
    Claim: (
        "id", "key", "fund_id", "year", "number", "person_id", "membership_id", "term_id", "category", "occurred_on",
        "until_on", "facts", "judged", "steps", "amount", "reason", "claimant", "filed_on", "by_id", "at",
    ),
    ClaimedDay: ("claim_id", "person_id", "day"),
    Consent: ("key", "fund_id", "person_id", "version", "consenter", "guardian", "given_on", "by_id", "at"),
    Decision: ("key", "claim_id", "verdict", "amount", "reason", "on", "by_id", "at"),
    Contribution: (
        "fund_id", "membership_id", "receipt_id", "is_entry_fee", "amount", "on", "covers_from", "covers_until",
    ),
    Payout: (
        "key", "claim_id", "transfer_id", "voucher_id", "fund_id", "person_id", "category", "outsider", "amount", "on",
        "by_id", "at",
    ),
    Helped: ("fund_id", "person_id", "first_on", "outsider"),
}  # fmt: skip


def at(day: date) -> str:
    """Give ten o'clock in Thailand on a day, as databases keep it."""
    return f"{day.isoformat()} 03:00:00"


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def citizen_id(number: int) -> str:
    """Make a citizen ID for each number: it begins with 9, which nobody holds, and has the right check digit."""
    twelve = f"9{number * 71_828_182_849 % 10**11:011d}"
    return twelve + citizen.check_digit(twelve)


def people(everybody: list[Someone]) -> Iterator[Row]:
    for someone in everybody:
        number = "" if someone.no_citizen_id else citizen_id(someone.pk)
        name = f"{someone.first_name} {someone.last_name}"
        yield (
            someone.pk, someone.title, someone.first_name, someone.last_name, someone.sex, someone.born_on.isoformat(),
            someone.is_birth_year_only, citizen.encrypt(number) if number else "",
            citizen.keyed_hash(number) if number else None, number[-4:], someone.no_citizen_id, someone.house_number,
            someone.moo, someone.place, someone.phone, thai.search_text(name), thai.sort_key(name),
        )  # fmt: skip


def memberships(history: History, fund: int, branches: list[int], first_application: int) -> Iterator[Row]:
    for spell in history.spells:
        joined = spell.joined_on.isoformat()
        yield (
            spell.pk, fund, spell.person.pk, branches[spell.person.branch], spell.number, PLANS[spell.house.period],
            spell.applied_on.isoformat(), joined, joined, iso(spell.ended_on), spell.end_reason,
            spell.before.pk if spell.before else None,
        )  # fmt: skip
    for pk, each in enumerate(history.applications, start=first_application):
        refused_on = each.refused_in.meeting if each.refused_in else None
        yield (
            pk, fund, each.person.pk, branches[each.person.branch], None, "yearly", each.applied_on.isoformat(), None,
            None, iso(refused_on), "refused" if refused_on else "", None,
        )  # fmt: skip


def heirs(history: History, first_application: int) -> Iterator[Row]:
    for spell in history.spells:
        name, relation = spell.heir
        yield spell.pk, name, relation, 100, 1, "", spell.applied_on.isoformat()
    for pk, each in enumerate(history.applications, start=first_application):
        if each.heir[0]:
            yield pk, *each.heir, 100, 1, "", each.applied_on.isoformat()


def steps(history: History, meetings: list[int], officers: Officers, first_application: int) -> Iterator[Row]:
    """Give the steps of every life: applied, admitted or re-joined, the end; `meetings` has a resolution a month."""
    by, months = officers.secretary, history.months

    def step(pk: int, place: int, what: str, on: date, resolution: int | None, note: str = "") -> Row:
        return pk, what, on.isoformat(), resolution, note, by, at(on), key("s", pk * 3 + place)

    for spell in history.spells:
        yield step(spell.pk, 0, "applied", spell.applied_on, None)
        yield step(spell.pk, 1, "rejoined" if spell.before else "admitted", spell.joined_on, meetings[spell.month])
        if spell.ended_on is not None:
            is_resolved = spell.end_reason in ("lapsed", "expelled")
            resolution = meetings[month_at(months, spell.ended_on)] if is_resolved else None
            yield step(spell.pk, 2, spell.end_reason, spell.ended_on, resolution)
    for pk, each in enumerate(history.applications, start=first_application):
        yield step(pk, 0, "applied", each.applied_on, None)
        if each.refused_in is not None:
            note = "ยังไม่มีชื่อในทะเบียนบ้านในเขตของกองทุน"
            yield step(pk, 1, "refused", each.refused_in.meeting, meetings[each.refused_in.number], note)


def claims(history: History, fund: int, terms: dict[str, int], officers: Officers) -> Iterator[Row]:
    for claim in history.helps:
        spell = claim.spell
        yield (
            claim.pk, key("c", claim.pk), fund, thai.be_year(claim.filed_on), claim.number, claim.person.pk,
            spell.pk if spell else None, terms.get(claim.term), claim.category, claim.occurred_on.isoformat(),
            iso(claim.until_on), claim.facts, claim.satang, claim.steps, claim.satang, claim.reason, claim.claimant,
            claim.filed_on.isoformat(), officers.secretary, at(claim.filed_on),
        )  # fmt: skip


def claimed_days(history: History) -> Iterator[Row]:
    for claim in history.helps:
        for day in days_of(claim.occurred_on, claim.until_on):
            yield claim.pk, claim.person.pk, day.isoformat()


def consents(history: History, fund: int, officers: Officers) -> Iterator[Row]:
    """Give the consent to health papers of everyone at their first claim of health that the portal judged itself."""
    asked: set[int] = set()
    for claim in history.helps:
        on, person = claim.filed_on, claim.person
        if on < TOLD_FROM or not is_about_health(claim.category) or person.pk in asked:
            continue
        who = consenter(person.born_on, on)
        guardian = "" if who == Consenter.OWN else _guardian(claim)
        if who != Consenter.OWN and not guardian:
            continue  # nobody of the house may agree for the child: no copy is kept
        asked.add(person.pk)
        yield (
            key("n", claim.pk), fund, person.pk, CURRENT, who.value, guardian, on.isoformat(), officers.secretary,
            at(on),
        )  # fmt: skip


def _guardian(claim: Help) -> str:
    """Name the first grown-up of the household of a child; empty for a child of a house without members."""
    house = claim.spell.house.people if claim.spell else ()
    grown = [each.name for each in house if consenter(each.born_on, claim.filed_on) == Consenter.OWN]
    return grown[0] if grown else ""


def decisions(history: History, officers: Officers) -> Iterator[Row]:
    for claim in history.helps:
        if claim.decided_on is not None:
            verdict, satang = ("refuse", 0) if claim.refusal else ("approve", claim.satang)
            on = claim.decided_on
            yield (
                key("d", claim.pk), claim.pk, verdict, satang, claim.refusal, on.isoformat(), officers.chair, at(on)
            )  # fmt: skip


def contributions(books: Books) -> Iterator[Row]:
    for incoming, receipt in books.paid:
        if incoming.paid is not None:
            on = incoming.on.isoformat()
            for line in incoming.paid.lines:
                yield (
                    books.fund, line.spell.pk, receipt, line.first is None, line.satang, on, iso(line.first),
                    iso(line.last),
                )  # fmt: skip


def payouts(books: Books) -> Iterator[Row]:
    for claim, voucher, transfer in books.helped:
        on: date = claim.paid_on or claim.filed_on
        yield (
            key("v", voucher), claim.pk, transfer, voucher, books.fund, claim.person.pk, claim.category,
            claim.spell is None, claim.satang, on.isoformat(), books.officers.treasurer, at(on),
        )  # fmt: skip


def first_helps(books: Books) -> dict[Someone, tuple[date, bool]]:
    """Give whom the fund helped, from which day, and whether they were no member then; in the order of days."""
    first: dict[Someone, tuple[date, bool]] = {}
    for claim, _voucher, _transfer in books.helped:
        first.setdefault(claim.person, (claim.paid_on or claim.filed_on, claim.spell is None))
    return first
