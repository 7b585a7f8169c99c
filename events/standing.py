"""What a version has become, reckoned from its rows each time: adopted, signed by whom, in force, unaltered."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from welfare.models import LogEntry

from . import seals
from .models import Adoption, HandOver, Party, Signature, Strategy, Version

SIGNED: Final = "signed a strategy"  # the act in the trail that stands beside every signature


@dataclass(frozen=True, slots=True)
class Standing:
    """A version with what was done about it. `faults` name what no longer is as it was recorded."""

    version: Version
    adoption: Adoption | None
    hand_over: HandOver | None
    parties: tuple[Party, ...]
    signatures: tuple[Signature, ...]
    faults: tuple[str, ...]
    wrong: frozenset[int]  # the primary keys of signatures that a fault is about

    @property
    def waiting(self) -> tuple[Party, ...]:
        """Who still has to sign this text, in the order set."""
        signed = {each.party_id for each in self.signatures if each.version_sha256 == self.version.sha256}
        return tuple(party for party in self.parties if party.pk not in signed)

    @property
    def next(self) -> Party | None:
        """Whose turn it is; nobody's before the version is adopted."""
        return self.waiting[0] if self.waiting and self.adoption else None

    @property
    def is_signed_by_all(self) -> bool:
        return bool(self.parties) and not self.waiting

    @property
    def is_in_force(self) -> bool:
        """Adopted, signed by all for exactly this text, and nothing of it altered since."""
        return self.adoption is not None and self.is_signed_by_all and not self.faults


def of(version: Version) -> Standing:
    """Reckon what `version` has become. Four queries."""
    adoption = Adoption.objects.filter(version=version).select_related("resolution__assembly").first()
    hand_over = HandOver.objects.filter(version=version).select_related("photo").first()
    parties = tuple(version.parties.select_related("fund", "user").in_order())
    signatures = tuple(version.signatures.with_records().order_by("number"))
    found = list(_faults(version, signatures))
    for act in (adoption, hand_over):
        if act is not None and act.version_sha256 != version.sha256:
            found.append((None, _("What was adopted or handed over is not this text.")))
    return Standing(
        version, adoption, hand_over, parties, signatures, tuple(words for _who, words in found),
        frozenset(who.pk for who, _words in found if who is not None),
    )  # fmt: skip


def in_force(strategy: Strategy) -> Standing | None:
    """Give the newest version of `strategy` that is in force, None when none is: a newer draft ends nothing."""
    for version in strategy.versions.adopted().select_related("strategy__province").order_by("-number"):
        found = of(version)
        if found.is_in_force:
            return found
    return None


def _faults(version: Version, signatures: tuple[Signature, ...]) -> list[tuple[Signature | None, str]]:
    """Name what is not as it was recorded: the text, a signature, or one that is gone."""
    found: list[tuple[Signature | None, str]] = []
    if not version.is_as_written():
        found.append((None, _("The text was changed after it was published: its fingerprint is another one.")))
    before, place = seals.FIRST, 0
    for number, each in enumerate(signatures, start=1):
        who = {"name": each.person, "organisation": each.organisation}
        right = seals.is_right(each.seal, each.sealed_facts(), before, key=settings.SEAL_KEY)
        if not right or each.number != number or each.party.place <= place or each.party.version_id != version.pk:
            found.append((each, _("The signature of %(name)s, %(organisation)s, was changed in the database.") % who))
        elif each.version_sha256 != version.sha256:
            found.append((each, _("%(name)s, %(organisation)s, signed another text.") % who))
        before, place = each.seal, each.party.place
    trail = LogEntry.objects.filter(subject="version", subject_pk=version.pk, act=SIGNED).order_by("pk")
    kept = {each.seal for each in signatures}
    for facts in trail.values_list("facts", flat=True):
        if facts["seal"] not in kept:
            who = {"organisation": facts["organisation"]}
            found.append((None, _("The signature of %(organisation)s was recorded and is gone or altered.") % who))
    return found
