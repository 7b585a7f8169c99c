"""The doors that a reader finds at the top and the foot of each page, by what they may open."""

from collections.abc import Iterator
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from funds.access import FundRequest
from funds.models import OFFICES_OF_A_PROVINCE, Fund, Office
from members import waiting
from welfare import thai

from .figures import address

# The door that a page is behind, by how the name of its address begins.
BEHIND = {
    "members": (
        "member", "register", "enrol", "application", "admit", "leave", "passbook", "refund", "duplicate", "merge",
        "neighbour", "data", "looks", "erasure",
    ),
    "contributions": ("contribut", "receipt", "collection", "arrears"),
    "claims": ("claim", "payout", "voucher", "signing"),
    "money": (
        "journal", "entry", "bank", "correction", "money", "account", "income", "cost", "deposit", "month", "close",
        "count", "source", "statement", "polic", "opening",
        "match",
    ),
    "reports": ("report", "status", "official", "resolution"),
    "province": ("province",),
}  # fmt: skip


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give the frame of a page its doors: `nav`, `fund_nav`, `footer_links`, `active`, and the reader's `office` here.

    One query inside a fund, for the number of things that wait for the reader; none elsewhere.
    """
    offices: frozenset[str] = getattr(request, "offices", frozenset())
    context = {
        "office": ", ".join(str(Office(name).label) for name in sorted(offices)),
        "nav": list(_main_doors(request, offices)),
        "footer_links": [
            {"label": _("Open data"), "url": reverse("open-data")},
            {"label": _("Strategies"), "url": reverse("events:public-strategies")},
            {"label": _("Assemblies"), "url": reverse("events:days")},
        ],
        "active": _active(request),
    }
    fund: Fund | None = getattr(request, "fund", None)
    return context if fund is None or not offices else context | {"fund_nav": list(_doors(request, fund))}


def _main_doors(request: HttpRequest, offices: frozenset[str]) -> Iterator[dict[str, str]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    if offices & frozenset(OFFICES_OF_A_PROVINCE):
        yield {"key": "province", "label": _("The province"), "url": reverse("my-province")}
        fund: Fund | None = getattr(request, "fund", None)
        if province := fund.province if fund else getattr(request, "province", None):
            yield {
                "key": "gatherings",
                "label": _("Assembly"),
                "url": reverse("events:assemblies", args=[province.slug]),
            }
    elif not offices:
        yield {"key": "start", "label": _("My work"), "url": reverse("start")}


def _doors(request: HttpRequest, fund: Fund) -> Iterator[dict[str, Any]]:
    inside = cast("FundRequest", request)
    mine = waiting.count_for(fund, inside.user, offices=inside.offices, rights=inside.rights, on=thai.today())
    for key, label, name, waits in (
        ("front", _("Today"), "fund", 0),
        ("waiting", _("Waiting for me"), "waiting", mine),
        ("members", _("Members"), "members:register", 0),
        ("contributions", _("Contributions"), "members:collections", 0),
        ("claims", pgettext("door", "Claims"), "members:claims", 0),
        ("money", _("Money"), "funds:accounts", 0),
        ("reports", pgettext("door", "Papers"), "members:reports", 0),
        ("gatherings", _("Assembly"), "events:fund-assemblies", 0),
    ):
        if url := address(name, fund.code):
            yield {"key": key, "label": label, "url": url, "waiting": waits}


def _active(request: HttpRequest) -> str:
    if request.resolver_match and request.resolver_match.namespace == "events":
        return "gatherings"
    name = request.resolver_match.url_name or "" if request.resolver_match else ""
    behind = (door for door, beginnings in BEHIND.items() if name.startswith(beginnings))
    return next(behind, "front" if name == "fund" else name)
