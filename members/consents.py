"""Consent to health papers and causes: asked apart from the contract, by version, and withdrawn as easily.

A fund needs no consent to keep the register and pay welfare: that is the contract with the member. The certificate of
a hospital, and what it says, are sensitive (section 26 of the act): no copy is kept without consent, and who refuses
still receives welfare, because the original can be seen and ticked.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import Category, Fund
from welfare import trail
from welfare.models import User

from .models import Claim, Consent, Consenter, ConsentWithdrawal, Person, consenter

# Claims of these kinds tell of someone's health.
HEALTH = (Category.ILLNESS, Category.DISADVANTAGED)
# The words people agreed to, by version; one that was used is never changed, a new one is added.
CURRENT = "1"
TEXTS = {
    "1": (
        "ข้าพเจ้ายินยอมให้กองทุนเก็บและอ่านใบรับรองแพทย์ เอกสารสุขภาพ และสาเหตุของการเจ็บป่วยหรือความพิการ "
        "เพื่อพิจารณาและจ่ายสวัสดิการตามคำขอเท่านั้น ผู้อ่านได้คือกรรมการของกองทุนที่ทำเรื่องนี้ "
        "กองทุนลบเอกสารเมื่อพ้นกำหนด ข้าพเจ้าไม่ยินยอมก็ได้โดยไม่เสียสิทธิ และถอนความยินยอมได้ทุกเมื่อ"
    )
}


class ConsentMissing(Exception):
    """The person did not agree that health papers are kept."""


class GuardianMissing(ValueError):
    """A parent or guardian agrees for a child, or with one, and is not named."""


def is_about_health(category: str) -> bool:
    """Say whether claims of that category tell of someone's health."""
    return category in HEALTH


def standing(person: Person, fund: Fund) -> Consent | None:
    """Give the latest consent of `person` to `fund` that was not withdrawn. One query."""
    return Consent.objects.of(fund).standing().filter(person=person).order_by("-pk").first()


@transaction.atomic
def give(person: Person, *, fund: Fund, guardian: str = "", key: UUID, on: date, by: User) -> Consent:
    """Record that `person` agreed to the current text; the same key, or a standing one of this text, records once.

    Raises GuardianMissing where the birthday asks for a parent or guardian and none is named.
    """
    Fund.objects.locked().get(pk=fund.pk)
    now = standing(person, fund)
    if now is not None and now.version == CURRENT:
        return now
    who = consenter(person.born_on, on)
    if who != Consenter.OWN and not guardian.strip():
        raise GuardianMissing(_("Write the name of the parent or guardian."))
    done = Consent.objects.create(
        key=key, fund=fund, person=person, version=CURRENT, consenter=who,
        guardian="" if who == Consenter.OWN else guardian.strip(), given_on=on, by=by,
    )  # fmt: skip
    trail.record(
        by=by, fund=fund.pk, act="recorded a consent", subject="person", subject_pk=person.pk,
        facts={"version": done.version, "on": on},
    )  # fmt: skip
    return done


@transaction.atomic
def withdraw(consent: Consent, *, on: date, by: User) -> ConsentWithdrawal:
    """Record that the person agrees no more; its health papers are shown to nobody from now on. Twice is once."""
    Fund.objects.locked().get(pk=consent.fund_id)
    done = ConsentWithdrawal.objects.filter(consent=consent).first()
    if done is None:
        done = ConsentWithdrawal.objects.create(consent=consent, on=on, by=by)
        trail.record(
            by=by, fund=consent.fund_id, act="withdrew a consent", subject="person", subject_pk=consent.person_id,
            facts={"version": consent.version, "on": on},
        )  # fmt: skip
    return done


def require(claim: Claim) -> None:
    """Raise ConsentMissing when papers of `claim` tell of health and its person has not agreed; person loaded."""
    if is_about_health(claim.category) and standing(claim.person, claim.fund) is None:
        raise ConsentMissing(_("Without consent no copy of a health paper is kept. Tick that you saw the original."))
