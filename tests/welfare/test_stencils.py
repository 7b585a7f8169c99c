"""A stencil says what its template says, however often other figures are put in."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from welfare import sheets, stencils
from welfare.overview import charts, tables, tilemap
from welfare.stencils import DecidedTooEarly, Place


class Line(NamedTuple):
    name: str
    note: str
    cells: tuple[str, ...]


PAGE = """{{ title }}: {% each line in lines %}<li class="{{ kind }}">{{ line.name }}
{% when line.note %}<small>{{ line.note }} of {{ title }}</small>{% otherwise %}100 %{% endwhen %}
{% each cell in line.cells %}<b>{{ cell }}</b>{% otherwise %}<i>none</i>{% endeach %}</li>
{% otherwise %}no lines{% endeach %}"""


def drawn(page: str, **names: Any) -> str:
    return Template(page).render(Context(names))


def filled(page: str, places: tuple[str, ...], **names: Any) -> str:
    shape = {name: Place(name) if name in places else value for name, value in names.items()}
    return stencils.cut(drawn(page, **shape)).fill({name: names[name] for name in places})


words = st.text("ก<&\"'% ๑a", max_size=5)


@given(words, st.lists(st.builds(Line, words, words, st.tuples() | st.tuples(words, words)), max_size=4))
def test_a_stencil_says_what_the_template_says_of_the_same_figures(title, lines):
    names = {"title": title, "lines": lines, "kind": "plain"}

    assert filled(PAGE, ("title", "lines"), **names) == drawn(PAGE, **names)


def test_one_stencil_takes_other_figures_again_and_again():
    page = stencils.cut(drawn(PAGE, title=Place("title"), lines=Place("lines"), kind="<kind>"))
    first, second = [page.fill({"title": title, "lines": [Line(title, "", ())]}) for title in ("eins", "zwei")]

    assert (first.replace("eins", "zwei"), page.fill({"title": "no", "lines": []})) == (second, "no: no lines")


def test_what_is_known_to_be_safe_is_not_escaped_and_all_else_is():
    page = "{{ name }}{{ part }}{{ count }}"

    assert filled(page, ("name", "part", "count"), name="<a>", part=mark_safe("<b>"), count=3) == "&lt;a&gt;<b>3"


@pytest.mark.parametrize(
    "page",
    [
        "{% if figure %}more{% endif %}", "{% for one in figure %}{{ one }}{% endfor %}", "{{ figure|length }}",
        "{{ figure|add:1 }}", "/?q={{ figure|urlencode }}", "{% with figure|yesno as said %}{{ said }}{% endwith %}",
    ],
)  # fmt: skip
def test_a_template_that_asks_what_a_figure_is_before_it_is_there_is_refused(page):
    with pytest.raises(DecidedTooEarly):
        stencils.cut(drawn(page, figure=Place("figure")))


@dataclass(frozen=True)
class Shown:
    """A component with what it is given."""

    template: str
    place: str
    figures: Any

    def ways(self) -> tuple[str, str]:
        still = {"title": "ชื่อ", "description": "คำอธิบาย", "total": "", "head": "บาท"}
        at_once = render_to_string(self.template, still | {self.place: self.figures})
        stencil = stencils.draw(self.template, still | {self.place: Place(self.place)})
        return at_once, stencil.fill({self.place: self.figures})


def say(number: Decimal) -> str:
    return f"{number:,.0f} <บาท>"


amounts = st.lists(st.integers(-5_000, 9_000_000), min_size=1, max_size=30)


@given(amounts, st.booleans())
def test_every_chart_is_the_same_drawn_at_once_and_put_into_a_stencil(values, is_linked):
    measures = [
        tilemap.Measure(
            "ตำบล" + "ยาว" * (place % 4), place % 4 + 1, place // 4 + 1, value or None, say(Decimal(value)),
            "/f/?a=1&b=2" * is_linked, note="เทศบาล" * (place % 2),
        )
        for place, value in enumerate(values)
    ]  # fmt: skip
    bars = charts.bars([(f"<{value}>", value, "/?a&b" * is_linked) for value in values], say=say)
    halves = charts.bars_in_two([("ก", abs(value), value % 3, "") for value in values], say=say)

    for shown in (
        Shown("components/tilemap.html", "map", tilemap.lay_out(measures)),
        Shown("components/trend.html", "chart", charts.trend([(str(v), v) for v in values], say=say)),
        Shown("components/bars.html", "bars", bars),
        Shown("components/bars.html", "bars", halves),
    ):
        at_once, from_stencil = shown.ways()
        assert from_stencil == at_once


def test_a_table_of_figures_is_the_same_drawn_at_once_and_put_into_a_stencil():
    columns = (tables.Column("คน"), tables.Column("คำ", sheets.Kind.TEXT, is_signed=True))
    rows = (tables.row("<กขค>", [1234, None], ["/a?b&c", ""], url="/d", note="หมายเหตุ"), tables.row("", [0, "−1"]))
    table = tables.Table("หัว", "กองทุน", columns, rows)
    page = "components/figures.html"
    stencil = stencils.draw(page, {"table": replace(table, rows=()), "lines": Place("lines")})

    assert stencil.fill({"lines": table.lines()}) == render_to_string(page, {"table": table, "lines": table.lines()})


def test_the_tags_say_how_they_are_written():
    for page in ("{% each row rows %}{% endeach %}", "{% when a b %}{% endwhen %}"):
        with pytest.raises(Exception, match="is written"):
            Template(page)
