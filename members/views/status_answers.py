"""What no row holds is answered for the year, part by part; what last year said is proposed."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import official
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, YearAnswers
from members.forms.status import AnswersForm, initial_of
from members.status.gathered import answers_of, proposed_of
from members.status.questions import BY_NAME, BY_SLUG, PARTS, Part
from welfare import thai
from welfare.replicas import from_a_replica

YEARS = range(2500, 2700)


def _part(year: int, slug: str) -> Part:
    if slug not in BY_SLUG or year not in YEARS:
        raise Http404
    return BY_SLUG[slug]


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.KEEPER)
def status_answers(request: FundRequest, fund: Fund, year: int, topic: str) -> HttpResponse:
    """The questions of one part for the year (พ.ศ.); saving leads to the next part."""
    asked, today = _part(year, topic), thai.today()
    with transaction.atomic():
        Fund.objects.locked().get(pk=fund.pk)
        answers, before = answers_of(fund, year)
        proposals = proposed_of(fund, today) | dict(before)
        initial = initial_of(asked, proposals | dict(answers))
        form = AnswersForm(request.POST or None, part=asked, today=today, initial=initial)
        if form.is_bound and form.is_valid():
            others = {name: answer for name, answer in answers.items() if name not in form.fields}
            key = form.cleaned_data["key"]
            official.answer(fund, year, others | form.answers(), key=key, by=request.user)
            return _onwards(request, fund, year, asked)
    is_proposed = not form.is_bound and any(one.name in before for one in asked.questions)
    return render(request, "members/status_answers.html", {
        "fund": fund, "form": form, "year": year, "part": asked, "is_proposed": is_proposed,
        "place": PARTS.index(asked) + 1, "count": len(PARTS),
    })  # fmt: skip


def _onwards(request: FundRequest, fund: Fund, year: int, part: Part) -> HttpResponse:
    messages.success(request, _("Saved: %(part)s") % {"part": part.title})
    following: Any = PARTS[PARTS.index(part) + 1 :]
    if following:
        return redirect("members:status-answers", fund.code, year, following[0].slug)
    return redirect("members:status-form", fund.code)


@require_GET
@in_fund(Role.READER)
@from_a_replica
def status_history(request: FundRequest, fund: Fund, year: int) -> HttpResponse:
    """Who answered for the year, and when; each save is kept."""
    if year not in YEARS:
        raise Http404
    rows = YearAnswers.objects.filter(fund=fund, year=year).select_related("by").order_by("-pk")
    return render(request, "members/status_history.html", {
        "fund": fund, "year": year, "changes": _changes(list(rows)),
    })  # fmt: skip


Change = tuple[YearAnswers, list[tuple[str, str]]]


def _changes(rows: list[YearAnswers]) -> list[Change]:
    """Give with each of `rows`, the latest first, what it says that the one before did not."""
    befores = [*(row.answers for row in rows[1:]), {}][: len(rows)]
    return [(row, _news(row.answers, before)) for row, before in zip(rows, befores, strict=True)]


def _news(now: dict[str, Any], before: dict[str, Any]) -> list[tuple[str, str]]:
    changed = [name for name in BY_NAME if now.get(name) != before.get(name)]
    return [(str(BY_NAME[name].label), BY_NAME[name].words(now.get(name))) for name in changed]
