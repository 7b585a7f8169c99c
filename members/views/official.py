"""A frozen official paper: what it said, whether the rows say the same now, printed again as it was."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from funds import official
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, OfficialPaper, PaperKind
from members.status import prints, sheets
from members.status.freezing import drawn_up
from members.status.tree import differences, from_json, rows_of

from .status import XLSX, sent
from .status_shown import shown


def _frozen(fund: Fund, paper: int) -> OfficialPaper:
    """Give a frozen status form of `fund`. Answers 404 for any other paper."""
    found = OfficialPaper.objects.of(fund).filter(kind=PaperKind.STATUS).select_related("by", "fund")
    return get_object_or_404(found, pk=paper)


@require_GET
@in_fund(Role.READER)
def official_paper(request: FundRequest, fund: Fund, paper: int) -> HttpResponse:
    """What was frozen, and each number that the rows of that day would give otherwise now."""
    found = _frozen(fund, paper)
    then, now = from_json(found.content), drawn_up(fund, found.as_of)
    return render(request, "members/official_paper.html", {
        "fund": fund, "paper": found, "form": then, "sections": shown(then, fund, rows_of(now)),
        "is_unchanged": official.is_unchanged(found), "differences": differences(then, now),
    })  # fmt: skip


@require_GET
@in_fund(Role.READER)
def official_print(request: FundRequest, fund: Fund, paper: int) -> HttpResponse:
    """A frozen form on A4, the same each time; that it was printed is written down."""
    found = _frozen(fund, paper)
    official.note_printed(found, by=request.user)
    return sent(prints.pdf([prints.frozen_copy(found)]), f"status-form-{fund.code}-{found.year}.pdf")


@require_GET
@in_fund(Role.READER)
def official_file(request: FundRequest, fund: Fund, paper: int) -> HttpResponse:
    """A frozen form as an Excel file."""
    found = _frozen(fund, paper)
    made = sheets.xlsx([(fund.short_th, prints.frozen_copy(found))])
    return sent(made, f"status-form-{fund.code}-{found.year}.xlsx", kind=XLSX)
