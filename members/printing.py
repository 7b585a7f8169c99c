"""Prints of receipts and vouchers: the first is the original, every later one a copy with its count."""

from uuid import UUID

from django.db import transaction

from funds.models import Fund, Receipt, Voucher
from welfare.models import LogEntry, User

Paper = Receipt | Voucher
ACT = "printed"


def prints_of(paper: Paper) -> list[LogEntry]:
    """Give every print of `paper`, the first one first."""
    found = LogEntry.objects.filter(subject=subject_of(paper), subject_pk=paper.pk, act=ACT)
    return list(found.select_related("by").order_by("pk"))


@transaction.atomic
def record(fund: Fund, paper: Paper, *, key: UUID, by: User) -> int:
    """Record that `paper` of `fund` is printed, and give the number of the copy: 0 is the original.

    The same key is the same print.
    """
    Fund.objects.locked().get(pk=fund.pk)
    before = prints_of(paper)
    for number, done in enumerate(before):
        if done.facts.get("key") == str(key):
            return number
    LogEntry.objects.create(
        by=by, fund=fund.pk, act=ACT, subject=subject_of(paper), subject_pk=paper.pk,
        facts={"paper": str(paper), "copy": len(before), "key": str(key)},
    )  # fmt: skip
    return len(before)


def subject_of(paper: Paper) -> str:
    return "receipt" if isinstance(paper, Receipt) else "voucher"
