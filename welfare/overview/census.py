"""The members of the province: by kind, age and sex, who came and who went, each figure with its registers."""

from datetime import date, timedelta
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from funds import readings
from funds.access import FundRequest, Role, in_province
from funds.forms import AsOf, as_of
from funds.models import Fund, Province
from members import census
from members.models import EndReason, Sex
from welfare import sheets, thai
from welfare.replicas import from_a_replica

from . import charts, figures, pages, pictures
from .tables import Cell, Column, Row, Table, change, row

SEXES = (Sex.FEMALE.value, Sex.MALE.value, "")


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def members(request: FundRequest, province: Province) -> HttpResponseBase:
    """Who the members are; a group opens into the funds, and each of their figures into the register."""
    asked = as_of(request.GET, thai.today())
    seen = Census(province, asked, Choice(request.GET))
    if sheets.asked(request):
        return seen.table().file(request, f"members-{asked.day.isoformat()}")
    if pictures.asked(request):
        return pictures.sent(request, seen.drawing(), "members", asked.day)
    title, lead = _("Members"), _("Persons on the day, each once, whatever number of funds they are members of")
    # A corrected day of birth changes no total: these figures are counted each time.
    return render(request, "overview/province_counted.html", {
        **pages.framed(province, asked, "province-members", title, lead), "charts": [seen.drawing()],
        "tables": seen.tables(), "stats": seen.stats(), "notes": seen.notes(),
        "choices": figures.choices(lambda day: pages.chosen(as_of=day, **seen.choice.words), asked, province),
        "keep": [{"name": name, "value": word} for name, word in seen.choice.words.items() if word],
        "back": pages.chosen(as_of=asked.kept) if seen.choice.is_made else "", "back_label": _("All members"),
    })  # fmt: skip


class Choice:
    """Which group of members is opened: a sex, an age, or who came or went; what is unknown is left out."""

    def __init__(self, asked: Any) -> None:
        sex, ages, moved = (asked.get(name, "") for name in ("sex", "ages", "moved"))
        self.sex = sex if sex in (Sex.FEMALE, Sex.MALE, "none") else ""
        self.ages = ages if ages in {*census.BANDS, *census.KINDS, "unknown"} else ""
        self.moved = moved if moved in {"joined", *(way.value for way in census.WAYS_OUT)} else ""

    @property
    def is_made(self) -> bool:
        return bool(self.sex or self.ages or self.moved)

    @property
    def words(self) -> dict[str, str]:
        """Give the choice as an address has it."""
        return {"sex": self.sex, "ages": self.ages, "moved": self.moved}


def sex_of(word: str) -> str | None:
    """Give the sex that a word of an address asks for, as it is kept; None for all."""
    return None if not word else "" if word == "none" else word


def word_of(sex: str | None) -> str:
    return "" if sex is None else sex or "none"


def ages_label(ages: str) -> str:
    if ages in census.KIND_NAMES:
        return str(census.KIND_NAMES[ages])
    first, _dash, last = ages.partition("-")
    words = _("%(first)s to %(last)s years") if last else _("%(first)s years or more")
    return words % {"first": first, "last": last}


