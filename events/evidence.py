"""The evidence of a version: made once as a file, kept, and recognised for ever by its fingerprint."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import thai, trail
from welfare.models import User
from welfare.uploads import PDF, Upload

from . import pades, standing, strategy_prints
from .enclosures import enclose
from .models import Evidence, Strategy, Version

OF_EVIDENCE = UUID("6a5b6a52-9f0e-4f53-9b0e-6d2f0a1c7e11")


@transaction.atomic
def give_out(version: Version, *, address: str, by: User, at: datetime) -> Evidence:
    """Make the evidence of `version` as it stands, with a code to the public page at `address`.

    While nothing happens to the version and its signatures, a second call gives the first file back.
    """
    Strategy.objects.locked().get(pk=version.strategy_id)
    state = standing.of(version)
    seal = state.signatures[-1].seal if state.signatures else ""
    told = (version.sha256, seal, state.adoption and state.adoption.pk, state.hand_over and state.hand_over.pk,
            len(state.parties), state.faults, address)  # fmt: skip
    key = uuid5(OF_EVIDENCE, repr((version.pk, told)))
    if done := Evidence.objects.filter(key=key).first():
        return done
    made = pades.signed(strategy_prints.evidence(state, address=address, at=at), reason=str(version))
    name = f"evidence-{version.strategy_id}-{version.number}-{len(state.signatures)}.pdf"
    done = Evidence.objects.create(
        key=key, version=version, file=enclose(version.strategy.province, Upload(name, PDF, made)),
        signature_count=len(state.signatures), by=by, at=at,
    )  # fmt: skip
    trail.record(
        by=by, act="gave out evidence", subject="version", subject_pk=version.pk, facts={"sha256": done.file.sha256}
    )
    return done


def known_hashes(version: Version) -> dict[str, str]:
    """Give each fingerprint that belongs to `version` with what it is of, in words."""
    known = {version.sha256: _("It is exactly the text of this version.")}
    if version.document.file:
        known[version.document.file.sha256] = _("It is exactly the document that belongs to this version.")
    for each in version.evidence.select_related("file").order_by("pk"):
        known[each.file.sha256] = _("It is an evidence given out on %(day)s.") % {
            "day": thai.long_date(thai.in_thailand(each.at).date())
        }
    return known
