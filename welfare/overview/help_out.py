"""Help out by official category, to members and to others, cases and persons apart, for the province and each fund."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from funds import lines
from funds.access import FundRequest, Role, in_province
from funds.forms import AsOf, as_of
from funds.lines import Lines
from funds.models import Category, Fund, Measure, Province
from members import helpings
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from . import charts, figures, pages, pictures
from .tables import Column, Row, Table, change, row


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def help_out(request: FundRequest, province: Province) -> HttpResponseBase:
    """Welfare by category; a category opens into the funds, and each figure of a fund into its payments."""
    asked, category = as_of(request.GET, thai.today()), request.GET.get("category", "")
    category = category if category in Category.values else ""
    span = request.GET.get("span", "")
    span = span if span in lines.STRETCHES else lines.STRETCHES[0]
    if sheets.asked(request):
        return Help(province, asked, category, span).table.file(request, f"help-out-{asked.day.isoformat()}")
    if pictures.asked(request):
        return pictures.sent(request, Help(province, asked, category, span).drawing(), "help-out", asked.day)

    def draw() -> dict[str, Any]:
        seen = Help(province, asked, category, span)
        day = asked.kept
        return {
            "province": province, "as_of": asked, "charts": [seen.drawing()], "tables": seen.tables(),
            "stats": seen.stats(), "notes": seen.notes(),
            "choices": figures.choices(
                lambda day: pages.chosen(as_of=day, category=category, span=span), asked, province
            ),
            "keep": [{"name": name, "value": word} for name, word in (("category", category), ("span", span)) if word],
            "tabs": [
                {"label": label, "url": pages.chosen(as_of=day, category=category, span=name), "current": name == span}
                for name, label in pages.stretch_names(asked.day).items()
            ],
            "back": pages.chosen(as_of=day, span=span) if category else "", "back_label": _("All categories"),
        }  # fmt: skip

    title, lead = (
        _("Help out"),
        _("Welfare by the categories of the official form; cases and persons are counted apart"),
    )
    return pages.drawn_page(request, asked, "province-help", title, lead, draw)


class Help:
    """What the page says of one stretch of time: read once, laid out by category or by fund."""

    def __init__(self, province: Province, asked: AsOf, category: str, span: str) -> None:
        self.province, self.asked, self.category, self.span = province, asked, category, span
        self.day = asked.day
        self.paid: Lines = lines.read(province, Measure.BENEFIT, self.day, is_all=asked.kept is None)
        self.payments = helpings.paid(
            province, pages.first_day(span, self.day), pages.last_day(span, self.day), category
        )
        self.people = helpings.people(self.payments)
        self.words = pages.stretch_names(self.day)[span]
        self.table = self._by_fund() if category else self._by_category()

    def tables(self) -> list[Table]:
        """Give the categories and below them the funds; the funds alone once a category is chosen."""
        return [self.table] if self.category else [self.table, self._by_fund()]

    def _by_category(self) -> Table:
        people = helpings.people_by(self.payments, "category")
        rows = tuple(
            self._row(str(category.label), people.get(category.value, 0), line=category.value, url=pages.chosen(
                as_of=self.asked.kept, category=category.value, span=self.span
            ))
            for category in Category
            if self.paid.has(line=category.value)
        )  # fmt: skip
        return self._table(_("By category"), _("Category"), rows, _("All categories"))

    def _by_fund(self) -> Table:
        people = helpings.people_by(self.payments, "fund")
        rows = tuple(
            self._row(fund.short_name, people.get(fund.pk, 0), fund=fund.pk, line=self.category or None, behind=fund)
            for fund in pages.funds_of(self.province, self.asked)
        )
        caption = str(Category(self.category).label) if self.category else _("Fund by fund")
        return self._table(caption, _("Fund"), rows, _("All funds"))

    def _table(self, caption: str, head: str, rows: tuple[Row, ...], total: str) -> Table:
        baht = sheets.Kind.BAHT
        columns = [
            Column(_("Persons")), Column(_("Cases, members")), Column(_("Cases, not members")),
            Column(_("Baht to members"), baht), Column(_("Baht to people who are not members"), baht),
        ]  # fmt: skip
        if self.span == "year":
            columns += [
                Column(_("Baht in the same days of last year"), baht),
                Column(_("More or less"), sheets.Kind.TEXT, is_signed=True),
            ]
        return Table(
            caption, head, tuple(columns), rows, note=self.words,
            total=self._row(total, self.people.all, line=self.category or None),
        )  # fmt: skip

    def _row(
        self, label: str, persons: int, *, url: str = "", behind: Fund | None = None, **where: Any
    ) -> Row:  # fmt: skip
        to_members = self.paid.sum(self.span, outsiders=False, **where)
        to_others = self.paid.sum(self.span, outsiders=True, **where)
        values: list[Any] = [persons, to_members.count, to_others.count, to_members.baht, to_others.baht]
        urls = [url] * 5 if behind is None else [
            pages.rows_behind(
                "members:payouts", behind, self.span, self.day, category=self.category, outsiders=outsiders
            )
            for outsiders in ("", "no", "yes", "no", "yes")
        ]  # fmt: skip
        if self.span == "year":
            before, now = self.paid.sum("last", **where).baht, to_members.baht + to_others.baht
            values += [before, change(now, before)]
            urls += [
                url if behind is None
                else pages.rows_behind("members:payouts", behind, "last", self.day, category=self.category), "",
            ]  # fmt: skip
        return row(label, values, urls, url)

    def stats(self) -> list[dict[str, str]]:
        """Say the whole: persons and cases apart, and the baht."""
        whole = self.paid.sum(self.span, line=self.category or None)
        counted = _("Each person once: %(members)s members, %(others)s not members") % {
            "members": figures.count(self.people.members), "others": figures.count(self.people.others)
        }  # fmt: skip
        several = ngettext(
            "%(count)s of them helped by more than one fund", "%(count)s of them helped by more than one fund",
            self.people.several,
        ) % {"count": figures.count(self.people.several)}  # fmt: skip
        return [
            {"label": _("People helped"), "figure": figures.count(self.people.all), "unit": _("persons"),
             "note": f"{counted}; {several}"},
            {"label": _("Cases"), "figure": figures.count(whole.count), "unit": _("payments"), "note": self.words},
            {"label": _("Welfare paid"), "figure": Column("", sheets.Kind.BAHT).written(whole.baht), "unit": _("baht"),
             "note": self.words, "second": figures.in_millions(whole.baht)},
        ]  # fmt: skip

    def notes(self) -> list[str]:
        """Say how to read the figures, and which categories have none."""
        empty = [str(each.label) for each in Category if not self.paid.has(line=each.value)]
        none = [_("Nothing under: %(names)s.") % {"names": ", ".join(empty)}] if empty and not self.category else []
        return [
            *none,
            _("Persons do not add up: who was helped twice counts in each kind and each fund, and once in the total."),
            _("A case that was turned back is taken off on the day that it was."),
        ]

    def drawing(self) -> pictures.Drawing:
        """Draw the cases, those to members and to others, the most first."""
        table = self.table
        values = [(each.label, each.cells[1].value, each.cells[2].value, each.url) for each in table.rows]
        values = sorted((value for value in values if value[1] or value[2]), key=lambda value: -value[1] - value[2])
        return pictures.Drawing(
            title=table.caption, note=_("Cases, %(stretch)s") % {"stretch": self.words}, label_head=table.head,
            value_head=_("Cases"), parts=(_("Members"), _("Not members")),
            bars=charts.bars_in_two(values, say=lambda number: f"{number:,}"),
        )  # fmt: skip