class Census:
    """What the page says: counted once, laid out by kind, age and fund, or by fund for a chosen group."""

    def __init__(self, province: Province, asked: AsOf, choice: Choice) -> None:
        self.province, self.asked, self.choice, self.day = province, asked, choice, asked.day
        self.funds = pages.funds_of(province, asked)
        standing = census.members_of(province, self.day)
        self.now, self.several = census.groups(standing, self.day), census.several(standing)
        before = readings.a_year_before(self.day)
        self.then = census.groups(census.members_of(province, before), before)
        self.first = self.day.replace(month=1, day=1)
        self.came = census.movements(province, self.first, self.day)

    def tables(self) -> list[Table]:
        if self.choice.is_made:
            return [self.table()]
        return [self.by_kind(), self.by_age(), self.by_fund(), self.movements()]

    def table(self) -> Table:
        """Give the table that is sent as numbers: the funds of the chosen group, or the ages."""
        if self.choice.moved:
            return self.of_movement()
        return self.of_group() if self.choice.is_made else self.by_age()

    # All members.

    def by_kind(self) -> Table:
        return self._ages(_("By kind"), _("Kind"), [*census.KINDS, "unknown"])

    def by_age(self) -> Table:
        return self._ages(_("By age"), _("Age"), [*census.BANDS, "unknown"])

    def _ages(self, caption: str, head: str, ages: list[str]) -> Table:
        columns = tuple(Column(str(census.SEX_NAMES[sex])) for sex in SEXES)
        columns += (
            Column(_("Together")),
            Column(_("A year before")),
            Column(_("More or less"), sheets.Kind.TEXT, True),
        )
        rows = tuple(self._line(ages_label(name), name) for name in ages)
        return Table(caption, head, columns, rows, total=self._line(_("All members"), ""), note=_("Persons"))

    def _line(self, label: str, ages: str) -> Row:
        now, then = census.add(self.now, 0, ages=ages), census.add(self.then, 0, ages=ages)
        cells = [Cell(census.add(self.now, 0, sex=sex, ages=ages), self._open(sex, ages)) for sex in SEXES]
        opened = self._open(None, ages)
        before = pages.chosen(as_of=readings.a_year_before(self.day), ages=ages)
        cells += [Cell(now, opened), Cell(then, before if ages else ""), Cell(change(now, then))]
        return Row(label, tuple(cells), opened)

    def _open(self, sex: str | None, ages: str) -> str:
        return pages.chosen(as_of=self.asked.kept, sex=word_of(sex), ages=ages) if ages or sex is not None else ""

    def by_fund(self) -> Table:
        columns = tuple(Column(str(census.SEX_NAMES[sex])) for sex in SEXES)
        columns += tuple(Column(str(name)) for name in census.KIND_NAMES.values())
        columns += (Column(_("Together")),)
        groups: list[tuple[str | None, str]] = [(sex, "") for sex in SEXES]
        groups += [(None, kind) for kind in census.KIND_NAMES] + [(None, "")]
        rows = tuple(
            row(
                fund.short_name, [census.add(self.now, fund.pk, sex=sex, ages=ages) for sex, ages in groups],
                [self._register(fund, sex, ages) for sex, ages in groups],
            )
            for fund in self.funds
        )  # fmt: skip
        total = row(_("Persons, each once"), [census.add(self.now, 0, sex=sex, ages=ages) for sex, ages in groups])
        return Table(
            _("Fund by fund"), _("Fund"), columns, rows, total=total, note=_("A member of two funds counts in both.")
        )

    def _register(self, fund: Fund, sex: str | None, ages: str) -> str:
        return reverse("members:register", args=[fund.code]) + pages.chosen(
            as_of=self.asked.kept, sex=word_of(sex), ages=ages
        )

    def movements(self) -> Table:
        before = census.members_of(self.province, self.first - timedelta(days=1)).count()
        lines = [row(_("Members on 1 January"), [before])]
        lines += [
            row(label, [sign * sum(self.came.get((fund.pk, way), 0) for fund in self.funds)],
                [pages.chosen(as_of=self.asked.kept, moved=way)])
            for label, way, sign in self._ways()
        ]  # fmt: skip
        total = row(_("Members on %(day)s") % {"day": thai.short_date(self.day)},
                    [sum(line.cells[0].value for line in lines)])  # fmt: skip
        return Table(
            _("Who came and who went"), _("In the year"), (Column(_("Memberships")),), tuple(lines), total=total,
            note=_("Memberships of all funds together"),
        )  # fmt: skip

    def _ways(self) -> list[tuple[str, str, int]]:
        return [(_("Joined"), "joined", 1)] + [(str(way.label), way.value, -1) for way in census.WAYS_OUT]

    # One group, fund by fund.

    def of_group(self) -> Table:
        sex, ages = sex_of(self.choice.sex), self.choice.ages
        rows = tuple(
            row(fund.short_name, [census.add(self.now, fund.pk, sex=sex, ages=ages)], [self._register(fund, sex, ages)])
            for fund in self.funds
        )
        persons = census.add(self.now, 0, sex=sex, ages=ages)
        more = sum(line.cells[0].value for line in rows) - persons
        names = [str(census.SEX_NAMES[sex])] if sex is not None else []
        label = ", ".join([*names, *([ages_label(ages)] if ages else [])])
        note = ngettext(
            "%(count)s counts again in another fund, and once in the total.",
            "%(count)s count again in another fund, and once in the total.", more,
        ) % {"count": figures.count(more)} if more else ""  # fmt: skip
        return Table(label, _("Fund"), (Column(_("Members")),), rows, note=note,
                     total=row(_("Persons, each once"), [persons]))  # fmt: skip

    def of_movement(self) -> Table:
        way = self.choice.moved
        label = _("Joined") if way == "joined" else str(EndReason(way).label)
        days: dict[str, date | str | None] = {"as_of": self.day, "since": self.first, "moved": way, "state": "all"}
        rows = tuple(
            row(fund.short_name, [self.came.get((fund.pk, way), 0)],
                [reverse("members:register", args=[fund.code]) + pages.chosen(**days)])
            for fund in self.funds
        )  # fmt: skip
        total = row(_("All funds"), [sum(line.cells[0].value for line in rows)])
        return Table(label, _("Fund"), (Column(_("Memberships")),), rows, total=total)

    def stats(self) -> list[dict[str, str]]:
        persons = census.add(self.now, 0)
        memberships = sum(census.add(self.now, fund.pk) for fund in self.funds)
        joined = sum(self.came.get((fund.pk, "joined"), 0) for fund in self.funds)
        gone = sum(count for (_fund, way), count in self.came.items() if way != "joined")
        in_several = ngettext(
            "each once; %(count)s of them a member of more than one fund",
            "each once; %(count)s of them members of more than one fund", self.several,
        ) % {"count": figures.count(self.several)}  # fmt: skip
        since = _("from %(first)s on") % {"first": thai.short_date(self.first)}
        return [
            {"label": _("Members"), "figure": figures.count(persons), "unit": _("persons"), "note": in_several},
            {"label": _("Memberships"), "figure": figures.count(memberships), "unit": "",
             "note": _("all funds together")},
            {"label": _("Joined and gone this year"), "figure": f"+{joined:,} −{gone:,}", "unit": "", "note": since},
        ]  # fmt: skip

    def notes(self) -> list[str]:
        return [_("Ages are of full years on the day. Children and youth are under 18, the elderly 60 or older.")]

    def drawing(self) -> pictures.Drawing:
        """Draw the ages in two parts: women, and men with those whose sex is not known; or the funds of a group."""
        if self.choice.is_made:
            table = self.table()
            values = [(line.label, line.cells[0].value, line.cells[0].url) for line in table.rows]
            bars = charts.bars(values, say=lambda number: f"{number:,}")
            return pictures.Drawing(table.caption, self.asked.words, _("Fund"), _("Members"), bars=bars)
        two = []
        for name in (*census.BANDS, "unknown"):
            women, all_ = census.add(self.now, 0, sex=Sex.FEMALE, ages=name), census.add(self.now, 0, ages=name)
            if all_ or name != "unknown":
                two.append((ages_label(name), women, all_ - women, self._open(None, name)))
        has_unknown = census.add(self.now, 0, sex="") > 0
        men = _("Men and sex not known") if has_unknown else _("Men")
        return pictures.Drawing(
            _("By age"), _("Persons on %(day)s") % {"day": self.asked.words}, _("Age"), _("Persons"),
            parts=(_("Women"), men), bars=charts.bars_in_two(two, say=lambda number: f"{number:,}"),
            total_label=_("All members"), total=figures.count(census.add(self.now, 0)),
        )  # fmt: skip
