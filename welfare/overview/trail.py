"""Who did what: the history of one record, the trail of a fund, and the trail of the portal."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NoReturn

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds.access import FundRequest, Role, in_fund, in_province
from funds.models import (
    Account,
    CashCount,
    Fund,
    Handover,
    MonthClose,
    Policy,
    Province,
    Receipt,
    Regulation,
    Statement,
    Transfer,
    Voucher,
)
from members.models import Claim, Collection, Membership
from welfare import sheets, thai, trail
from welfare.models import LogEntry, TrailHead
from welfare.replicas import from_a_replica

from . import trail_words
from .trail_forms import TrailForm

PER_PAGE = 30
# What people typed about a claim, and what they called a file, may tell of someone's health.
CAUSES = {"claim": {"reason", "note", "papers"}, "attachment": {"name", "reason"}}
# Kinds of record whose history can be read: their model, and their page with the name of its part.
RECORDS: dict[str, tuple[Any, str, str]] = {
    "membership": (Membership, "members:member", "membership"),
    "claim": (Claim, "members:claim", "claim"),
    "receipt": (Receipt, "members:receipt", "receipt"),
    "voucher": (Voucher, "members:voucher", "voucher"),
    "collection": (Collection, "members:collection", "collection"),
    "entry": (Transfer, "funds:entry", "entry"),
    "account": (Account, "", ""),
    "cash count": (CashCount, "funds:count", "count"),
    "handover": (Handover, "members:handover", "handover"),
    "month": (MonthClose, "funds:closed-month", "close"),
    "statement": (Statement, "funds:statement", "statement"),
    "regulation": (Regulation, "funds:regulation", "regulation"),
    "policy": (Policy, "", ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as its reader sees it."""

    at: datetime
    who: str
    offices: str
    origin: str
    done: str
    facts: list[tuple[str, str]]
    number: int
    seal: str
    place: str
    url: str


@require_GET
@in_fund(Role.READER)
@from_a_replica
def history(request: FundRequest, fund: Fund, subject: str, record: int) -> HttpResponseBase:
    """What was done with one record, the latest first."""
    kind = subject.replace("-", " ")
    model, page, part = RECORDS.get(kind) or _unknown()
    found = get_object_or_404(model.objects.filter(fund=fund), pk=record)
    entries = LogEntry.objects.filter(fund=fund.pk).about(kind, record).select_related("by").order_by("-pk")
    return render(request, "overview/history.html", {
        "fund": fund, "kind": trail_words.SUBJECTS[kind], "record": _named(found),
        "url": _page(fund, page, part, record),
        "entries": [_told(entry, sees=_sees(request)) for entry in entries[:200]],
    })  # fmt: skip


