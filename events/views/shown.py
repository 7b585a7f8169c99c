"""What pages of a strategy show: who signed and who has yet to, the three acts, progress year by year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from events import differences, texts
from events.forms.strategies import said
from events.models import Party, Progress, Signature, Strategy, Version
from events.standing import Standing
from welfare import thai


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation of the order: its signature, or that it is awaited."""

    party: Party
    signature: Signature | None
    is_next: bool
    is_wrong: bool

    @property
    def how(self) -> str:
        """In which way it was signed, in words."""
        if self.signature is None:
            return ""
        way, hand = str(self.signature.get_way_display()), str(self.signature.get_hand_display())
        return way if self.signature.paper_id else f"{way}, {hand}"


def rows(state: Standing) -> list[Row]:
    """Give the order of signing with what became of each."""
    by_party = {each.party_id: each for each in state.signatures}
    return [
        Row(party, by_party.get(party.pk), party == state.next, getattr(by_party.get(party.pk), "pk", 0) in state.wrong)
        for party in state.parties
    ]


def label(state: Standing) -> tuple[str, str]:
    """Say in a word what a version has become, and the kind of its badge."""
    if state.faults:
        return _("altered"), "wrong"
    if state.hand_over and state.is_in_force:
        return _("in force, handed over"), "done"
    if state.is_in_force:
        return _("in force"), "done"
    if state.adoption:
        return _("being signed"), "wait"
    return _("draft"), "off"


def compared(version: Version) -> tuple[Version, list[differences.Change]] | None:
    """Give the version before and what changed since it; None for the first."""
    before = Version.objects.filter(strategy=version.strategy_id, number__lt=version.number).order_by("-number").first()
    return (before, differences.changes(before.document, version.document)) if before else None


def progress(strategy: Strategy, document: texts.Document) -> list[dict[str, Any]]:
    """Give each strategy with its newest report of every year, the years in order. One query."""
    found = Progress.objects.filter(strategy=strategy).newest().order_by("year")
    by_number: dict[int, list[Progress]] = {}
    for each in found:
        by_number.setdefault(each.number, []).append(each)
    return [
        {"aim": aim, "name": said(aim), "years": [
            {"year": each.year + thai.BE, "percent": each.percent, "words": each.words}
            for each in by_number.get(aim.number, [])
        ]}
        for aim in document.aims
    ]  # fmt: skip


def context(state: Standing) -> dict[str, Any]:
    """Give what every page of a version shows of it."""
    words, kind = label(state)
    return {
        "state": state, "version": state.version, "document": state.version.document, "rows": rows(state),
        "label": words, "kind": kind, "signed_count": len(state.parties) - len(state.waiting),
    }  # fmt: skip


def named(parties: Iterable[Party]) -> str:
    """Write who is awaited, one in each line, as it is pasted into a message."""
    return "\n".join(f"{party.place}. {party.organisation} · {party.person} ({party.post})" for party in parties)
