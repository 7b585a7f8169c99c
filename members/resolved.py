"""What each recorded resolution of a fund decided: the rules, offices and members that rest on it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funds.models import Appointment, Policy, Regulation, Resolution, SigningRule
from welfare import thai

from .models import MembershipStep, Step
from .status.tree import Rows


@dataclass(frozen=True, slots=True)
class Decided:
    """One thing that a meeting decided, in words, and the page that shows it."""

    words: str
    page: Rows


def decided(resolutions: Collection[Resolution]) -> Mapping[int, list[Decided]]:
    """Give what rests on each of `resolutions` by primary key, in the reader's language. Five queries."""
    keys = [each.pk for each in resolutions]
    found: defaultdict[int, list[Decided]] = defaultdict(list)
    for book in Regulation.objects.filter(resolution__in=keys).order_by("in_force_from", "pk"):
        words = _("%(title)s, in force from %(day)s") % {
            "title": book.title,
            "day": thai.short_date(book.in_force_from),
        }
        found[book.resolution_id].append(Decided(words, Rows("funds:regulation", (book.pk,))))
    for key, since in Policy.objects.filter(resolution__in=keys).order_by("since").values_list("resolution", "since"):
        words = _("Rules of paying in from %(day)s") % {"day": thai.short_date(since)}
        found[key].append(Decided(words, Rows("funds:policies")))
    for key, since in (
        SigningRule.objects.filter(resolution__in=keys).order_by("since").values_list("resolution", "since")
    ):
        words = _("Rules of approval from %(day)s") % {"day": thai.short_date(since)}
        found[key].append(Decided(words, Rows("funds:signing-rules")))
    held = Appointment.objects.filter(resolution__in=keys, fund__isnull=False).select_related("user")
    for one in held.order_by("since", "pk"):
        facts = {"name": one.user, "office": one.get_office_display(), "day": thai.short_date(one.since)}
        words = _("%(name)s as %(office)s from %(day)s") % facts
        found[one.resolution_id or 0].append(Decided(words, Rows("funds:officers")))
    steps = MembershipStep.objects.filter(resolution__in=keys).order_by("resolution", "step")
    for key, step, count in steps.values_list("resolution", "step").annotate(Count("membership", distinct=True)):
        words = ngettext("%(step)s: %(count)s person", "%(step)s: %(count)s people", count)
        words %= {"step": Step(step).label, "count": f"{count:,}"}
        asked = (("state", "all"), ("resolution", str(key)), ("step", step))
        found[key or 0].append(Decided(words, Rows("members:register", asked=asked)))
    return found
