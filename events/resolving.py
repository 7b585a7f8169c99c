"""What an assembly wrote down and resolved: minutes by versions, resolutions by number, and what became of them."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from funds import resolutions
from funds.models import Body, Fund
from welfare import trail
from welfare.models import User

from . import quorum
from .models import Approval, Assembly, AssemblyResolution, FollowUp, Manner, Minutes, Purpose


class Approved(Exception):
    """The minutes are approved: they and the resolutions of that day stay as they are."""


class NotTheLatest(Exception):
    """The version that was to be approved, or changed, is no longer the latest."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A resolution as it is recorded; votes are counted only where it was voted on."""

    title: str
    text: str = ""
    manner: str = Manner.ADOPTED
    votes_for: int = 0
    votes_against: int = 0
    votes_abstain: int = 0
    owner: str = ""
    due_on: date | None = None
    purpose: str = Purpose.NONE
    fund: Fund | None = None


def is_passed(resolution: AssemblyResolution) -> bool:
    """Say whether a resolution stands: adopted without a vote, or with the votes that its majority asks for."""
    return resolution.manner == Manner.ADOPTED or quorum.passes(
        resolution.majority, votes_for=resolution.votes_for, votes_against=resolution.votes_against,
        votes_abstain=resolution.votes_abstain,
    )  # fmt: skip


def _open(assembly: Assembly) -> Assembly:
    """Lock `assembly`. Raises Approved when its minutes are."""
    locked = Assembly.objects.select_for_update(of=("self",)).get(pk=assembly.pk)
    if Approval.objects.filter(assembly=locked).exists():
        raise Approved(_("The minutes of this assembly are approved; nothing is changed any more."))
    return locked


@transaction.atomic
def record(assembly: Assembly, wording: Wording, *, key: UUID, by: User) -> AssemblyResolution:
    """Record a resolution under the next number of its assembly.

    One that passed and binds a fund becomes, in the same transaction, the resolution on which the fund's rule book or
    appointments rest: a general meeting by the name of the assembly. The same `key` records once. Raises Approved.
    """
    locked = _open(assembly)
    if done := AssemblyResolution.objects.filter(key=key).first():
        return done
    number = (AssemblyResolution.objects.of(locked).aggregate(last=Max("number"))["last"] or 0) + 1
    made = AssemblyResolution(
        key=key, assembly=locked, number=number, majority=locked.majority, by=by, **_facts(wording)
    )
    _bind(made, by=by)
    made.save()
    _log(made, "recorded a resolution of an assembly", by=by)
    return made


@transaction.atomic
def reword(resolution: AssemblyResolution, wording: Wording, *, by: User) -> AssemblyResolution:
    """Correct a resolution while the minutes are a draft; its number stays. Raises Approved."""
    _open(resolution.assembly)
    found = AssemblyResolution.objects.select_for_update(of=("self",)).select_related("assembly").get(pk=resolution.pk)
    for name, value in _facts(wording).items():
        setattr(found, name, value)
    _bind(found, by=by)
    found.save()
    _log(found, "corrected a resolution of an assembly", by=by)
    return found


def _facts(wording: Wording) -> dict[str, object]:
    facts = {name: getattr(wording, name) for name in asdict(wording)}
    if wording.manner == Manner.ADOPTED:
        facts |= {"votes_for": 0, "votes_against": 0, "votes_abstain": 0}
    if wording.purpose == Purpose.NONE:
        facts["fund"] = None
    return facts


def _bind(made: AssemblyResolution, *, by: User) -> None:
    """Point a resolution that passed and binds a fund to the fund's own record of it; undo that where it does not."""
    made.resolution = None
    if made.fund and is_passed(made):
        meeting = made.assembly.meeting
        made.resolution = resolutions.resolved(
            made.fund, meeting=meeting, on=made.assembly.on, by=by, body=Body.GENERAL_MEETING
        )


@transaction.atomic
def draft(assembly: Assembly, text: str, *, seen: int, key: UUID, by: User) -> Minutes:
    """Keep a new version of the minutes; `seen` is the version that was changed, 0 for the first.

    The same `key` keeps once. Raises Approved, and NotTheLatest when somebody wrote a version meanwhile.
    """
    locked = _open(assembly)
    if done := Minutes.objects.filter(key=key).first():
        return done
    last = locked.minutes.order_by("-version").first()
    if (last.version if last else 0) != seen:
        raise NotTheLatest(_("Somebody saved another version meanwhile. Compare it, then save again."))
    made = Minutes.objects.create(key=key, assembly=locked, version=seen + 1, text=text, by=by)
    trail.record(by=by, act="wrote minutes", subject="assembly", subject_pk=locked.pk, facts={"version": made.version})
    return made


@transaction.atomic
def approve(minutes: Minutes, *, on: date, approved_by: str, by: User) -> Approval:
    """Approve the latest version of the minutes; from then on they and the resolutions of that day are frozen.

    A second call gives the first approval. Raises NotTheLatest.
    """
    locked = Assembly.objects.select_for_update(of=("self",)).get(pk=minutes.assembly_id)
    if done := Approval.objects.filter(assembly=locked).first():
        return done
    if locked.minutes.filter(version__gt=minutes.version).exists():
        raise NotTheLatest(_("Somebody saved another version meanwhile. Read that one before it is approved."))
    made = Approval.objects.create(assembly=locked, minutes=minutes, on=on, approved_by=approved_by, by=by)
    trail.record(
        by=by, act="approved minutes", subject="assembly", subject_pk=locked.pk,
        facts={"version": minutes.version, "approved_by": approved_by},
    )  # fmt: skip
    return made


@transaction.atomic
def follow_up(
    resolution: AssemblyResolution, *, assembly: Assembly, outcome: str, note: str, key: UUID, by: User
) -> FollowUp:
    """Record what `assembly`, a later one, was told of `resolution`; the same `key` records once."""
    AssemblyResolution.objects.select_for_update(no_key=True).get(pk=resolution.pk)
    if done := FollowUp.objects.filter(key=key).first():
        return done
    made = FollowUp.objects.create(key=key, resolution=resolution, assembly=assembly, outcome=outcome, note=note, by=by)
    _log(resolution, "followed up a resolution of an assembly", by=by, outcome=str(made.get_outcome_display()))
    return made


def _log(resolution: AssemblyResolution, act: str, *, by: User, **facts: object) -> None:
    trail.record(
        by=by, fund=resolution.fund_id, act=act, subject="assembly resolution", subject_pk=resolution.pk,
        facts={"number": resolution.number, "title": resolution.title, **facts},
    )  # fmt: skip
