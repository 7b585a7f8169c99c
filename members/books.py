"""Recompute what this room keeps beside its rows, and name every difference."""

from django.db.models import Count, Sum

from funds import totals
from funds.models import Fund, Measure, Province, Receipt

from .models import Contribution, Helped, HelpedInProvince, Membership, Payout

MEASURES = (Measure.MEMBERS, Measure.HELPED)


def recounted(fund: Fund) -> list[totals.Change]:
    """Recompute members who came and went, and people first helped, from the rows of `fund`."""
    members = Membership.objects.of(fund).exclude(joined_on=None)
    changes = [
        totals.Change(row["joined_on"], Measure.MEMBERS, row["count"])
        for row in members.values("joined_on").annotate(count=Count("pk"))
    ]
    changes += [
        totals.Change(row["ended_on"], Measure.MEMBERS, -row["count"])
        for row in members.exclude(ended_on=None).values("ended_on").annotate(count=Count("pk"))
    ]
    return changes + _first_helps(Payout.objects.of(fund))


def recounted_helped(province: Province) -> list[totals.Change]:
    """Recompute people first helped by any fund of `province`: each person counts once."""
    return _first_helps(Payout.objects.filter(fund__province=province))


def _first_helps(payouts) -> list[totals.Change]:  # type: ignore[no-untyped-def]
    first: dict[int, tuple[object, bool]] = {}
    standing = payouts.filter(transfer__reversal__isnull=True).order_by("on", "pk")
    for person, on, outsider in standing.values_list("person", "on", "outsider"):
        first.setdefault(person, (on, outsider))
    return [totals.Change(on, Measure.HELPED, 1, outsiders=outsider) for on, outsider in first.values()]  # type: ignore[arg-type]


def faults(fund: Fund) -> list[str]:
    """Name every difference between what is kept for `fund` in this room and its rows."""
    found = totals.differences(fund, recounted(fund), MEASURES)
    helped = Helped.objects.filter(fund=fund).count()
    if helped != sum(change.count for change in _first_helps(Payout.objects.of(fund))):
        found.append(f"people helped: {helped} kept rows differ from the payouts")
    receipts = dict(
        Receipt.objects.filter(fund=fund, pk__in=Contribution.objects.of(fund).values("receipt")).values_list("pk", "amount")
    )
    for row in Contribution.objects.of(fund).values("receipt").annotate(total=Sum("amount")):
        if receipts[row["receipt"]] != row["total"]:
            found.append(f"receipt {row['receipt']}: contributions give {row['total']} baht, it says {receipts[row['receipt']]}")
    return found


def helped_in_province(province: Province) -> int:
    """Count the people whom any fund of `province` helped, from the kept rows."""
    return HelpedInProvince.objects.filter(province=province).count()
