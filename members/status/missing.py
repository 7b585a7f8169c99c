"""What the form of a fund still lacks, and where to enter it: pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from welfare import thai
from welfare.money import format_baht

from .gathered import Gathered
from .questions import PARTS, Part
from .tree import Rows


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: where it is entered, and how many facts of the form it is."""

    what: str
    where: Rows | None = None
    count: int = 1
    details: tuple[str, ...] = ()


def missing(found: Gathered) -> list[Missing]:
    """List what is missing, in the order of the form."""
    return [*_of_rows(found), *(lack for part in PARTS if (lack := _of_part(found, part)))]


def _of_part(found: Gathered, part: Part) -> Missing | None:
    """Say which questions of a part nobody has answered for the year; what last year said waits to be confirmed."""
    lacks = [one for one in part.questions if one.needed and found.answers.get(one.name) in (None, "", [])]
    if not lacks:
        return None
    labels = tuple(str(one.label) for one in lacks)
    where = Rows("members:status-answers", (found.year, part.slug))
    if any(one.name in found.proposals for one in lacks):
        told = _("%(part)s: confirm the answers of an earlier year")
    else:
        told = ngettext("%(part)s: %(count)s answer", "%(part)s: %(count)s answers", len(lacks))
    return Missing(told % {"part": part.title, "count": len(lacks)}, where, len(lacks), labels)


def _of_rows(found: Gathered) -> Iterator[Missing]:
    as_of = (("as_of", found.as_of.isoformat()),)
    if not found.fund.founded_on:
        yield Missing(_("The day of the founding. The provincial office records it."))
    if not any(one.is_chair for one in found.officers):
        yield Missing(_("A chair in office on that day"), Rows("funds:officers"))
    if not found.people["now"]:
        yield Missing(_("Members"), Rows("members:register", asked=as_of))
    if unknown := found.people["now-unknown"]:
        told = ngettext("%(count)s member without a birth date", "%(count)s members without a birth date", unknown)
        yield Missing(told % {"count": f"{unknown:,}"}, Rows("members:status-people", ("now-unknown",), as_of))
    if unknown := found.people["now-sex-unknown"]:
        told = ngettext("%(count)s member without a sex", "%(count)s members without a sex", unknown)
        yield Missing(told % {"count": f"{unknown:,}"}, Rows("members:status-people", ("now-sex-unknown",), as_of))
    if found.terms.since is None:
        yield Missing(_("What a contribution costs"), Rows("funds:policies"))
    if found.regulation is None:
        yield Missing(_("The rules in writing"), Rows("funds:regulations"))
    yield from _of_books(found)


def _of_books(found: Gathered) -> Iterator[Missing]:
    stand, sheet = found.stand, found.sheet
    if late := stand.late(found.as_of):
        told = _("Close the books to the end of %(month)s") % {"month": thai.long_month(late[-1])}
        yield Missing(told, Rows("funds:months"))
    if sheet.total_received != sheet.total_held:
        yield Missing(_("Both sides of the statement must be equal"), Rows("funds:statement-draft"))
    if difference := found.paid - found.help.baht:
        told = _("The books say %(amount)s baht more of welfare than the payments of claims") % {
            "amount": format_baht(difference)
        }
        yield Missing(told, Rows("funds:journal", asked=(("line", "benefit"), ("until", found.as_of.isoformat()))))


def count_missing(found: Gathered) -> int:
    """Count the facts that are missing."""
    return sum(each.count for each in missing(found))
