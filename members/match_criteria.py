"""The six criteria of the match request, read from the rows and from what the fund says of itself.

Source: แบบเสนอขอรับการสนับสนุน ปีงบประมาณ 2567 (CODI): six criteria, ten lines of welfare, sum asked, use and plan.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import Coalesce

from funds import heads, months
from funds.models import (
    Account,
    AccountKind,
    Appointment,
    Body,
    Category,
    Fund,
    InKind,
    Office,
    Regulation,
    Resolution,
    Source,
    Transfer,
)
from funds.rules.tenure import DAY
from welfare.money import ZERO

from .match_checks import Check, Criterion, Facts, Paid
from .match_lists import MatchList
from .models import Membership, Payout, Plan

# The lines of welfare that the request prints; what is paid otherwise stands together below them.
LINES = (
    Category.BIRTH, Category.ILLNESS, Category.ELDERLY, Category.DEATH, Category.DISADVANTAGED, Category.OCCUPATION,
    Category.EDUCATION, Category.CULTURE, Category.HOUSING, Category.DISASTER,
)  # fmt: skip
# A funeral is of the kind of death.
ALIKE = {Category.FUNERAL: Category.DEATH}
BASIC = (Category.BIRTH, Category.ILLNESS, Category.DEATH, Category.EDUCATION, Category.OCCUPATION)
YOUTH_UNTIL = 25  # Source: พ.ร.บ.ส่งเสริมการพัฒนาเด็กและเยาวชนแห่งชาติ พ.ศ. 2550 มาตรา 4: a young person is not over 25
OLD_FROM = 60  # Source: พ.ร.บ.ผู้สูงอายุ พ.ศ. 2546 มาตรา 3
PROVINCIAL_COMMITTEE_FROM = date(2010, 10, 1)  # recognises funds founded from 1 October 2553


def year_of(on: date) -> date:
    """Give the first day of the year that ends with `on`."""
    return _years_before(on, 1) + DAY


def read(fund: Fund, counted: MatchList, wording: Mapping[str, Any]) -> Facts:
    """Read the criteria of `fund` for a round: its list, the year up to its day, and the `wording` (days as ISO texts).

    The same queries for any fund, some twenty.
    """
    on = counted.on
    paid = paid_in_year(fund, on)
    criteria = (
        Criterion(1, _founding(fund, on, wording)),
        Criterion(2, _members(fund, counted, wording)),
        Criterion(3, _money(fund, on, wording)),
        Criterion(4, _management(fund, on, wording)),
        Criterion(5, _kinds(paid, counted)),
        Criterion(6, [
            Check("links", "words", wording.get("links", ""), bool(wording.get("links")) or None),
            Check("in_kind_all", "count", _in_kind(fund, on).count(), True),
        ]),
        Criterion(7, _words(fund, on, wording)),
    )  # fmt: skip
    return Facts(criteria, paid)


def _day(wording: Mapping[str, Any], name: str) -> date | None:
    said = wording.get(name)
    return date.fromisoformat(said) if said else None


def _founding(fund: Fund, on: date, wording: Mapping[str, Any]) -> list[Check]:
    founded = fund.founded_on or _day(wording, "founded_on")
    first_paid: date | None = Payout.objects.of(fund).standing().aggregate(first=Min("on"))["first"]
    began = min((day for day in (first_paid, _day(wording, "first_paid_on")) if day), default=None)
    recognised = wording.get("recognition", "")
    too_early = recognised == "province" and founded is not None and founded < PROVINCIAL_COMMITTEE_FROM
    plans = Membership.objects.of(fund).active(on).order_by().values_list("plan", flat=True).distinct()
    return [
        Check("founded", "day", founded, founded <= _years_before(on, 1) if founded else None),
        Check("first_paid", "day", began, began <= _years_before(on, 1) if began else None),
        Check("recognition", "recognition", recognised, False if too_early else bool(recognised) or None),
        Check("plans", "plans", [plan for plan in Plan.values if plan in set(plans)], True),
    ]


def _members(fund: Fund, counted: MatchList, wording: Mapping[str, Any]) -> list[Check]:
    on = counted.on
    active = Membership.objects.of(fund).active(on)
    ages = active.aggregate(
        young=Count("pk", filter=Q(person__born_on__gt=_years_before(on, YOUTH_UNTIL + 1))),
        old=Count("pk", filter=Q(person__born_on__lte=_years_before(on, OLD_FROM))),
    )
    living = wording.get("villages_with") or villages_with_members(fund, on)
    villages = wording.get("villages")
    spread = None
    if villages:
        spread = heads.is_spread(fund.authority_kind, with_members=living, villages=villages, rule=counted.rule)
    given = _income(fund, Source.MEMBERS, None, on)
    return [
        Check("full_year", "count", counted.match.full_year, counted.match.full_year > 0),
        Check("contributions", "baht", given, given > 0),
        Check("young", "count", ages["young"], True),
        Check("old", "count", ages["old"], True),
        *(
            Check(name, "count", wording.get(name), None if wording.get(name) is None else True)
            for name in ("disabled", "disadvantaged")
        ),
        Check("villages_with", "count", living, living > 0),
        Check("villages", "count", villages, bool(villages) or None),
        Check("spread", "share", heads.spread_min(fund.authority_kind, counted.rule), spread),
    ]


def _years_before(on: date, years: int) -> date:
    """Give the birthday of who has their birthday number `years` on `on`."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)


