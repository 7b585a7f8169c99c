"""The acts around a strategy: written in versions, adopted by an assembly, handed over; signing is in signing.py."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from funds.models import Fund, Province
from welfare import trail
from welfare.models import User
from welfare.uploads import Upload

from . import standing, texts
from .enclosures import enclose
from .models import (
    Adoption,
    AssemblyResolution,
    Enclosure,
    HandOver,
    Party,
    Progress,
    Strategy,
    Version,
)

ASIDE = 1000  # where places wait while the order changes


class Refused(Exception):
    """What a strategy does not allow; `args[0]` says why, in the reader's language."""


class NothingChanged(Refused):
    """The text is that of the version before."""


class TextAltered(Refused):
    """The text in the database no longer has the hash that it was published with."""


class AlreadyAdopted(Refused):
    """This version was adopted before, or the resolution adopted another one."""


class OrderIsKept(Refused):
    """Somebody signed: who signs, and in which order, stays."""


class NotInForce(Refused):
    """Not everybody signed yet, so there is nothing to hand over."""


class AlreadyHandedOver(Refused):
    """This version was handed over before."""


@dataclass(frozen=True, slots=True)
class Signer:
    """One line of the order of signing."""

    organisation: str
    person: str
    post: str
    fund: Fund | None = None
    user: User | None = None


@transaction.atomic
def begin(province: Province, *, title: str, key: UUID, by: User, at: datetime) -> Strategy:
    """Begin a document with its strategies numbered and not named. The same key begins once."""
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    if done := Strategy.objects.filter(key=key).first():
        return done
    strategy = Strategy.objects.create(key=key, province=province, title=texts.tidy(title), by=by)
    _log("began a strategy", strategy, by, title=strategy.title)
    _write(strategy, 1, texts.seeded(strategy.title), key=key, note="", file=None, by=by, at=at)
    return strategy


@transaction.atomic
def publish(
    strategy: Strategy, document: texts.Document, *, file: Upload | Enclosure | None, note: str, key: UUID, by: User,
    at: datetime,
) -> Version:  # fmt: skip
    """Write `document` with its `file` as the next version; those who shall sign are taken over from the one before.

    The same key writes once. Raises NothingChanged.
    """
    Strategy.objects.locked().get(pk=strategy.pk)
    if done := Version.objects.filter(key=key).first():
        return done
    last = strategy.versions.order_by("-number")[0]
    version = _write(strategy, last.number + 1, document, key=key, note=note, file=file, by=by, at=at)
    if version.text == last.text:
        raise NothingChanged(_("Nothing is different from version %(number)s.") % {"number": last.number})
    Strategy.objects.filter(pk=strategy.pk).update(title=version.document.title)
    Party.objects.bulk_create(
        Party(version=version, place=each.place, organisation=each.organisation, person=each.person, post=each.post,
              fund_id=each.fund_id, user_id=each.user_id)
        for each in last.parties.in_order()
    )  # fmt: skip
    return version


def _write(
    strategy: Strategy, number: int, document: texts.Document, *, key: UUID, note: str,
    file: Upload | Enclosure | None, by: User, at: datetime,
) -> Version:  # fmt: skip
    kept = enclose(strategy.province, file) if isinstance(file, Upload) else file
    named = texts.File(kept.name, kept.size, kept.sha256) if kept else None
    text = texts.canonical(replace(document, file=named))
    version = Version.objects.create(
        key=key, strategy=strategy, number=number, text=text, sha256=texts.sha256(text), file=kept, note=note, by=by,
        at=at,
    )  # fmt: skip
    _log("wrote a version", strategy, by, version=number, sha256=version.sha256)
    return version


