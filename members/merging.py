"""Make two entries of one human being one, and undo it while nothing rests on it.

Every record of the entry given up is moved by name; the database admits that alone, and back by an undo alone.
Source: our own decision, docs/decisions/0040-a-merge-moves-records.md.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import Fund
from welfare import trail
from welfare.bulk import in_parts
from welfare.models import User

from .claims import count_help
from .merge_plan import TABLES, TAKEN_OVER, UNIQUE, MergePlan, records_of
from .models import Claim, Membership, Merge, MergedRecord, MergeUndo, Moved, Payout, Person

AT_ONCE = 500


class CannotMerge(Exception):
    """The two cannot be made one now; `reasons` say why, each in a sentence."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class CannotUndo(CannotMerge):
    """Something rests on the merge; `reasons` name it."""


@transaction.atomic
def merge(
    kept: Person, gone: Person, *, fund: Fund, seen: str, reason: str, for_province: bool, key: UUID, on: date, by: User
) -> Merge:
    """Move all records of `gone` to `kept`, which takes over what it lacks. The same key merges once.

    `seen` is the mark of the plan that was shown; `for_province` says that `by` acts for the province. Raises
    CannotMerge where something stands in the way or has changed; nothing is written then.
    """
    if done := Merge.objects.filter(key=key).first():
        return done
    kept, gone = _locked(MergePlan(fund, kept, gone), fund)
    if done := Merge.objects.filter(key=key).first():
        return done
    if said := _refused(kept, gone, by):
        raise CannotMerge(said)
    plan = MergePlan(fund, kept, gone)
    if plan.is_for_province and not for_province:
        raise CannotMerge([_("Another fund knows one of the two. The provincial office makes them one.")])
    if plan.blocks:
        raise CannotMerge(plan.blocks)
    if plan.seen != seen:
        raise CannotMerge([_("Something has changed since this page was shown. Look again.")])
    before = _standing_of(kept), _standing_of(gone)
    done = Merge.objects.create(
        key=key, fund=fund, kept=kept, gone=gone, filled=plan.filled, reason=reason.strip(), on=on, by=by
    )
    for keys, is_moved in ((plan.records, True), (records_of(kept), False)):
        MergedRecord.objects.bulk_create(
            MergedRecord(merge=done, kind=kind, record=pk, is_moved=is_moved) for kind in keys for pk in keys[kind]
        )
    _take_over(done)
    _move(done, plan.records, to=kept)
    _count(done)
    _record(done, "merged people", before, reason=done.reason, on=on, by=by)
    _record_moves(plan.records, "moved to the entry that is kept", was=gone, now=kept, by=by)
    return done


@transaction.atomic
def undo(done: Merge, *, reason: str, for_province: bool, key: UUID, on: date, by: User) -> MergeUndo:
    """Make the two two again: each record goes back, and what was taken over. A merge is undone once.

    Raises CannotUndo where something rests on it; nothing is written then.
    """
    fund = Fund.objects.get(pk=done.fund_id)
    kept, gone = _locked(MergePlan(fund, done.kept, done.gone), fund)
    done = Merge.objects.select_related("fund").get(pk=done.pk)
    done.kept, done.gone = kept, gone
    if back := MergeUndo.objects.filter(undone=done).first():
        return back
    if MergePlan(fund, kept, gone).is_for_province and not for_province:
        raise CannotUndo([_("Another fund knows one of the two. The provincial office makes them two again.")])
    if is_own(by, kept, gone):
        raise CannotUndo([_("It is about yourself. Others do it.")])
    if resting := what_rests(done):
        raise CannotUndo(resting)
    before = _standing_of(kept), _standing_of(gone)
    back = MergeUndo.objects.create(key=key, undone=done, reason=reason.strip(), on=on, by=by)
    records = moved_by(done)
    _give_back(done)
    _move(done, records, to=gone)
    _count(done)
    _record(done, "undid a merge", before, reason=back.reason, on=on, by=by)
    _record_moves(records, "moved back", was=kept, now=gone, by=by)
    return back


def what_rests(done: Merge) -> list[str]:
    """Say why `done` cannot be undone: what came to the kept entry later, each in a sentence."""
    kept, gone = done.kept, done.gone
    if kept.erased_on or gone.erased_on:
        return [_("The person has been erased.")]
    if Merge.objects.standing().filter(gone=kept).exists():
        return [_("The entry that was kept has been merged into another since. Undo that first.")]
    later = {kind: set(keys) - _met(done, kind) for kind, keys in records_of(kept).items()}
    said = []
    if Merge.objects.standing().filter(kept=kept, pk__gt=done.pk).exists():
        return [_("Another entry has been merged into this one since. Undo that first.")]
    said += [
        _("Claim %(claim)s was filed since.") % {"claim": claim}
        for claim in Claim.objects.filter(pk__in=later[Moved.CLAIM]).order_by("pk")
    ]
    paid = Payout.objects.filter(pk__in=later[Moved.PAYOUT]).exclude(claim__in=later[Moved.CLAIM])
    said += [
        _("Claim %(claim)s was paid since.") % {"claim": payout.claim}
        for payout in paid.select_related("claim").order_by("pk")
    ]
    if later[Moved.MEMBERSHIP]:
        said.append(_("The person has applied or joined since."))
    if later[Moved.CONSENT]:
        said.append(_("A consent was given since."))
    if any(name not in UNIQUE and _values(kept, name) != _values(gone, name) for name in done.filled):
        said.append(_("What was taken over has been changed since."))
    return said


