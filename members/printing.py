"""Prints of receipts and vouchers: the first is the original, every later one a copy with its count.

What was taken in from the paper has its original there, so that each print of it is a copy.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

from django.db import transaction

from funds.models import Fund, Receipt, Voucher
from welfare import trail
from welfare.models import LogEntry, User

from .models import ImportedReceipt, Payout

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
    first = 1 if _on_paper([paper]) else 0
    for number, done in enumerate(before, start=first):
        if done.facts.get("key") == str(key):
            return number
    trail.record(
        by=by, fund=fund.pk, act=ACT, subject=subject_of(paper), subject_pk=paper.pk,
        facts={"paper": str(paper), "copy": first + len(before), "key": str(key)},
    )  # fmt: skip
    return first + len(before)


def _on_paper(papers: Sequence[Paper]) -> set[int]:
    """Give, by primary key, those of one kind whose original is on paper. One query."""
    keys = [paper.pk for paper in papers]
    if papers and isinstance(papers[0], Voucher):
        paid = Payout.objects.filter(voucher__in=keys, claim__imported__isnull=False)
        return set(paid.values_list("voucher", flat=True))
    return set(ImportedReceipt.objects.filter(receipt__in=keys).values_list("receipt", flat=True))


@transaction.atomic
def record_all(fund: Fund, receipts: Sequence[Receipt], *, key: UUID, by: User) -> Mapping[int, int]:
    """Record that all `receipts` of `fund` are printed together; give the number of the copy by primary key.

    The same key is the same print. Four queries however many.
    """
    Fund.objects.locked().get(pk=fund.pk)
    keys = {receipt.pk: str(uuid5(key, str(receipt.pk))) for receipt in receipts}
    before, done = Counter[int](_on_paper(receipts)), dict[int, int]()
    rows = LogEntry.objects.filter(subject="receipt", subject_pk__in=keys, act=ACT).order_by("pk")
    for pk, facts in rows.values_list("subject_pk", "facts"):
        if pk is not None:
            if facts.get("key") == keys[pk]:
                done[pk] = before[pk]
            before[pk] += 1
    acts = [
        trail.Act(
            ACT, "receipt", receipt.pk,
            {"paper": str(receipt), "copy": before[receipt.pk], "key": keys[receipt.pk]},
        )
        for receipt in receipts
        if receipt.pk not in done
    ]  # fmt: skip
    trail.record_all(acts, by=by, fund=fund.pk)
    return {pk: done.get(pk, before[pk]) for pk in keys}


def printed_before(receipts: Sequence[Receipt]) -> int:
    """Count how many of `receipts` were printed at least once."""
    rows = LogEntry.objects.filter(subject="receipt", subject_pk__in=[receipt.pk for receipt in receipts], act=ACT)
    return rows.order_by().values("subject_pk").distinct().count()


def subject_of(paper: Paper) -> str:
    return "receipt" if isinstance(paper, Receipt) else "voucher"
