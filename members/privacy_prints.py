"""Papers on personal data, always in Thai: what a fund holds on one person, who looked at it, and consent to sign."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import override

from funds.models import Fund
from welfare import citizen, paper, thai

from . import consents, holdings, retention
from .consent_texts import SPELLED
from .holdings import Part
from .models import Consenter, Membership, Person, consenter
from .sheet_prints import heading

CHILDREN = "อายุต่ำกว่า 10 ปี ผู้ปกครองลงชื่อแทน อายุ 10 ถึง 19 ปี ลงชื่อทั้งเจ้าของข้อมูลและผู้ปกครอง ตั้งแต่ 20 ปีลงชื่อเอง"


def held(fund: Fund, person: Person, parts: Sequence[Part], day: date) -> bytes:
    """Print `parts`, which `holdings.take_out` gave in Thai, as a paper for the person."""
    return _paper(fund, person, parts, day, title="ข้อมูลส่วนบุคคลที่กองทุนเก็บไว้")


def looked(fund: Fund, person: Person, day: date) -> bytes:
    """Print who looked at what of `person` in `fund`, when and why."""
    with override("th"):
        parts = [part for part in holdings.of(person, fund) if part.name == "looks"]
    return _paper(fund, person, parts, day, title="ผู้ที่เข้าดูข้อมูลส่วนบุคคล")


def consent(fund: Fund, person: Person | None, *, version: str, day: date) -> bytes:
    """Print the consent to health papers of that version, to be signed: with the facts of `person`, or blank.

    Below ten a parent or guardian signs, from ten to nineteen both; a form without a birthday has room for both.
    """
    who = consenter(person.born_on, day) if person and person.born_on else None
    spelled = SPELLED[version]
    kept = {"years": retention.YEARS_OF_HEALTH_PAPERS, "days": retention.DAYS_AFTER_WITHDRAWAL}
    return paper.pdf("consent", heading(fund, day) | {
        "version": version, "text": consents.TEXTS[version], "person": person.name if person else "",
        "citizen_id": citizen.mask(person.citizen_last4) if person else "",
        "address": person.address() if person else "", "member": _number(fund, person),
        "what": spelled.what, "purposes": spelled.purposes, "readers": spelled.readers, "rights": spelled.rights,
        "kept": [line.format(**kept) for line in spelled.kept], "own": who != Consenter.GUARDIAN,
        "guardian": who != Consenter.OWN, "note": CHILDREN if who != Consenter.OWN else "",
    })  # fmt: skip


def _number(fund: Fund, person: Person | None) -> str:
    spell = Membership.objects.of(fund).filter(person=person, number__isnull=False).order_by("-pk").first()
    return str(spell.number) if person and spell else ""


def _paper(fund: Fund, person: Person, parts: Sequence[Part], day: date, *, title: str) -> bytes:
    with override("th"):
        return paper.pdf("held", heading(fund, day) | {
            "title": title, "person": person.name, "on": thai.long_date(day),
            "parts": [
                {
                    "heading": part.heading,
                    "records": [
                        [[fact.label, words] for fact in record if (words := fact.words())] for record in part.records
                    ],
                }
                for part in parts
            ],
        })  # fmt: skip