@transaction.atomic
def order(version: Version, signers: Sequence[Signer], *, by: User) -> list[Party]:
    """Set who signs `version`, in this order. Once somebody signed, only person and post of the others may change.

    Raises OrderIsKept.
    """
    Strategy.objects.locked().get(pk=version.strategy_id)
    there = {party.organisation: party for party in version.parties.select_related("signature").in_order()}
    wanted = [signer.organisation for signer in signers]
    has_begun = any(hasattr(party, "signature") for party in there.values())
    if has_begun and wanted != list(there):
        raise OrderIsKept(_("Somebody has signed. Who signs, and in which order, stays; a new version may change it."))
    gone = [party for name, party in there.items() if name not in wanted]
    if any(party.papers.exists() for party in gone):
        raise OrderIsKept(_("A signed page was entered for one of those left out."))
    if not has_begun:
        version.parties.filter(pk__in=[party.pk for party in gone]).delete()
        version.parties.update(place=F("place") + ASIDE)
    made = []
    for place, signer in enumerate(signers, start=1):
        party = there.get(signer.organisation) or Party(version=version, organisation=signer.organisation)
        if not hasattr(party, "signature"):
            party.place, party.person, party.post = place, signer.person, signer.post
            party.fund, party.user = signer.fund, signer.user
            party.save()
        made.append(party)
    _log("set who signs", version.strategy, by, version=version.number, order=wanted)
    return made


@transaction.atomic
def adopt(version: Version, resolution: AssemblyResolution, *, key: UUID, by: User) -> Adoption:
    """รับรอง: record that `resolution` of an assembly adopted exactly this text. The same key adopts once.

    Raises TextAltered, AlreadyAdopted.
    """
    Strategy.objects.locked().get(pk=version.strategy_id)
    if done := Adoption.objects.filter(key=key).first():
        return done
    _refuse_altered(version)
    if Adoption.objects.filter(version=version).exists():
        raise AlreadyAdopted(_("This version has been adopted before."))
    if Adoption.objects.filter(resolution=resolution).exists():
        raise AlreadyAdopted(_("This resolution adopted another version."))
    adoption = Adoption.objects.create(
        key=key, version=version, version_sha256=version.sha256, resolution=resolution, on=resolution.assembly.on, by=by
    )
    _log("adopted", version.strategy, by, version=version.number, sha256=version.sha256, resolution=str(resolution))
    return adoption


@transaction.atomic
def hand_over(
    version: Version, *, giver: str, giver_post: str, receiver: str, receiver_post: str, on: date, at_time: time | None,
    place: str, photo: Upload | None, key: UUID, by: User,
) -> HandOver:  # fmt: skip
    """ส่งมอบ: record by whom to whom the signed text was handed over, when and where. The same key does it once.

    Raises NotInForce, AlreadyHandedOver.
    """
    Strategy.objects.locked().get(pk=version.strategy_id)
    if done := HandOver.objects.filter(key=key).first():
        return done
    if HandOver.objects.filter(version=version).exists():
        raise AlreadyHandedOver(_("This version has been handed over before."))
    if not standing.of(version).is_in_force:
        raise NotInForce(_("It is handed over when it was adopted and everybody signed."))
    done = HandOver.objects.create(
        key=key, version=version, version_sha256=version.sha256, giver=giver, giver_post=giver_post, receiver=receiver,
        receiver_post=receiver_post, on=on, time=at_time, place=place,
        photo=enclose(version.strategy.province, photo) if photo else None, by=by,
    )  # fmt: skip
    _log("handed over", version.strategy, by, version=version.number, to=receiver_post, on=on.isoformat())
    return done


@transaction.atomic
def report(strategy: Strategy, *, number: int, year: int, percent: int, words: str, key: UUID, by: User) -> Progress:
    """Record how far strategy `number` came in `year` (ค.ศ.); a later report of the same year stands instead."""
    Strategy.objects.locked().get(pk=strategy.pk)
    if done := Progress.objects.filter(key=key).first():
        return done
    made = Progress.objects.create(
        key=key, strategy=strategy, number=number, year=year, percent=percent, words=words, by=by
    )
    _log("reported progress", strategy, by, number=number, year=year, percent=percent)
    return made


def _refuse_altered(version: Version) -> None:
    if not version.is_as_written():
        raise TextAltered(_("The text in the database is not the one that was published. Nobody may go on with it."))


def _log(act: str, strategy: Strategy, by: User, **facts: object) -> None:
    trail.record(by=by, act=act, subject="strategy", subject_pk=strategy.pk, facts=facts)
