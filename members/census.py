"""Who the members of a province are on a day: by sex and by age, in each fund and in all, and who came and went.

Persons do not add up: a member of two funds counts in both and once in the province. Ages are of full years.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from funds.models import Province

from .models import EndReason, Membership, MembershipQuerySet, Sex

# Full years, first and last; the kinds of members of the official form are made of the bands.
# Source: Child Protection Act 2546, section 4; Act on Older Persons 2546, section 3.
BANDS: Mapping[str, tuple[int, int]] = {
    "0-17": (0, 17), "18-29": (18, 29), "30-39": (30, 39), "40-49": (40, 49), "50-59": (50, 59), "60-69": (60, 69),
    "70-79": (70, 79), "80-": (80, 200),
}  # fmt: skip
KINDS: Mapping[str, tuple[int, int]] = {"child": (0, 17), "adult": (18, 59), "elder": (60, 200)}
KIND_NAMES = {
    "child": _("children and youth"), "adult": _("general"), "elder": _("elderly"), "unknown": _("age not known")
}  # fmt: skip
SEX_NAMES = {Sex.FEMALE.value: Sex.FEMALE.label, Sex.MALE.value: Sex.MALE.label, "": _("sex not known")}
# Every way out after an admission.
WAYS_OUT = tuple(reason for reason in EndReason if reason != EndReason.REFUSED)


# (primary key of the fund or 0 for all, sex, band of age) → how many.
Groups = Mapping[tuple[int, str, str], int]


def aged(ages: str, day: date) -> Q:
    """Keep the persons of a band or kind of age at the end of `day`; `unknown` has no day of birth."""
    if ages == "unknown":
        return Q(person__born_on__isnull=True)
    first, last = BANDS[ages] if ages in BANDS else KINDS[ages]
    return Q(person__born_on__lte=years_before(day, first), person__born_on__gt=years_before(day, last + 1))


def years_before(day: date, years: int) -> date:
    """Give the latest day of birth of who is `years` old on `day`."""
    year = max(day.year - years, 1)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def members_of(province: Province, day: date) -> MembershipQuerySet:
    """Give the memberships of all funds of `province` that stood at the end of `day`."""
    return Membership.objects.filter(fund__province=province).active(day)


def groups(members: MembershipQuerySet, day: date) -> Groups:
    """Count memberships by (fund, sex, band of age) and persons by (0, sex, band of age), in two queries."""
    band = Case(*(When(aged(name, day), then=Value(name)) for name in BANDS), default=Value("unknown"))
    banded = members.order_by().annotate(band=band)
    by_fund = banded.values_list("fund", "person__sex", "band").annotate(count=Count("pk"))
    in_all = banded.values_list("person__sex", "band").annotate(count=Count("person", distinct=True))
    found = {(fund, sex, name): count for fund, sex, name, count in by_fund}
    return found | {(0, sex, name): count for sex, name, count in in_all}


def several(members: MembershipQuerySet) -> int:
    """Count the persons who are members of more than one fund, in one query."""
    elsewhere = members.order_by().filter(person=OuterRef("person")).exclude(fund=OuterRef("fund"))
    return members.filter(Exists(elsewhere)).aggregate(count=Count("person", distinct=True))["count"] or 0


def add(found: Groups, fund: int, *, sex: str | None = None, ages: str = "") -> int:
    """Add up groups of one fund, or of all as 0, of one sex, band or kind where it is named."""
    bands = {ages} if ages in BANDS or ages == "unknown" else {
        name for name, (first, last) in BANDS.items() if KINDS[ages][0] <= first and last <= KINDS[ages][1]
    } if ages else None  # fmt: skip
    return sum(
        count for (place, of_sex, band), count in found.items()
        if place == fund and (sex is None or of_sex == sex) and (bands is None or band in bands)
    )  # fmt: skip


def moved(way: str, first: date, last: date) -> Q:
    """Keep the memberships that began from `first` to `last`, for `joined`, or that ended so, for a reason."""
    if way == "joined":
        return Q(joined_on__gte=first, joined_on__lte=last)
    return Q(joined_on__isnull=False, ended_on__gte=first, ended_on__lte=last, end_reason=way)


def movements(province: Province, first: date, last: date) -> Mapping[tuple[int, str], int]:
    """Count by (fund, way) the memberships that began or ended from `first` to `last`, in one query."""
    ways = ("joined", *(reason.value for reason in WAYS_OUT))
    rows = Membership.objects.filter(fund__province=province).order_by().values("fund").annotate(
        **{f"way_{way}": Count("pk", filter=moved(way, first, last)) for way in ways}
    )  # fmt: skip
    counted: Iterable[Mapping[str, int]] = rows  # type: ignore[assignment]
    return {(row["fund"], way): row[f"way_{way}"] for row in counted for way in ways}
