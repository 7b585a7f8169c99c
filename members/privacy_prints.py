"""Papers on personal data, always in Thai: all that a fund holds on one person, and who looked at it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import override

from funds.models import Fund
from welfare import paper, thai

from . import holdings
from .holdings import Part
from .models import Person
from .sheet_prints import heading


def held(fund: Fund, person: Person, parts: Sequence[Part], day: date) -> bytes:
    """Print `parts`, which `holdings.take_out` gave in Thai, as a paper for the person."""
    return _paper(fund, person, parts, day, title="ข้อมูลส่วนบุคคลที่กองทุนเก็บไว้")


def looked(fund: Fund, person: Person, day: date) -> bytes:
    """Print who looked at what of `person` in `fund`, when and why."""
    with override("th"):
        parts = [part for part in holdings.of(person, fund) if part.name == "looks"]
    return _paper(fund, person, parts, day, title="ผู้ที่เข้าดูข้อมูลส่วนบุคคล")


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
