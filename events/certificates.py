"""Certificates: issued part by part under numbers without a gap, handed over, replaced, withdrawn.

What a certificate says is taken from its kind when it is issued and kept with it; a kind that is changed later changes
nothing that was issued.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from funds.models import Fund, Province
from welfare import thai, trail
from welfare.models import User

from . import certificate_prints, codes
from .models import (
    Assembly,
    Attendance,
    Certificate,
    CertificateFile,
    CertificateHandover,
    CertificateKind,
    CertificateSeries,
    CertificateWithdrawal,
    Issue,
    Signatory,
    State,
)

# So many are issued in one transaction: others wait for it, and so does the page that shows how far it is.
PART = 50
MOST_AT_ONCE = 2000
MOST_SIGNATORIES = 2


class NotValid(Exception):
    """A certificate that was withdrawn or replaced is neither replaced, withdrawn nor handed over again."""


class NotYet(Exception):
    """Something would happen to a certificate before the day it was issued on."""


class WrongSignatories(Exception):
    """There are more than two signatories, or one did not hold the post on the day."""


class WrongNumberOfRecipients(Exception):
    """Nobody is to receive a certificate, or too many at once."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives a certificate; `deed` is what for, where it is not the one of the kind."""

    name: str
    deed: str = ""
    fund: int | None = None


def of_all_funds(province: Province, wording: str) -> list[Recipient]:
    """Give the committee of each fund of the province: `wording` with the fund's name behind it."""
    funds = Fund.objects.of(province).order_by("position")
    return [Recipient(f"{wording}{fund.name_th}", fund=fund.pk) for fund in funds]


def of_all_present(assembly: Assembly) -> list[Recipient]:
    """Give everyone who was checked in, in the order of names."""
    present = Attendance.objects.of(assembly).standing().present().filter(forgotten_on__isnull=True)
    return [Recipient(name) for name in present.order_by("sort_key", "pk").values_list("name", flat=True)]


def look_of(kind: CertificateKind, signatories: Sequence[Signatory], on: date) -> dict[str, Any]:
    """Give what every certificate of `kind` shows that is issued on the day `on`, in plain values."""
    seals = [pk for pk in (kind.seal_id, kind.second_seal_id) if pk]
    return {
        "kind": kind.name, "prefix": kind.prefix, "title": kind.title, "issuer": kind.issuer,
        "superior": kind.superior, "preamble": kind.preamble, "blessing": kind.blessing, "border": kind.border,
        "colour": kind.colour, "seals": seals, "given": thai.formal_date(on), "day": on.isoformat(),
        "signatories": [
            {"name": who.name, "post": who.post, "picture": who.picture_id} for who in signatories
        ],
    }  # fmt: skip


@transaction.atomic
def begin(
    kind: CertificateKind,
    recipients: Iterable[Recipient],
    *,
    key: UUID,
    on: date,
    signatories: Sequence[Signatory],
    address: str,
    by: User,
    assembly: Assembly | None = None,
) -> Issue:
    """Write down who shall receive a certificate of `kind` on the day `on`; `go_on` then issues them.

    `address` is the web address that the QR codes lead to, before the code. The same `key` begins once.
    Raises WrongSignatories, WrongNumberOfRecipients.
    """
    CertificateKind.objects.select_for_update(no_key=True).get(pk=kind.pk)
    if begun := Issue.objects.filter(key=key).first():
        return begun
    listed = [[thai.tidy(one.name), thai.tidy(one.deed) or kind.deed, one.fund] for one in recipients]
    if not 1 <= len(listed) <= MOST_AT_ONCE:
        raise WrongNumberOfRecipients(
            _("Name at least one recipient, and at most %(most)s at once.") % {"most": f"{MOST_AT_ONCE:,}"}
        )
    held = Signatory.objects.on(on).filter(pk__in=[who.pk for who in signatories]).count()
    if len(signatories) > MOST_SIGNATORIES or held != len(signatories):
        raise WrongSignatories(_("Choose at most two signatories who held their post on that day."))
    issue = Issue.objects.create(
        key=key, kind=kind, assembly=assembly, on=on, look=look_of(kind, signatories, on), recipients=listed,
        count=len(listed), address=address, by=by,
    )  # fmt: skip
    facts = {"kind": kind.name, "on": on, "count": issue.count, "signed_by": [who.name for who in signatories]}
    trail.record(by=by, act="began to issue certificates", subject="issue", subject_pk=issue.pk, facts=facts)
    return issue


@transaction.atomic
def go_on(issue: Issue, *, by: User, most: int = PART) -> int:
    """Issue the next `most` certificates of `issue` and give how many are left. Nothing is issued twice.

    The numbers run on from the last of the kind in the year, without a gap.
    """
    issue = Issue.objects.select_for_update(of=("self",)).select_related("kind").get(pk=issue.pk)
    done = issue.certificates.count()
    part = issue.recipients[done : done + most]
    if part:
        first = _next_number(issue.kind, thai.be_year(issue.on), len(part))
        made = [
            Certificate(
                issue=issue, place=done + place + 1, kind=issue.kind, year=thai.be_year(issue.on), number=first + place,
                code=codes.make(), recipient=name, deed=deed, on=issue.on, fund_id=fund, search=thai.search_text(name),
            )
            for place, (name, deed, fund) in enumerate(part)
        ]  # fmt: skip
        Certificate.objects.bulk_create(made)
        _remember_files(made)
        facts = {"kind": issue.kind.name, "first_number": first, "count": len(made)}
        trail.record(by=by, act="issued certificates", subject="issue", subject_pk=issue.pk, facts=facts)
    return issue.count - done - len(part)