def moved_by(done: Merge) -> dict[str, list[int]]:
    """Give the primary keys of what `done` moved, by kind."""
    rows = MergedRecord.objects.filter(merge=done, is_moved=True).order_by("pk").values_list("kind", "record")
    found: dict[str, list[int]] = {kind: [] for kind in TABLES}
    for kind, record in rows:
        found[kind].append(record)
    return found


def is_own(by: User, *people: Person) -> bool:
    """Say whether one of `people` is `by`: nobody makes their own limits."""
    return any(person.account_id == by.pk for person in people)


def _refused(kept: Person, gone: Person, by: User) -> list[str]:
    if Merge.objects.standing().filter(gone__in=(kept, gone)).exists():
        return [_("One of the two has been merged already.")]
    if kept.erased_on or gone.erased_on:
        return [_("One of the two has been erased.")]
    return [_("It is about yourself. Others do it.")] if is_own(by, kept, gone) else []


def _locked(plan: MergePlan, fund: Fund) -> tuple[Person, Person]:
    """Take the locks of every fund that deals with the two, then of the two; give them as they are now."""
    list(Fund.objects.locked().filter(pk__in={fund.pk, *plan.funds}).order_by("pk"))
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=(plan.kept.pk, plan.gone.pk)).order_by("pk")
    people = {person.pk: person for person in rows}
    return people[plan.kept.pk], people[plan.gone.pk]


def _met(done: Merge, kind: str) -> set[int]:
    return set(MergedRecord.objects.filter(merge=done, kind=kind).values_list("record", flat=True))


def _values(person: Person, name: str) -> list[Any]:
    return [getattr(person, one) for one in TAKEN_OVER[name]]


def _take_over(done: Merge) -> None:
    kept, gone = done.kept, done.gone
    for name in done.filled:
        for one in TAKEN_OVER[name]:
            setattr(kept, one, getattr(gone, one))
            if name in UNIQUE:
                setattr(gone, one, "" if one in ("citizen_id", "citizen_last4") else None)
    if "citizen_id" in done.filled:
        kept.no_citizen_id = ""
    # A number and an account lead to one person: they leave the one before they come to the other.
    gone.save()
    kept.save()


def _give_back(done: Merge) -> None:
    kept, gone = done.kept, done.gone
    empty = Person()
    for name in done.filled:
        for one in TAKEN_OVER[name]:
            if name in UNIQUE:
                setattr(gone, one, getattr(kept, one))
            setattr(kept, one, getattr(empty, one))
    if "citizen_id" in done.filled:
        kept.no_citizen_id = done.filled["citizen_id"]["no_citizen_id"]
    kept.save()
    gone.save()


def _move(done: Merge, records: dict[str, list[int]], *, to: Person) -> None:
    """Name `to` in each record, table by table in the order in which the database looks at them."""
    for kind, model in TABLES.items():
        for part in in_parts(records[kind], AT_ONCE):
            model._default_manager.filter(pk__in=part).update(person=to)


def _count(done: Merge) -> None:
    """Count anew whom each fund helped first, as one person or as two."""
    paying = Payout.objects.filter(person__in=(done.kept, done.gone)).order_by().values("fund")
    for fund in Fund.objects.filter(pk__in=paying).select_related("province").order_by("pk"):
        count_help(fund, [done.gone, done.kept])


def _standing_of(person: Person) -> dict[str, Any]:
    """Give what stands under an entry, in numbers and no names."""
    members = Membership.objects.filter(person=person, number__isnull=False).order_by("pk")
    return {
        "member_numbers": [str(number) for number in members.values_list("number", flat=True)],
        "claims": [str(claim) for claim in Claim.objects.filter(person=person).order_by("pk")],
    }


def _record(
    done: Merge, act: str, before: tuple[dict[str, Any], dict[str, Any]], *, reason: str, on: date, by: User
) -> None:
    for (person, other), was in zip(((done.kept, done.gone), (done.gone, done.kept)), before, strict=True):
        trail.record(
            by=by, fund=done.fund_id, act=act, subject="person", subject_pk=person.pk, before=was,
            facts=_standing_of(person) | {"entry": other.pk, "reason": reason, "on": on},
        )  # fmt: skip


def _record_moves(records: dict[str, list[int]], act: str, *, was: Person, now: Person, by: User) -> None:
    """Write down at each membership and claim, in the trail of its fund, that it stands under another entry."""
    acts: dict[int, list[trail.Act]] = {}
    for kind, model in ((Moved.MEMBERSHIP, Membership), (Moved.CLAIM, Claim)):
        rows = model._default_manager.filter(pk__in=records[kind]).order_by("pk").values_list("pk", "fund")
        for pk, fund in rows:
            moved = trail.Act(act, str(kind), pk, facts={"entry": now.pk}, before={"entry": was.pk})
            acts.setdefault(fund, []).append(moved)
    for fund in sorted(acts):
        trail.record_all(acts[fund], by=by, fund=fund)