@require_GET
@in_fund(Role.OVERSEER)
@from_a_replica
def fund_trail(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """All that was done in one fund, the latest first."""
    return _trail(request, LogEntry.objects.of_chain(fund.pk), f"trail-{fund.code}", {fund.pk: fund})


@require_GET
@in_province(Role.PROVINCE_ADMIN)
@from_a_replica
def province_trail(request: FundRequest, province: Province) -> HttpResponseBase:
    """All that was done in the funds of a province and for the portal, the latest first."""
    funds = {fund.pk: fund for fund in Fund.objects.filter(province=province).order_by("position")}
    found = LogEntry.objects.filter(Q(fund__isnull=True) | Q(fund__in=list(funds)))
    return _trail(request, found, f"trail-{province.slug}", funds, province=province)


def _trail(
    request: FundRequest,
    found: QuerySet[LogEntry],
    name: str,
    funds: dict[int, Fund],
    *,
    province: Province | None = None,
) -> HttpResponseBase:
    form = TrailForm(request.GET, today=thai.today(), funds=list(funds.values()) if province else [])
    form.is_valid()
    entries, sees = _filtered(found, form.cleaned_data).select_related("by").order_by("-pk"), _sees(request)
    if sheets.asked(request):
        fund = None if province else next(iter(funds))
        trail.record(by=request.user, act="exported", subject="trail", fund=fund, facts={"rows": entries.count()})
        return sheets.export(request, name, _columns(), _rows(entries, funds, sees=sees))
    page = request.GET.get("page", "")
    number = max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    shown = list(entries[(number - 1) * PER_PAGE : number * PER_PAGE + 1])
    head = TrailHead.objects.filter(chain=trail.PORTAL if province else next(iter(funds))).first()
    return render(request, "overview/trail.html", {
        "fund": getattr(request, "fund", None), "province": province, "form": form, "number": number,
        "entries": [_told(entry, funds, sees=sees) for entry in shown[:PER_PAGE]], "has_more": len(shown) > PER_PAGE,
        "count": head.count if head else 0, "seal": trail.shown(head.seal) if head else "",
    })  # fmt: skip


def _filtered(found: QuerySet[LogEntry], asked: dict[str, Any]) -> QuerySet[LogEntry]:
    if asked.get("from"):
        found = found.filter(at__gte=_midnight(asked["from"]))
    if asked.get("until"):
        found = found.filter(at__lt=_midnight(asked["until"] + timedelta(days=1)))
    if asked.get("subject"):
        found = found.filter(subject=asked["subject"])
    if asked.get("fund"):
        found = found.filter(fund=asked["fund"])
    if words := asked.get("q"):
        # SQLite keeps Thai in JSON as escapes, PostgreSQL as letters.
        escaped = json.dumps(words)[1:-1]
        found = found.annotate(text=Cast("facts", TextField())).filter(
            Q(by__display_name__contains=words) | Q(by__username=words) | Q(text__contains=words)
            | Q(text__contains=escaped)
        )  # fmt: skip
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _sees(request: FundRequest) -> bool:
    """Say whether the reader may see why a claim was decided so: it may tell of someone's health."""
    return request.rights[Role.CONFIDANT]


def _told(entry: LogEntry, funds: dict[int, Fund] | None = None, *, sees: bool) -> Told:
    if not sees and (hidden := CAUSES.get(entry.subject)):
        entry.facts = {name: told for name, told in entry.facts.items() if name not in hidden}
        entry.before = {name: told for name, told in entry.before.items() if name not in hidden}
    fund = (funds or {}).get(entry.fund or 0)
    _model, page, part = RECORDS.get(entry.subject, (None, "", ""))
    url = _page(fund, page, part, entry.subject_pk) if fund and page and entry.subject_pk else ""
    return Told(
        at=entry.at, who=str(entry.by), offices=trail_words.offices(entry), origin=entry.origin,
        done=trail_words.done(entry), facts=trail_words.facts(entry), number=entry.number,
        seal=trail.shown(entry.seal), place=fund.short_name if fund else "", url=url,
    )  # fmt: skip


def _columns() -> list[sheets.Shown]:
    names = (_("Number"), _("When"), _("Who"), _("Office"), _("From where"), _("Fund"), _("What was done"), _("Facts"))
    return [*(sheets.Shown(name, width=24) for name in names), sheets.Shown(_("Seal"), width=70)]


def _rows(entries: QuerySet[LogEntry], funds: dict[int, Fund], *, sees: bool) -> Iterator[tuple[Any, ...]]:
    for entry in entries.iterator(chunk_size=1000):
        told = _told(entry, funds, sees=sees)
        said = "; ".join(f"{label}: {value}" for label, value in told.facts)
        when = timezone.localtime(entry.at)
        yield (
            str(told.number), f"{thai.short_date(when.date())} {when:%H:%M:%S}", told.who, told.offices, told.origin,
            told.place, told.done, said, entry.seal,
        )  # fmt: skip


def _named(record: Any) -> str:
    return str(record.person.name) if isinstance(record, Membership) else str(record)


def _page(fund: Fund, name: str, part: str, pk: int | None) -> str:
    return reverse(name, kwargs={"fund": fund.code, part: pk}) if name else ""


def _unknown() -> NoReturn:
    raise Http404
