"""Erasing a person so that the books stay: a pseudonym in their place, and nothing that leads back to them.

What accounts rest on is never changed: receipts, vouchers and claims keep the words that were printed. A person is
erased only when the term is over for which those must be kept anyway.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from funds import attachments
from funds.models import Attachment, Fund
from welfare import media, thai, trail
from welfare.models import User

from . import same
from .models import Beneficiary, Claim, ClaimFile, ClaimState, Membership, Payout, Person

# Claims of money fall away after ten years (Civil and Commercial Code, section 193/30); accounts are kept as long.
YEARS_AFTER_LEAVING = 10
# An application that was not admitted touched no money.
YEARS_AFTER_REFUSAL = 1
OPEN = (ClaimState.WAITING, ClaimState.RETURNED, ClaimState.APPROVED)


class CannotErase(Exception):
    """The person may not be erased yet; `reasons` say why, each in a sentence."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


def kept_until(person: Person) -> date | None:
    """Give the last day on which what is held on `person` must be kept; None while they are a member or applying."""
    ends, years = [], YEARS_AFTER_REFUSAL
    for one in Membership.objects.filter(person=person):
        if one.ended_on is None:
            return None
        ends.append(one.ended_on)
        years = YEARS_AFTER_LEAVING if one.joined_on else years
    helped = list(Payout.objects.filter(person=person).values_list("on", flat=True))
    asked = list(Claim.objects.filter(person=person).values_list("filed_on", flat=True))
    if helped or asked:
        years = YEARS_AFTER_LEAVING
    last = max([*ends, *helped, *asked], default=None)
    return after_years(last, years) if last else date.min


def refusals(person: Person, today: date) -> list[str]:
    """Say why `person` may not be erased on `today`; nothing where they may."""
    if person.erased_on:
        return [_("This person has been erased on %(day)s.") % {"day": thai.long_date(person.erased_on)}]
    # Which fund it is, and the number of a claim, may be another fund's: a fund is not told that.
    found, until = [], kept_until(person)
    if until is None:
        found.append(_("Still a member of a fund, or applying."))
    if any(one.state in OPEN for one in Claim.objects.filter(person=person).with_state()):
        found.append(_("A claim is still open."))
    if until and until >= today:
        found.append(_("The accounts must be kept until %(day)s.") % {"day": thai.long_date(until)})
    return found


@transaction.atomic
def erase(person: Person, *, fund: Fund, reason: str, on: date, by: User) -> Person:
    """Put a pseudonym in the place of `person`: no ID, phone or address, of the birthday the year. Raises CannotErase.

    Sums, numbers and papers of every fund stay as they are. Files of their claims are gone from the disk.
    """
    Fund.objects.locked().get(pk=fund.pk)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if reasons := refusals(person, on):
        raise CannotErase(reasons)
    called = "สมาชิก" if Membership.objects.filter(person=person).exists() else "ผู้รับความช่วยเหลือ"
    for each in (person, *same.merged_into(person)):
        _put_pseudonym(each, called, on)
    Beneficiary.objects.filter(membership__person=person).update(name="ผู้รับผลประโยชน์", phone="")
    forget_files(Claim.objects.filter(person=person), reason=reason, by=by)
    trail.record(
        by=by, fund=fund.pk, act="erased a person", subject="person", subject_pk=person.pk,
        facts={"reason": reason, "on": on},
    )  # fmt: skip
    return person


def _put_pseudonym(person: Person, called: str, on: date) -> None:
    person.named(title="", first_name=called, last_name=f"#{person.pk}")
    person.citizen_id, person.citizen_hash, person.citizen_last4 = "", None, ""
    person.no_citizen_id, person.house_number, person.moo, person.place, person.phone = "", "", None, "", ""
    if person.born_on:
        person.born_on, person.is_birth_year_only = date(person.born_on.year, 1, 1), True
    person.account, person.erased_on = None, on
    person.save()


def forget_files(claims: object, *, reason: str, by: User) -> int:
    """Take back every file of `claims`, and remove its bytes once that is written down; give how many there were."""
    rows = ClaimFile.objects.filter(claim__in=claims).values("attachment")  # type: ignore[misc]
    found = list(Attachment.objects.filter(pk__in=rows).standing().order_by("pk"))
    for each in found:
        attachments.take_back(each, reason=reason, by=by)
        transaction.on_commit(lambda address=each.address: media.forget(address))  # type: ignore[misc]
    return len(found)


def after_years(day: date, years: int) -> date:
    """Give the same day `years` later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
