"""All that a fund holds on one person: one reading, written as JSON for machines and as a paper for people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from funds.models import Fund
from welfare import citizen, thai, trail
from welfare.models import LogEntry, User
from welfare.money import format_baht

from . import looks, same
from .models import Claim, ClaimFile, Consent, Contribution, Membership, Merge, PaperSeen, Person


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is held: its name for machines, its label for people, and what it is."""

    name: str
    label: str
    value: Any

    def words(self) -> str:
        """Write the value as people read it: a day in words, baht with satang."""
        if self.value is None or self.value == "":
            return ""
        if isinstance(self.value, bool):
            return _("yes") if self.value else _("no")
        if isinstance(self.value, date):
            return thai.long_date(self.value)
        return format_baht(self.value) if isinstance(self.value, Decimal) else str(self.value)


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of record that is held: its name for machines, its heading, and its records."""

    name: str
    heading: str
    records: list[list[Fact]]


def of(person: Person, fund: Fund) -> list[Part]:
    """Give all that `fund` holds on `person`, in its parts; what other funds hold, they give themselves."""
    others = same.merged_into(person)
    memberships = list(Membership.objects.of(fund).filter(person=person).select_related("branch").order_by("pk"))
    claims = list(Claim.objects.of(fund).filter(person=person).with_records().order_by("pk"))
    return [
        Part("person", _("Person"), [_person(each) for each in (person, *others)]),
        Part("memberships", _("Memberships"), [_membership(one) for one in memberships]),
        Part("steps", _("Life of the membership"), list(_steps(memberships))),
        Part("beneficiaries", _("Beneficiaries"), list(_beneficiaries(memberships))),
        Part("contributions", _("Contributions"), list(_contributions(memberships))),
        Part("claims", _("Claims"), [_claim(one) for one in claims]),
        Part("papers", _("Papers of claims"), list(_papers(claims))),
        Part("consents", _("Consents"), list(_consents(person, fund))),
        Part("merges", _("Entries made one"), list(_merges(person, fund))),
        Part("looks", _("Who looked"), [look(entry) for entry in readings(person, fund)]),
    ]


def as_plain(parts: Iterable[Part]) -> dict[str, Any]:
    """Give `parts` for a JSON file: records by the name of their part, days as ISO texts, baht as texts."""
    return trail.plain({
        part.name: [{fact.name: fact.value for fact in record} for record in part.records] for part in parts
    })  # fmt: skip


def readings(person: Person, fund: Fund) -> list[LogEntry]:
    """Give every sensitive reading of `person` in `fund`, the earliest first: and of the lists they stand on."""
    entries = same.entries_of(person)
    about = Q(subject=looks.SUBJECT, subject_pk__in=entries, act__in=looks.READINGS)
    mine = Membership.objects.of(fund).filter(person=person).exists()
    near = Person.objects.neighbours_of(fund).filter(pk__in=entries).exists()
    named = [subject for subject, is_on in (("memberships", mine), ("neighbours", near)) if is_on]
    lists = Q(subject__in=named, act="exported")
    return list(LogEntry.objects.filter(fund=fund.pk).filter(about | lists).select_related("by").order_by("pk"))


def take_out(person: Person, *, fund: Fund, how: str, by: User) -> list[Part]:
    """Write down that `by` takes out all that is held on `person`, as a paper or a file, and give it."""
    trail.record(
        by=by, fund=fund.pk, act="took out all that is held", subject="person", subject_pk=person.pk,
        facts={"way": how},
    )  # fmt: skip
    return of(person, fund)


def _person(person: Person) -> list[Fact]:
    try:
        number = citizen.decrypt(person.citizen_id) if person.citizen_id else ""
    except citizen.KeyIsMissing:
        number = citizen.mask(person.citizen_last4)
    return [
        Fact("name", _("Name"), person.name), Fact("sex", _("Sex"), person.get_sex_display()),
        Fact("born_on", _("Born"), person.born_on),
        Fact("is_birth_year_only", _("Only the year of birth is known"), person.is_birth_year_only),
        Fact("citizen_id", _("Citizen ID"), citizen.display(number)),
        Fact("no_citizen_id", _("Without a citizen ID, because"), person.get_no_citizen_id_display()),
        Fact("address", _("Address"), person.address()), Fact("phone", _("Telephone"), person.phone),
    ]  # fmt: skip


def _membership(one: Membership) -> list[Fact]:
    return [
        Fact("number", _("Member number"), one.number), Fact("branch", _("Branch"), str(one.branch or "")),
        Fact("plan", _("Pays"), one.get_plan_display()), Fact("applied_on", _("Applied on"), one.applied_on),
        Fact("joined_on", _("Member since"), one.joined_on),
        Fact("tenure_from", _("length of membership counts from"), one.tenure_from),
        Fact("ended_on", _("Ended on"), one.ended_on),
        Fact("end_reason", _("Reason"), one.get_end_reason_display()),
    ]  # fmt: skip


def _steps(memberships: list[Membership]) -> Iterator[list[Fact]]:
    for one in memberships:
        for step in one.steps.order_by("on", "pk"):
            yield [
                Fact("on", _("Date"), step.on), Fact("step", _("What was done"), step.get_step_display()),
                Fact("note", _("Note"), step.note),
            ]  # fmt: skip


def _beneficiaries(memberships: list[Membership]) -> Iterator[list[Fact]]:
    for one in memberships:
        for heir in one.beneficiaries.order_by("pk"):
            yield [
                Fact("name", _("Name"), heir.name), Fact("relation", _("Relation"), heir.get_relation_display()),
                Fact("share", _("Share"), heir.share), Fact("phone", _("Telephone"), heir.phone),
                Fact("named_on", _("From the day"), heir.valid_from),
                Fact("named_until", _("Until the day"), heir.valid_until),
            ]  # fmt: skip


def _contributions(memberships: list[Membership]) -> Iterator[list[Fact]]:
    paid = Contribution.objects.filter(membership__in=memberships).select_related("receipt").order_by("on", "pk")
    for one in paid:
        yield [
            Fact("on", _("Date"), one.on), Fact("receipt", _("Receipt"), str(one.receipt)),
            Fact("amount", _("Amount (baht)"), one.amount), Fact("covers_from", _("From the day"), one.covers_from),
            Fact("covers_until", _("Until the day"), one.covers_until),
        ]  # fmt: skip


def _claim(one: Claim) -> list[Fact]:
    decision, payout = getattr(one, "decision", None), getattr(one, "payout", None)
    asked = sorted(one.facts.get("facts", {}).items())
    return [
        Fact("claim", _("Claim"), str(one)), Fact("what", _("Welfare"), one.what),
        Fact("filed_on", _("Date"), one.filed_on), Fact("occurred_on", _("Happened on"), one.occurred_on),
        Fact("until_on", _("Until"), one.until_on), Fact("amount", _("Claimed"), one.amount),
        Fact("reason", _("Reason"), one.reason), Fact("claimant", _("Asked for by"), one.claimant),
        Fact("facts", _("Facts"), ", ".join(f"{name}: {told}" for name, told in asked)),
        Fact("verdict", _("Decision"), decision.get_verdict_display() if decision else ""),
        Fact("verdict_reason", _("Reason"), decision.reason if decision else ""),
        Fact("paid_on", _("Paid"), payout.on if payout else None),
        Fact("paid", _("Amount (baht)"), payout.amount if payout else None),
        Fact("voucher", _("Payment voucher"), str(payout.voucher) if payout else ""),
    ]  # fmt: skip


def _papers(claims: list[Claim]) -> Iterator[list[Fact]]:
    claim, paper = _("Claim"), _("Paper")
    for seen in PaperSeen.objects.filter(claim__in=claims).select_related("claim").order_by("pk"):
        yield [
            Fact("claim", claim, str(seen.claim)), Fact("paper", paper, seen.paper),
            Fact("seen_on", _("Original seen on"), seen.on),
        ]  # fmt: skip
    for each in ClaimFile.objects.filter(claim__in=claims).select_related("claim", "attachment").order_by("pk"):
        yield [
            Fact("claim", claim, str(each.claim)), Fact("file", _("File"), each.attachment.name),
            Fact("sent_on", _("Sent at"), thai.in_thailand(each.attachment.at).date()),
        ]  # fmt: skip


def _consents(person: Person, fund: Fund) -> Iterator[list[Fact]]:
    for one in Consent.objects.of(fund).filter(person=person).select_related("withdrawal").order_by("pk"):
        withdrawal = getattr(one, "withdrawal", None)
        yield [
            Fact("version", _("Version of the text"), one.version), Fact("given_on", _("Given on"), one.given_on),
            Fact("consenter", _("Who agrees"), one.get_consenter_display()),
            Fact("guardian", _("Parent or guardian"), one.guardian),
            Fact("withdrawn_on", _("Withdrawn on"), withdrawal.on if withdrawal else None),
        ]  # fmt: skip


def _merges(person: Person, fund: Fund) -> Iterator[list[Fact]]:
    for one in Merge.objects.of(fund).standing().filter(kept=person).select_related("gone", "by").order_by("pk"):
        yield [
            Fact("on", _("Date"), one.on), Fact("gone", _("Entry that is given up"), one.gone.name),
            Fact("reason", _("Reason"), one.reason), Fact("by", _("By"), str(one.by)),
        ]  # fmt: skip


def look(entry: LogEntry) -> list[Fact]:
    """Give one reading as facts: when, who, what, and why."""
    moment = thai.in_thailand(entry.at)
    told = ", ".join(str(entry.facts[name]) for name in ("reason", "claim", "paper") if entry.facts.get(name))
    return [
        Fact("on", _("Date"), moment.date()), Fact("time", _("Time"), f"{moment:%H:%M}"),
        Fact("who", _("Who"), str(entry.by)), Fact("act", _("What was done"), str(looks.READINGS_SAID[entry.act])),
        Fact("told", _("Facts"), told),
    ]  # fmt: skip
