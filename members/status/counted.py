"""Which members each line of the form counts: one definition for the count and for the list behind it.

A person counts once, by the last membership that had begun by the day. Who died, resigned, lapsed, moved away or was
expelled is taken off those who ever joined; what is left are the members of the day.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, DateField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funds.models import Fund
from funds.rules.tenure import Span
from members.models import EndReason, Membership, MembershipQuerySet, Sex

# From which birthday a member counts as an adult, and as an elder, on the day or when the membership ended.
# Source: Child Protection Act 2546, section 4; Act on Older Persons 2546, section 3.
ADULT, ELDER = 18, 60
A_YEAR_BEFORE = Span(-12)
# Every way out, in the order of the form, so that those who came are those who are there and those who went.
GONE = (EndReason.DIED, EndReason.LEFT, EndReason.LAPSED, EndReason.MOVED, EndReason.EXPELLED)
FACTS = ("is_last", "gone", "age", "sex", "has_branch", "is_founder", "has_full_year")

EVER: dict[str, Any] = {"is_last": True}
NOW: dict[str, Any] = {"is_last": True, "gone": ""}
AGES = {"child": _("children and youth"), "elder": _("elderly"), "adult": _("general"), "unknown": _("age not known")}
SEXES = {Sex.FEMALE.value: Sex.FEMALE.label, Sex.MALE.value: Sex.MALE.label, "": _("sex not known")}

# What a membership must be like to stand in a line: values of FACTS.
LINES: Mapping[str, Mapping[str, Any]] = {
    "founders": {"is_founder": True},
    "ever": EVER,
    "now": NOW,
    **{f"gone-{reason}": EVER | {"gone": reason.value} for reason in GONE},
    **{f"ever-{age}": EVER | {"age": age} for age in AGES},
    **{f"now-{age}": NOW | {"age": age} for age in AGES},
    **{f"ever-sex-{sex or 'unknown'}": EVER | {"sex": sex} for sex in SEXES},
    **{f"now-sex-{sex or 'unknown'}": NOW | {"sex": sex} for sex in SEXES},
    "in-branches": NOW | {"has_branch": True},
    "full-year": {"has_full_year": True},
}


NAMES: Mapping[str, Any] = {
    "founders": _("Founding members"),
    "ever": _("Members since founding, each once"),
    "now": _("Members"),
    "in-branches": _("Members of a village or community"),
    "full-year": _("Members for a full year on 30 September"),
}


def name_of(line: str) -> str:
    """Say whom a line counts, in the reader's language."""
    if line in NAMES:
        return str(NAMES[line])
    time, _dash, kind = line.partition("-")
    if time == "gone":
        return str(EndReason(kind).label)
    words = AGES[kind] if kind in AGES else SEXES[kind.removeprefix("sex-").replace("unknown", "")]
    return (gettext("Members since founding: %(kind)s") if time == "ever" else gettext("Members: %(kind)s")) % {
        "kind": words
    }


def counting_day(day: date) -> date:
    """Give the last 30 September up to `day`: the day on which the state's match counts heads."""
    return date(day.year if (day.month, day.day) >= (9, 30) else day.year - 1, 9, 30)


def looked_at(fund: Fund, day: date) -> MembershipQuerySet:
    """Give the memberships of `fund` that had begun by `day`, each with FACTS as they were at its end."""
    on = counting_day(day)
    later = Membership.objects.filter(fund=OuterRef("fund"), person=OuterRef("person"), joined_on__lte=day)
    later = later.filter(
        Q(joined_on__gt=OuterRef("joined_on")) | Q(joined_on=OuterRef("joined_on"), pk__gt=OuterRef("pk"))
    )
    is_over = Q(ended_on__lte=day)
    until = Case(When(is_over, then=F("ended_on")), default=Value(day), output_field=DateField())
    found: Any = Membership.objects.of(fund).filter(joined_on__lte=day)
    return found.alias(lived=_as_number(until) - _as_number(F("person__born_on"))).annotate(  # type: ignore[no-any-return]
        is_last=~Exists(later),
        gone=Case(When(is_over, then=F("end_reason")), default=Value("")),
        age=Case(
            When(person__born_on__isnull=True, then=Value("unknown")),
            When(lived__gte=ELDER * 10000, then=Value("elder")),
            When(lived__lt=ADULT * 10000, then=Value("child")),
            default=Value("adult"),
        ),
        sex=F("person__sex"),
        has_branch=_is(Q(branch__isnull=False)),
        is_founder=_is(Q(joined_on__lte=fund.founded_on) if fund.founded_on else Q(pk__isnull=True)),
        has_full_year=_is(Q(joined_on__lte=A_YEAR_BEFORE.after(on)) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))),
    )


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _as_number(day: Any) -> Any:
    """Write a day as the number 25610814 is written: between two of them lie ten thousand for each whole year."""
    return ExtractYear(day) * 10000 + ExtractMonth(day) * 100 + ExtractDay(day)


def tally(groups: Iterable[tuple[Mapping[str, Any], int]]) -> dict[str, int]:
    """Count each of LINES in groups of memberships alike: their FACTS, and how many there are."""
    found = list(groups)
    return {line: sum(count for facts, count in found if _fits(facts, asked)) for line, asked in LINES.items()}


def _fits(facts: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    return all(facts[name] == value for name, value in asked.items())


def count_lines(fund: Fund, day: date) -> dict[str, int]:
    """Count each of LINES in `fund` at the end of `day`, in one query."""
    rows = looked_at(fund, day).order_by().values_list(*FACTS).annotate(count=Count("pk"))
    return tally((dict(zip(FACTS, facts, strict=True)), count) for *facts, count in rows)


def members_of(fund: Fund, line: str, day: date) -> MembershipQuerySet:
    """Give the memberships that a line counts. Raises KeyError for an unknown line."""
    return looked_at(fund, day).filter(**LINES[line])


def villages_with_members(fund: Fund, day: date) -> int:
    """Count the branches (one for a village or community) that have a member at the end of `day`. One query."""
    return Membership.objects.of(fund).active(day).aggregate(count=Count("branch", distinct=True))["count"] or 0