def villages_with_members(fund: Fund, on: date) -> int:
    """Count the villages where members of the day `on` live; a branch stands for a village that is not known."""
    places = Membership.objects.of(fund).active(on).annotate(moo=Coalesce("person__moo", "branch__moo")).order_by()
    found = {
        moo if moo is not None else f"branch {branch}"
        for moo, branch in places.values_list("moo", "branch").distinct()
        if moo or branch
    }
    return len(found)


def _income(fund: Fund, source: Source, first: date | None, on: date) -> Decimal:
    """Give the baht received of `source` from `first` to `on`, less what was turned back."""
    accounts = Account.objects.of(fund).filter(kind=AccountKind.INCOME, line=source)
    moved = Transfer.objects.of(fund).until(on).order_by()
    if first:
        moved = moved.filter(on__gte=first)
    sums = moved.aggregate(
        came=Sum("amount", filter=Q(credit__in=accounts)), went=Sum("amount", filter=Q(debit__in=accounts))
    )
    return (sums["came"] or ZERO) - (sums["went"] or ZERO)


def _in_kind(fund: Fund, on: date) -> Any:
    return InKind.objects.of(fund).standing().filter(on__gte=year_of(on), on__lte=on)


def _money(fund: Fund, on: date, wording: Mapping[str, Any]) -> list[Check]:
    first = year_of(on)
    members = _income(fund, Source.MEMBERS, first, on)
    authority = _income(fund, Source.LAO, first, on)
    kind = _in_kind(fund, on).filter(source=Source.LAO).aggregate(count=Count("pk"), worth=Sum("worth"))
    is_helped = authority > 0 or bool(kind["count"]) or bool(wording.get("lao_how"))
    return [
        Check("member_money", "baht", members, members > 0),
        Check("lao_money", "baht", authority, is_helped or None),
        Check("lao_kind", "count", kind["count"], is_helped or None),
        Check("lao_worth", "baht", kind["worth"] or ZERO, True),
        Check("lao_how", "words", wording.get("lao_how", ""), is_helped or None),
    ]


def _management(fund: Fund, on: date, wording: Mapping[str, Any]) -> list[Check]:
    rules = Regulation.objects.of(fund).in_force(on).first()
    stands = months.stand(fund)
    closed = months.last_day(stands.closed) if stands.closed else None
    met = Resolution.objects.filter(fund=fund, on__gte=year_of(on), on__lte=on).order_by()
    meetings = {
        body: len(set(met.filter(body=body).values_list("meeting", "on")))
        for body in (Body.COMMITTEE, Body.GENERAL_MEETING)
    }
    committee = max(meetings[Body.COMMITTEE], wording.get("committee_meetings") or 0)
    general = max(meetings[Body.GENERAL_MEETING], wording.get("member_meetings") or 0)
    days = [*met.values_list("on", flat=True), *filter(None, [_day(wording, "last_meeting_on")])]
    yes = [Check(name, "yes", wording.get(name), wording.get(name)) for name in ("plan_kept", "monitored", "reported")]
    return [
        *(
            Check(name, "count", wording.get(name), None if wording.get(name) is None else True)
            for name in ("committee_community", "committee_experts")
        ),
        Check("register", "yes", True, True),
        Check("rules", "words", rules.title if rules else "", bool(rules) or None),
        Check("accounts", "day", closed, closed >= on if closed else None),
        *yes,
        Check("committee_meetings", "count", committee, committee > 0 or None),
        Check("member_meetings", "count", general, general > 0 or None),
        Check("last_meeting", "day", max(days, default=None), bool(days) or None),
    ]


def paid_in_year(fund: Fund, on: date) -> list[Paid]:
    """Give the welfare paid to members in the year up to `on`, in the lines of the request. One query."""
    rows = Payout.objects.of(fund).standing().filter(on__gte=year_of(on), on__lte=on, outsider=False).order_by()
    cases: dict[str, tuple[int, Decimal]] = {}
    for category, count, amount in rows.values_list("category").annotate(count=Count("pk"), sum=Sum("amount")):
        line = ALIKE.get(Category(category), Category(category))
        key = line.value if line in LINES else ""
        before = cases.get(key, (0, ZERO))
        cases[key] = (before[0] + count, before[1] + amount)
    return [Paid(line, *cases.get(line, (0, ZERO))) for line in [*(line.value for line in LINES), ""]]


def _kinds(paid: Sequence[Paid], counted: MatchList) -> list[Check]:
    kinds = sum(1 for line in paid if line.category in BASIC and line.cases)
    return [Check("kinds", "count", kinds, kinds >= counted.rule.kinds_min)]


TEXTS = ("strengths", "use_of_money", "monitoring", "year_plan")


def chair_of(fund: Fund, on: date) -> str:
    """Name who chairs the fund on the day `on`."""
    held = Appointment.objects.on(on).filter(fund=fund, office=Office.CHAIR).select_related("user").first()
    return str(held.user) if held else ""


def _words(fund: Fund, on: date, wording: Mapping[str, Any]) -> list[Check]:
    chair = wording.get("chair") or chair_of(fund, on)
    committee = [name for name in wording.get("committee", []) if name]
    return [
        *(Check(name, "words", wording.get(name, ""), bool(wording.get(name)) or None) for name in TEXTS),
        Check("chair", "words", chair, bool(chair) or None),
        Check("committee", "words", ", ".join(committee), len(committee) >= 4 or None),
        Check("executive", "words", wording.get("executive", ""), bool(wording.get("executive")) or None),
    ]
