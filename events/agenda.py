"""The agenda as a tree: lines in order, each with its parts; written as a whole, read as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.db import transaction

from welfare import trail
from welfare.models import User

from .models import AgendaItem, Assembly

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is typed and shown: how deep it stands, when, what, who."""

    depth: int
    title: str
    starts_at: time | None = None
    ends_at: time | None = None
    speaker: str = ""


def lines_of(assembly: Assembly) -> list[Line]:
    """Give the agenda of `assembly` from top to bottom; one query."""
    parts: dict[int | None, list[AgendaItem]] = {}
    for item in assembly.agenda.order_by("position", "pk"):
        parts.setdefault(item.parent_id, []).append(item)

    def below(parent: int | None, depth: int) -> list[Line]:
        found = []
        for item in parts.get(parent, []):
            found.append(Line(depth, item.title, item.starts_at, item.ends_at, item.speaker))
            found += below(item.pk, depth + 1)
        return found

    return below(None, 0)


@transaction.atomic
def write(assembly: Assembly, lines: Sequence[Line], *, by: User) -> None:
    """Put `lines` in place of the agenda; a line is a part of the last one above it that stands less deep."""
    Assembly.objects.select_for_update().get(pk=assembly.pk)
    assembly.agenda.all().delete()
    above: list[AgendaItem] = []
    for position, line in enumerate(lines):
        depth = min(line.depth, len(above), DEEPEST - 1)
        del above[depth:]
        above.append(AgendaItem.objects.create(
            assembly=assembly, parent=above[-1] if above else None, position=position, title=line.title,
            starts_at=line.starts_at, ends_at=line.ends_at, speaker=line.speaker,
        ))  # fmt: skip
    trail.record(by=by, act="wrote the agenda", subject="assembly", subject_pk=assembly.pk, facts={"lines": len(lines)})
