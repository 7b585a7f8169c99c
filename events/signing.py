"""Signing a strategy: signed in, by a link and a code, or on paper with two to enter it; in order, once, sealed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import randbelow, token_urlsafe
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from funds.models import Appointment, Office
from welfare import thai, trail
from welfare.models import User
from welfare.uploads import Upload

from . import seals, standing
from .enclosures import enclose
from .models import (
    Enclosure,
    Hand,
    PaperEntry,
    PaperRefusal,
    Party,
    Signature,
    SigningLink,
    SigningWay,
    Strategy,
)
from .strategies import Refused

LINK_DAYS = 7
CODE_DIGITS = 6


class NotAdopted(Refused):
    """The version was not adopted yet, or a newer one was."""


class NotTheirTurn(Refused):
    """Somebody before them in the order has not signed."""


class AlreadySigned(Refused):
    """The organisation has signed this version."""


class Altered(Refused):
    """The text or a signature is not as it was recorded."""


class LinkEnded(Refused):
    """The link was used, withdrawn, tried too often or has ended."""


class SamePerson(Refused):
    """Who entered a signed page does not confirm it."""


class AlreadyEntered(Refused):
    """A signed page of the organisation waits for the second person, or was settled."""


class BeforeAdoption(Refused):
    """A page cannot have been signed before the text was adopted."""


@dataclass(frozen=True, slots=True)
class Name:
    """Who signs, in which post of that day, and for whom where it was delegated: then there is a letter."""

    person: str
    post: str
    behalf: str = ""
    letter: Upload | Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A new link with its two secrets, which nobody can look up again."""

    link: SigningLink
    token: str
    code: str


def may_sign(user: User, *, on: date) -> QuerySet[Party]:
    """Give the parties that `user` signs for: by account, or as chair of the fund on the day `on`."""
    chairs = Appointment.objects.held_by(user, on=on).filter(office=Office.CHAIR)
    mine = Party.objects.filter(Q(user=user) | Q(fund__in=chairs.values("fund")))
    return mine.select_related("version__strategy__province", "version__adoption", "signature")


@transaction.atomic
def sign(
    party: Party, name: Name, *, drawing: str, key: UUID, at: datetime, user: User | None = None,
    link: SigningLink | None = None,
) -> Signature:  # fmt: skip
    """ลงนาม: sign for `party`, signed in as `user` or by `link`; without a `drawing` the name was typed and confirmed.

    The same key signs once. Raises NotAdopted, AlreadySigned, NotTheirTurn, Altered, LinkEnded.
    """
    Strategy.objects.locked().get(pk=party.version.strategy_id)
    if done := Signature.objects.filter(key=key, party=party).first():
        return done
    if link is not None and not SigningLink.objects.open(at=at).filter(pk=link.pk, party=party).exists():
        raise LinkEnded(_("This link has ended. Ask the network's secretary for a new one."))
    way = SigningWay.LINK if link else SigningWay.ACCOUNT
    hand = Hand.DRAWN if drawing else Hand.TYPED
    made = Signature(key=key, party=party, way=way, hand=hand, drawing=drawing, user=user, link=link)
    return _seal(made, name, on=thai.in_thailand(at).date(), at=at, by=user or (link.by if link else party.version.by))


@transaction.atomic
def enter_paper(party: Party, name: Name, *, photo: Upload, on: date, key: UUID, by: User) -> PaperEntry:
    """Enter a page that was signed by hand on the day `on`; it counts when a second person confirms it.

    Raises NotAdopted, AlreadySigned, AlreadyEntered, BeforeAdoption.
    """
    strategy = Strategy.objects.locked().get(pk=party.version.strategy_id)
    if done := PaperEntry.objects.filter(key=key).first():
        return done
    state = standing.of(party.version)
    _refuse_unready(party, state)
    if state.adoption is not None and on < state.adoption.on:
        raise BeforeAdoption(
            _("It was adopted on %(day)s: nobody signed it before.") % {"day": thai.long_date(state.adoption.on)}
        )
    if PaperEntry.objects.waiting().filter(party=party).exists():
        raise AlreadyEntered(_("A signed page was entered and waits for the second person."))
    entry = PaperEntry.objects.create(
        key=key, party=party, version_sha256=party.version.sha256, person=name.person, post=name.post,
        behalf=name.behalf, on=on, photo=enclose(strategy.province, photo), letter=_kept(strategy, name.letter), by=by,
    )  # fmt: skip
    _log("entered a signed page", party, by, person=name.person)
    return entry


@transaction.atomic
def confirm_paper(entry: PaperEntry, *, key: UUID, by: User, at: datetime) -> Signature:
    """Confirm, as the second person, that the page shows what was entered: with that it is a signature like any other.

    Raises SamePerson, AlreadyEntered, and what `sign` raises.
    """
    Strategy.objects.locked().get(pk=entry.party.version.strategy_id)
    if done := Signature.objects.filter(key=key, party=entry.party_id).first():
        return done
    _refuse_settled(entry, by)
    made = Signature(key=key, party=entry.party, way=SigningWay.PAPER, hand=Hand.PAPER, paper=entry, confirmed_by=by)
    return _seal(made, Name(entry.person, entry.post, entry.behalf, entry.letter), on=entry.on, at=at, by=by)


