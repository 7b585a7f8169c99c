"""manage.py totals: the figures of the province as of a day, as people read them or as open data."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from funds import summaries
from welfare import money, thai
from welfare.overview.figures import count, shown_province
from welfare.overview.open_data import BadQuestion, asked_day


class Command(BaseCommand):
    help = "Print the figures of the province as of a day, from the totals kept beside the rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-of", default="", help="2018-08-14 or 2561-08-14; today when left out")
        parser.add_argument("--province", default="", help="its short name in addresses; the first when left out")
        parser.add_argument("--json", action="store_true", help="one JSON object, nothing hidden")

    def handle(self, *args: Any, as_of: str, province: str, **options: Any) -> None:
        """Print the figures. Raises CommandError for a day that cannot be read and for an unknown province."""
        today = thai.today()
        try:
            day = asked_day(as_of.strip(), today)
        except BadQuestion as problem:
            raise CommandError(str(problem)) from None
        shown = shown_province(province)
        if shown is None:
            raise CommandError(_("There is no such province."))
        figures = summaries.figures_of(shown, None if day == today else day)
        funds = shown.funds.exclude(founded_on__gt=day).count()
        if options["json"]:
            self.stdout.write(json.dumps({"as_of": day.isoformat(), "funds": funds} | exact(figures)))
            return
        self.stdout.write(_("%(province)s as of %(day)s") % {"province": shown, "day": thai.long_date(day)})
        for figure, unit, label in (
            (count(funds), _("funds"), ""),
            (count(figures.members), _("persons"), _("members")),
            (money.format_baht(figures.balance), _("baht"), _("money in the funds")),
            (count(figures.helped), _("persons"), _("people helped since founding, each once")),
            (count(figures.helped_members), _("persons"), _("of these, members when first helped")),
            (count(figures.helped_outsiders), _("persons"), _("of these, not members when first helped")),
            (count(figures.cases), _("payments"), _("cases of welfare since founding")),
            (money.format_baht(figures.paid), _("baht"), _("welfare paid since founding")),
        ):
            self.stdout.write(f"{figure:>16} {unit}  {label}".rstrip())


def exact(counted: summaries.Figures) -> dict[str, Any]:
    """Give figures under the names that open data have for them, with nothing hidden; baht are texts."""
    return {
        "members": counted.members, "balance": f"{counted.balance:.2f}", "people_helped": counted.helped,
        "people_helped_members": counted.helped_members, "people_helped_non_members": counted.helped_outsiders,
        "cases": counted.cases, "paid": f"{counted.paid:.2f}",
    }  # fmt: skip
