"""Who looked at what of whom: a sensitive reading is written down before it is shown."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from funds.models import Fund
from welfare import citizen, thai, trail
from welfare.models import LogEntry, User

from .models import Person

SUBJECT = "person"
SAW_NUMBER, SAW_CLAIMS = "saw the citizen ID", "saw claims of health"
SAW_CAUSE, OPENED_PAPER = "saw causes of claims", "opened a health paper"

LOOKED_FOR = "looked for in the country"
PRINTED_NUMBER, TOOK_OUT, LISTED = "printed the citizen ID", "took out all that is held", "exported"
# What a person may be told of who looked, in their own words.
READINGS_SAID = {
    SAW_NUMBER: pgettext_lazy("trail", "looked at the whole citizen ID"),
    PRINTED_NUMBER: pgettext_lazy("trail", "printed the whole citizen ID"),
    SAW_CLAIMS: pgettext_lazy("trail", "looked at claims of health"),
    SAW_CAUSE: pgettext_lazy("trail", "looked at causes of claims"),
    OPENED_PAPER: pgettext_lazy("trail", "opened a health paper"),
    TOOK_OUT: pgettext_lazy("trail", "took out all that is held on the person"),
    LISTED: pgettext_lazy("trail", "took out a list"),
    LOOKED_FOR: pgettext_lazy("trail", "looked for somebody in the whole country"),
}
READINGS = tuple(act for act in READINGS_SAID if act != LISTED)


class ReasonMissing(ValueError):
    """Nobody said why."""


class ShownAlready(ValueError):
    """The number was shown for this asking; who needs it again asks again."""


@transaction.atomic
def reveal(person: Person, *, fund: Fund, reason: str, key: UUID, by: User) -> str:
    """Write down that `by` looks at the whole citizen ID of `person`, why, and give its 13 digits.

    The same key shows it once. Raises ReasonMissing, ShownAlready, and citizen.KeyIsMissing when no key opens it.
    """
    if not reason.strip():
        raise ReasonMissing(_("Say why the whole number is needed."))
    Fund.objects.locked().get(pk=fund.pk)
    # Few have ever looked at one person's number, and JSON is asked alike on neither database.
    if any(entry.facts.get("key") == str(key) for entry in of(person, SAW_NUMBER)):
        raise ShownAlready(_("The number was shown once. Ask again, with the reason, to see it again."))
    number = citizen.decrypt(person.citizen_id)
    trail.record(
        by=by, fund=fund.pk, act="saw the citizen ID", subject="person", subject_pk=person.pk,
        facts={"reason": reason.strip(), "key": str(key)},
    )  # fmt: skip
    return number


def printed(person: Person, *, fund: Fund, paper: str, by: User) -> str:
    """Write down that `by` prints the whole citizen ID of `person` on `paper`, and give its 13 digits."""
    number = citizen.decrypt(person.citizen_id)
    trail.record(
        by=by, fund=fund.pk, act="printed the citizen ID", subject="person", subject_pk=person.pk,
        facts={"paper": paper},
    )  # fmt: skip
    return number


def of(person: Person, act: str) -> list[LogEntry]:
    """Give the readings of one kind about `person`, the earliest first."""
    return list(LogEntry.objects.about(SUBJECT, person.pk).filter(act=act).order_by("pk"))


def note(person: Person, act: str, *, fund: Fund, on: date, by: User, **facts: str) -> LogEntry | None:
    """Write down a reading of `person`, once for each reader, kind, fact and day; None where it stands already."""
    told = trail.plain(facts)
    for entry in LogEntry.objects.about(SUBJECT, person.pk).filter(act=act, by=by, fund=fund.pk).order_by("-pk")[:20]:
        if entry.facts == told and thai.in_thailand(entry.at).date() == on:
            return None
    return trail.record(by=by, fund=fund.pk, act=act, subject=SUBJECT, subject_pk=person.pk, facts=facts)
