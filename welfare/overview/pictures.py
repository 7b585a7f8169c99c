"""Charts as pictures to take along: one drawing, on the page with its table, as SVG, or as PNG."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from welfare import paper

from .charts import Bar, Trend
from .tilemap import TileMap


class Picture(StrEnum):
    """What a chart is sent as."""

    SVG = "svg"
    PNG = "png"


CONTENT_TYPES = {Picture.SVG: "image/svg+xml; charset=utf-8", Picture.PNG: "image/png"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with all that is said of it: bars, a line over time, or a map; `parts` name the two parts of its bars."""

    title: str
    note: str
    label_head: str = ""
    value_head: str = ""
    bars: tuple[Bar, ...] = ()
    parts: tuple[str, ...] = ()
    trend: Trend | None = None
    map: TileMap | None = None
    total_label: str = ""
    total: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.bars or self.trend or self.map)


def asked(request: HttpRequest) -> Picture | None:
    """Give what `?picture=` asks for, or None when the page itself is asked for."""
    wanted = request.GET.get("picture", "")
    return Picture(wanted) if wanted in Picture.__members__.values() else None


def sent(request: HttpRequest, drawing: Drawing, name: str, day: date | None = None) -> HttpResponse:
    """Send `drawing` as the picture that was asked for."""
    wanted = asked(request) or Picture.SVG
    svg = written(drawing)
    content: Any = paper.picture(svg) if wanted == Picture.PNG else svg
    answer = HttpResponse(content, content_type=CONTENT_TYPES[wanted])
    name = f"{name}-{day.isoformat()}" if day else name
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{wanted.value}") or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


# Sizes of a picture, in its own units: a row of a bar chart, and what stands above and below the rows.
WIDTH, ROW, HEAD, FOOT, LABEL, PLOT = 960, 40, 128, 52, 330, 450


def written(drawing: Drawing) -> str:
    """Write `drawing` as an SVG that stands alone: in grey, with its title, its parts and where it comes from."""
    rows = [
        {
            "bar": bar, "y": HEAD + ROW * index, "text_y": HEAD + ROW * index + 25,
            "width": f"{float(bar.width) * PLOT / 100:.1f}", "more": f"{float(bar.more) * PLOT / 100:.1f}",
            "more_x": f"{LABEL + float(bar.width) * PLOT / 100:.1f}",
            "words_x": f"{LABEL + (float(bar.width) + float(bar.more)) * PLOT / 100 + 10:.1f}",
        }
        for index, bar in enumerate(drawing.bars)
    ]  # fmt: skip
    points = [
        {"point": point, "x": f"{40 + float(point.x) * 8.8:.1f}", "y": f"{HEAD + float(point.y) * 3.6:.1f}"}
        for point in (drawing.trend.points if drawing.trend else ())
    ]
    plot = ROW * len(rows) if rows else 380 if drawing.trend else drawing.map.height + 60 if drawing.map else 40
    return render_to_string("overview/picture.svg", {
        "drawing": drawing, "rows": rows, "points": points, "width": WIDTH, "height": HEAD + plot + FOOT, "head": HEAD,
        "label": LABEL, "foot_y": HEAD + plot + 34,
        "line": " ".join(f"{each['x']},{each['y']}" for each in points),
        "base": f"{HEAD + float(drawing.trend.baseline) * 3.6:.1f}" if drawing.trend else "",
        "map_x": (WIDTH - drawing.map.width) // 2 if drawing.map else 0,
        "source": _("Community welfare funds of Phuket"),
    })  # fmt: skip
