"""The lists of files that were taken in, and of what a file made, as files themselves."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from funds.access import FundRequest
from funds.models import Fund
from members.models import Import, ImportKind
from welfare import sheets, thai, trail
from welfare.sheets import Kind, Shown

AT_ONCE = 1000


def rows_of(done: Import) -> QuerySet[Any]:
    """Give what a file made, in the order of its rows."""
    match done.kind:
        case ImportKind.CONTRIBUTIONS:
            return done.receipts.select_related("receipt").order_by("row", "pk")
        case ImportKind.PAYOUTS:
            return done.claims.select_related("claim__person", "claim__term", "claim__payout").order_by("row")
        case ImportKind.HEIRS:
            rows = done.heirs.filter(is_new=True).select_related("heir__membership__person")
            return rows.order_by("row", "heir__position")
        case _:
            return done.members.select_related("membership__person", "membership__branch").order_by("row")


def files_taken_in(request: FundRequest, fund: Fund, rows: QuerySet[Import]) -> HttpResponseBase:
    """Send the list of files that were taken in."""
    columns = (
        Shown(_("File"), width=36), Shown(_("Holds")), Shown(_("Rows"), Kind.COUNT), Shown(_("When"), Kind.DAY),
        Shown(_("By")), Shown(_("Taken back on"), Kind.DAY), Shown(_("Reason"), width=36),
    )  # fmt: skip
    return sheets.export(request, f"imports-{fund.code}", columns, (
        (done.file_name, done.get_kind_display(), done.count, thai.in_thailand(done.at).date(), done.by,
         *((done.withdrawal.on, done.withdrawal.reason) if hasattr(done, "withdrawal") else (None, None)))
        for done in rows.iterator(chunk_size=AT_ONCE)
    ))  # fmt: skip


def what_it_made(request: FundRequest, fund: Fund, done: Import) -> HttpResponseBase:
    """Send what a file made; that a list of people was taken out is written down."""
    columns, rows = _listed(done)
    trail.record(by=request.user, fund=fund.pk, act="exported", subject="memberships", facts={"rows": done.count})
    return sheets.export(request, f"import-{fund.code}-{done.pk}", columns, rows)


def _listed(done: Import) -> tuple[Sequence[Shown], Iterable[Sequence[Any]]]:
    found = rows_of(done).iterator(chunk_size=AT_ONCE)
    row, day, baht = Shown(_("Row"), Kind.COUNT), Kind.DAY, Kind.BAHT
    match done.kind:
        case ImportKind.CONTRIBUTIONS:
            columns: Sequence[Shown] = (row, Shown(_("Received from")), Shown(_("Receipt")), Shown(_("Paper receipt")),
                       Shown(_("Paid on"), day), Shown(_("Amount (baht)"), baht))  # fmt: skip
            return columns, (
                (each.row, each.receipt.payer, each.receipt, each.paper, each.receipt.on, each.receipt.amount)
                for each in found
            )
        case ImportKind.PAYOUTS:
            columns = (row, Shown(_("Name")), Shown(_("Claim")), Shown(_("Welfare")), Shown(_("Paid on"), day),
                       Shown(_("Amount (baht)"), baht), Shown(_("Decided by")))  # fmt: skip
            return columns, (
                (each.row, each.claim.person.name, each.claim, each.claim.what, each.claim.payout.on,
                 each.claim.payout.amount, each.source)
                for each in found
            )  # fmt: skip
        case ImportKind.HEIRS:
            columns = (row, Shown(_("Member")), Shown(_("Beneficiary")), Shown(_("Relation")),
                       Shown(_("Per cent"), Kind.COUNT), Shown(_("Named on"), day))  # fmt: skip
            return columns, (
                (each.row, each.heir.membership.person.name, each.heir.name, each.heir.get_relation_display(),
                 each.heir.share, each.heir.valid_from)
                for each in found
            )  # fmt: skip
        case _:
            columns = (row, Shown(_("Name")), Shown(_("Number"), Kind.COUNT), Shown(_("Branch")),
                       Shown(_("Member since"), day))  # fmt: skip
            return columns, (
                (each.row, each.membership.person.name, each.membership.number, each.membership.branch,
                 each.membership.joined_on)
                for each in found
            )  # fmt: skip
