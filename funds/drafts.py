"""Drafts of a fund's law: begun from somewhere, changed by one person at a time, and adopted or thrown away."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from . import regulations
from .models import Body, Fund, Regulation, RegulationDraft
from .rules.terms import RuleBook


class ChangedMeanwhile(Exception):
    """Somebody else changed the draft since the page was opened; nothing was written."""


class NoDraft(Exception):
    """The draft became law, or was thrown away."""


@transaction.atomic
def begin(fund: Fund, *, book: dict[str, Any], key: UUID, by: User) -> RegulationDraft:
    """Begin a draft with the fields `book`; the same key begins one draft."""
    draft, is_new = RegulationDraft.objects.get_or_create(
        key=key, defaults={"fund": fund, "book": book, "begun_by": by, "changed_by": by}
    )
    if is_new:
        _note(draft, "began", by)
    return draft


@transaction.atomic
def change(draft: RegulationDraft, *, book: dict[str, Any], revision: int, by: User) -> RegulationDraft:
    """Write what was typed into the draft. Raises ChangedMeanwhile when it is no longer at `revision`, NoDraft."""
    found = _open(draft)
    if found.revision != revision:
        raise ChangedMeanwhile(
            _("Somebody changed this draft while the page was open. What you typed is kept: save it once more.")
        )
    found.book, found.changed_by, found.revision = book, by, revision + 1
    found.save(update_fields=["book", "changed_by", "revision", "changed_at"])
    return found


@transaction.atomic
def discard(draft: RegulationDraft, *, by: User) -> None:
    """Throw a draft away. Raises NoDraft when it became law."""
    found = _open(draft)
    _note(found, "discarded", by)
    found.delete()


@transaction.atomic
def adopt(draft: RegulationDraft, *, book: RuleBook, body: Body, by: User) -> Regulation:
    """Make the draft law as `book` says it, with its resolution and first day.

    Raises NoDraft, and what `regulations.adopt` raises for a book that cannot be published.
    """
    found = _open(draft)
    regulation = regulations.adopt(found.fund, book, by=by, body=body)
    found.regulation, found.changed_by = regulation, by
    found.save(update_fields=["regulation", "changed_by", "changed_at"])
    return regulation


def _open(draft: RegulationDraft) -> RegulationDraft:
    found = RegulationDraft.objects.select_for_update().filter(pk=draft.pk, regulation__isnull=True).first()
    if found is None:
        raise NoDraft(_("This draft was adopted or thrown away meanwhile."))
    return found


def _note(draft: RegulationDraft, act: str, by: User) -> None:
    trail.record(
        by=by, fund=draft.fund_id, act=act, subject="draft", subject_pk=draft.pk,
        facts={"title": str(draft)},
    )  # fmt: skip
