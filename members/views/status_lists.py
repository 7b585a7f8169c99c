"""The lists behind the official papers, as files: the frozen papers, and the members whom a line of the form counts."""

from datetime import date

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from funds.access import FundRequest
from funds.models import Fund, OfficialPaper
from members.models import MembershipQuerySet
from welfare import sheets, thai, trail
from welfare.sheets import Kind, Shown

AT_ONCE = 1000


def frozen_papers(request: FundRequest, fund: Fund, papers: QuerySet[OfficialPaper]) -> HttpResponseBase:
    """Send the list of frozen papers."""
    columns = (
        Shown(_("Paper"), width=36), Shown(_("As of"), Kind.DAY), Shown(_("Frozen by")), Shown(_("Frozen on"), Kind.DAY)
    )  # fmt: skip
    return sheets.export(request, f"official-papers-{fund.code}", columns, (
        (paper, paper.as_of, paper.by, thai.in_thailand(paper.at).date())
        for paper in papers.iterator(chunk_size=AT_ONCE)
    ))  # fmt: skip


def people(
    request: FundRequest, fund: Fund, group: str, members: MembershipQuerySet, day: date
) -> HttpResponseBase:  # fmt: skip
    """Send the members of one line of the form; that a list of people was taken out is written down."""
    columns = (
        Shown(_("Number"), Kind.COUNT), Shown(_("Name"), width=32), Shown(_("Branch")), Shown(_("Born on"), Kind.DAY),
        Shown(_("Member since"), Kind.DAY), Shown(_("State")), Shown(_("Ended on"), Kind.DAY), Shown(_("Reason")),
    )  # fmt: skip
    trail.record(by=request.user, fund=fund.pk, act="exported", subject="memberships", facts={"rows": members.count()})
    return sheets.export(request, f"status-form-{fund.code}-{group}", columns, (
        (one.number, one.person.name, one.branch, one.person.born_on, one.joined_on, one.standing(day).label,
         one.ended_on, one.get_end_reason_display())
        for one in members.iterator(chunk_size=AT_ONCE)
    ))  # fmt: skip
