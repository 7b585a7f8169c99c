"""The rule of the state's match that holds on a day, and entering a new one: what came before stays as it was."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from welfare import trail
from welfare.models import User

from .heads import RULE, Rule
from .models import MatchRequest, MatchRule, Province


class TooLate(Exception):
    """A rule would begin before one that is in force, or before requests that went by the rule of their day."""


def in_force(province: Province, day: date) -> Rule:
    """Give the rule that a counting day of `province` goes by; one day, one query. The known rule where none is."""
    found = MatchRule.objects.of(province).in_force(day).first()
    return RULE if found is None else rule_of(found)


def rule_of(row: MatchRule) -> Rule:
    """Read a stored rule."""
    return Rule(
        row.head_rate, row.rounds_max, row.months_min, row.month, row.day, row.spread_subdistrict,
        row.spread_municipality, row.kinds_min, row.source, row.since,
    )  # fmt: skip


def counting_day(rule: Rule, today: date) -> date:
    """Give the last counting day that has come by `today`: 30 September of this year or of the one before."""
    day = _in_year(rule, today.year)
    return day if day <= today else _in_year(rule, today.year - 1)


def _in_year(rule: Rule, year: int) -> date:
    """Give the rule's day in `year`; where its month has fewer days, the last of them."""
    after = date(year + rule.month // 12, rule.month % 12 + 1, 1)
    return min(date(year, rule.month, 1) + timedelta(days=rule.day - 1), after - timedelta(days=1))


@transaction.atomic
def adopt(province: Province, rule: Rule, *, key: UUID, since: date, by: User) -> MatchRule:
    """Enter `rule` with its source, in force for counting days from `since`. The same key enters once.

    Raises TooLate when a rule that begins on `since` or later is there, or a request counted members on such a day.
    """
    Province.objects.select_for_update(no_key=True).get(pk=province.pk)
    if done := MatchRule.objects.filter(key=key).first():
        return done
    if MatchRule.objects.of(province).filter(since__gte=since).exists():
        raise TooLate(_("A version that begins on that day or later is in force. Choose a later day."))
    if MatchRequest.objects.filter(round__fund__province=province, round__counting_on__gte=since).exists():
        raise TooLate(_("A request was sent that counts members on that day or later. Choose a later day."))
    made = MatchRule.objects.create(
        key=key, province=province, since=since, head_rate=rule.head_rate, rounds_max=rule.rounds_max,
        months_min=rule.months_min, month=rule.month, day=rule.day, spread_subdistrict=rule.spread_subdistrict,
        spread_municipality=rule.spread_municipality, kinds_min=rule.kinds_min, source=rule.source, by=by,
    )  # fmt: skip
    trail.record(
        by=by, act="adopted", subject="match rule", subject_pk=made.pk,
        facts={"since": since.isoformat(), "rate": str(rule.head_rate), "rounds": rule.rounds_max},
    )  # fmt: skip
    return made