@transaction.atomic
def refuse_paper(entry: PaperEntry, *, reason: str, by: User) -> PaperRefusal:
    """Turn an entry back, with a reason; the page may be entered anew. Raises SamePerson, AlreadyEntered."""
    Strategy.objects.locked().get(pk=entry.party.version.strategy_id)
    _refuse_settled(entry, by)
    made = PaperRefusal.objects.create(entry=entry, reason=reason, by=by)
    _log("turned a signed page back", entry.party, by, reason=reason)
    return made


@transaction.atomic
def open_link(party: Party, *, by: User, at: datetime, days: int = LINK_DAYS) -> Opened:
    """Make a link and a code for `party`, for `days` days and one signature; those made before end.

    Raises NotAdopted, AlreadySigned.
    """
    Strategy.objects.locked().get(pk=party.version.strategy_id)
    _refuse_unready(party, standing.of(party.version))
    party.links.update(is_withdrawn=True)
    token, code = token_urlsafe(24), f"{randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    hashed = _hash(token)
    link = SigningLink.objects.create(
        party=party, token_hash=hashed, code_hash=_hash(code, salt=hashed), expires_at=at + timedelta(days=days), by=by
    )
    _log("made a signing link", party, by)
    return Opened(link, token, code)


def link_of(token: str) -> SigningLink | None:
    """Find a link by its secret part, whatever has become of it."""
    known = SigningLink.objects.select_related("party__version__strategy__province", "party__fund", "by")
    return known.filter(token_hash=_hash(token)).first()


@transaction.atomic
def is_code_right(link: SigningLink, code: str, *, at: datetime) -> bool:
    """Say whether `code` opens `link`. A wrong one is counted; after so many the link has ended. Raises LinkEnded."""
    SigningLink.objects.select_for_update(no_key=True).get(pk=link.pk)  # who guesses many at once waits in a row
    if not SigningLink.objects.open(at=at).filter(pk=link.pk).exists():
        raise LinkEnded(_("This link has ended. Ask the network's secretary for a new one."))
    SigningLink.objects.filter(pk=link.pk).update(tries=F("tries") + 1)
    digits = thai.arabic_digits("".join(code.split()))
    if not seals.is_same(link.code_hash, _hash(digits, salt=link.token_hash)):
        return False
    SigningLink.objects.filter(pk=link.pk).update(tries=0)
    return True


def _seal(made: Signature, name: Name, *, on: date, at: datetime, by: User) -> Signature:
    """Fill `made` in, join it to the signature before it, and write it with its line in the trail."""
    party, version = made.party, made.party.version
    state = standing.of(version)
    _refuse_unready(party, state)
    if state.faults:
        raise Altered(_("The text or a signature is not as it was recorded. Nobody can sign until that is cleared up."))
    if state.next is not None and state.next.pk != party.pk:
        raise NotTheirTurn(
            _("Before you signs %(organisation)s: %(person)s.")
            % {"organisation": state.next.organisation, "person": state.next.person}
        )
    made.version, made.version_sha256, made.number = version, version.sha256, len(state.signatures) + 1
    made.organisation, made.person, made.post, made.behalf = party.organisation, name.person, name.post, name.behalf
    made.letter = _kept(version.strategy, name.letter)
    made.on, made.at = on, at.replace(microsecond=0)
    before = state.signatures[-1].seal if state.signatures else seals.FIRST
    made.seal = seals.seal(made.sealed_facts(), before, key=settings.SEAL_KEY)
    made.save(force_insert=True)
    trail.record(
        by=by, act=standing.SIGNED, subject="version", subject_pk=version.pk,
        facts={"organisation": party.organisation, "person": name.person, "way": made.way, "seal": made.seal},
    )  # fmt: skip
    return made


def _refuse_unready(party: Party, state: standing.Standing) -> None:
    if state.adoption is None:
        raise NotAdopted(_("It can be signed when an assembly has adopted it."))
    version = party.version
    if version.strategy.versions.adopted().filter(number__gt=version.number).exists():
        raise NotAdopted(_("A newer version has been adopted: that one is signed now."))
    if any(each.party_id == party.pk for each in state.signatures):
        raise AlreadySigned(_("%(organisation)s has signed this version.") % {"organisation": party.organisation})


def _refuse_settled(entry: PaperEntry, by: User) -> None:
    if not PaperEntry.objects.waiting().filter(pk=entry.pk).exists():
        raise AlreadyEntered(_("This entry has been settled before."))
    if entry.by_id == by.pk:
        raise SamePerson(_("You entered this page. Another person confirms it."))


def _kept(strategy: Strategy, letter: Upload | Enclosure | None) -> Enclosure | None:
    return enclose(strategy.province, letter) if isinstance(letter, Upload) else letter


def _hash(secret: str, *, salt: str = "") -> str:
    return seals.secret_hash(secret, key=settings.SEAL_KEY, salt=salt)


def _log(act: str, party: Party, by: User, **facts: str) -> None:
    trail.record(
        by=by, act=act, subject="version", subject_pk=party.version_id,
        facts={"organisation": party.organisation, **facts},
    )  # fmt: skip