def issue(
    kind: CertificateKind, recipients: Iterable[Recipient], *, key: UUID, on: date, signatories: Sequence[Signatory],
    address: str, by: User, assembly: Assembly | None = None,
) -> Issue:  # fmt: skip
    """Begin and issue to the end, part by part."""
    begun = begin(
        kind, recipients, key=key, on=on, signatories=signatories, address=address, by=by, assembly=assembly
    )  # fmt: skip
    while go_on(begun, by=by):
        pass
    return begun


@transaction.atomic
def replace(
    certificate: Certificate, recipient: Recipient, *, key: UUID, reason: str, on: date,
    signatories: Sequence[Signatory], address: str, by: User,
) -> Certificate:  # fmt: skip
    """Issue a new certificate in the place of `certificate`, because of `reason`; the old one says so from now on.

    It follows its kind as the kind is today. The same `key` replaces once. Raises NotValid, NotYet, WrongSignatories.
    """
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    if begun := Issue.objects.filter(key=key).first():
        return begun.certificates.get()
    old = _valid(certificate, on)
    begun = begin(
        old.kind, [recipient], key=key, on=on, signatories=signatories, address=address, by=by,
        assembly=old.issue.assembly,
    )  # fmt: skip
    ((name, deed, fund),) = begun.recipients
    new = Certificate.objects.create(
        issue=begun, place=1, kind=old.kind, year=thai.be_year(on),
        number=_next_number(old.kind, thai.be_year(on), 1), code=codes.make(), recipient=name, deed=deed, on=on,
        fund_id=fund, search=thai.search_text(name), replaces=old, reason=reason.strip(),
    )  # fmt: skip
    _remember_files([new])
    facts = {"number": str(new), "replaces": str(old), "reason": new.reason}
    trail.record(by=by, act="replaced a certificate", subject="certificate", subject_pk=new.pk, facts=facts)
    return new


@transaction.atomic
def withdraw(certificate: Certificate, *, reason: str, on: date, by: User) -> CertificateWithdrawal:
    """Withdraw `certificate` from the day `on`, because of `reason`. Withdrawn twice, once. Raises NotValid, NotYet."""
    if done := CertificateWithdrawal.objects.filter(certificate=certificate).first():
        return done
    old = _valid(certificate, on)
    done = CertificateWithdrawal.objects.create(certificate=old, reason=reason.strip(), on=on, by=by)
    facts = {"number": str(old), "reason": done.reason, "on": on}
    trail.record(by=by, act="withdrew a certificate", subject="certificate", subject_pk=old.pk, facts=facts)
    return done


@transaction.atomic
def hand_over(certificates: Iterable[Certificate], *, handed_by: str, on: date, by: User) -> int:
    """Record that `handed_by` handed over each of `certificates` on the day `on`; give how many were new.

    Raises NotValid, NotYet.
    """
    wanted = [one.pk for one in certificates]
    found = list(Certificate.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    known = set(CertificateHandover.objects.filter(certificate__in=found).values_list("certificate", flat=True))
    new = [_valid(one, on) for one in found if one.pk not in known]
    CertificateHandover.objects.bulk_create(
        CertificateHandover(certificate=one, handed_by=thai.tidy(handed_by), on=on, by=by) for one in new
    )
    acts = [
        trail.Act(
            "handed over a certificate", "certificate", one.pk, {"number": str(one), "handed_by": handed_by, "on": on}
        )
        for one in new
    ]
    trail.record_all(acts, by=by)
    return len(new)


def remember_file(certificate: Certificate, made: bytes) -> None:
    """Keep the fingerprint of a certificate's file, so that it is known again when somebody shows it."""
    CertificateFile.objects.get_or_create(
        sha256=certificate_prints.fingerprint(made), defaults={"certificate": certificate}
    )


def _remember_files(certificates: Sequence[Certificate]) -> None:
    CertificateFile.objects.bulk_create(
        CertificateFile(certificate=one, sha256=certificate_prints.fingerprint(made))
        for one, made in certificate_prints.files_of(certificates)
    )


def _next_number(kind: CertificateKind, year: int, count: int) -> int:
    """Take the next `count` numbers of the kind in the year and give the first; a failure gives them back."""
    CertificateSeries.objects.get_or_create(kind=kind, year=year)
    series = CertificateSeries.objects.select_for_update().get(kind=kind, year=year)
    CertificateSeries.objects.filter(pk=series.pk).update(last=F("last") + count)
    return series.last + 1


def _valid(certificate: Certificate, on: date) -> Certificate:
    """Lock a certificate and give it with all that became of it. Raises NotValid, NotYet."""
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    found = Certificate.objects.with_state().select_related("issue__assembly").get(pk=certificate.pk)
    if found.state != State.ISSUED:
        raise NotValid(_("Certificate %(number)s is %(state)s.") % {"number": found, "state": State(found.state).label})
    if on < found.on:
        raise NotYet(_("Certificate %(number)s is issued on %(day)s only.") % {
            "number": found, "day": thai.long_date(found.on)
        })  # fmt: skip
    return found
