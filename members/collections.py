"""Collection days: a branch's sheet kept while it is typed, then posted at once, one receipt for each payer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from funds import ledger, papers, policies
from funds.held_books import held_books
from funds.models import Account, AccountKind, Branch, Fund, Receipt, Source
from welfare import trail
from welfare.models import User
from welfare.money import ZERO

from . import contributions
from .contributions import Paid
from .models import Collection, CollectionDraft, Contribution, Membership


class NotExplained(Exception):
    """The cash counted differs from the receipts, and nobody said why."""


class NothingTaken(Exception):
    """The sheet is empty."""


class Outrun(Exception):
    """This sheet was typed further elsewhere, or is posted."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one member pays on the sheet, and who holds the receipt: the member, or another who paid for both."""

    paid: Paid
    payer: Membership


@transaction.atomic
def keep_draft(
    fund: Fund, branch: Branch | None, *, key: UUID, turn: int, typed: Mapping[str, Any], by: User
) -> CollectionDraft:
    """Keep what `by` has typed so far into the sheet of `branch`, or of the whole fund; give the draft.

    `turn` counts the keepings of a sheet: a page that slept while another typed on does not write over it. A page
    that sends a turn again, because the answer was lost, is known by the "pen" in `typed`.
    Raises Outrun when that happened, when the branch has another sheet begun by the same person, or when the
    sheet with this key is posted.
    """
    Fund.objects.locked().get(pk=fund.pk)
    draft = CollectionDraft.objects.filter(fund=fund, branch=branch, by=by).first()
    is_posted = Collection.objects.filter(key=key).exists()
    if is_posted or (draft is not None and (draft.key != key or _is_behind(draft.typed, typed, turn))):
        raise Outrun(_("This sheet was typed further on another page. Open it again to go on from there."))
    if draft is None:
        draft = CollectionDraft(fund=fund, branch=branch, by=by, key=key)
    draft.typed = {**typed, "turn": turn}
    draft.save()
    return draft


def _is_behind(kept: Mapping[str, Any], typed: Mapping[str, Any], turn: int) -> bool:
    last = kept.get("turn", 0)
    is_again = last == turn and bool(typed.get("pen")) and kept.get("pen") == typed.get("pen")
    return bool(last >= turn and not is_again)


def draft_of(fund: Fund, branch: Branch | None, *, by: User) -> CollectionDraft | None:
    """Give the sheet of `branch` that `by` has begun, if there is one."""
    return CollectionDraft.objects.filter(fund=fund, branch=branch, by=by).first()


@transaction.atomic
def drop_draft(fund: Fund, branch: Branch | None, *, by: User) -> None:
    """Throw away what `by` has typed into the sheet of `branch` and not posted."""
    CollectionDraft.objects.filter(fund=fund, branch=branch, by=by).delete()


def post_collection(
    fund: Fund, branch: Branch | None, *, key: UUID, lines: Sequence[Line], into: Account, on: date, counted: Decimal,
    by: User, explanation: str = "",
) -> Collection:  # fmt: skip
    """Post a day's sheet: a receipt for each payer in the order of `lines`, all in one transaction.

    `counted` is the cash found in baht; it goes into `into` as the receipts say. The same key gives the first
    collection day. The same number of queries for ten members as for three hundred, but for inserts in batches.
    Raises NothingTaken, NotExplained when `counted` is not the sum and `explanation` is empty, NotAMemberThen and
    AlreadyCovered as `contributions.collect` does, and what the pen raises.
    """
    with held_books(fund, by=by) as books:
        if done := Collection.objects.filter(key=key).first():
            return done
        paid = [line.paid for line in lines]
        total = sum((one.amount for one in paid), ZERO)
        if not total:
            raise NothingTaken(_("Nothing is typed yet. Type what at least one member paid."))
        if counted != total and not explanation.strip():
            raise NotExplained(_("The cash counted differs from the receipts: say why."))
        contributions.refuse_what_cannot_be(fund, paid, on)
        collection = Collection.objects.create(
            key=key, fund=fund, branch=branch, into=into, on=on, total=total, counted=counted, by=by,
            difference=counted - total, explanation=explanation.strip() if counted != total else "",
        )  # fmt: skip
        groups = _by_payer(lines)
        receipts = papers.receive_into(books, _taken(fund, key, groups, on), into=into, on=on)
        Contribution.objects.bulk_create(
            Contribution(
                fund=fund, membership=line.paid.membership, collection=collection, receipt=receipt,
                is_entry_fee=line.paid.is_entry_fee, amount=line.paid.amount, on=on, covers_from=line.paid.covers_from,
                covers_until=line.paid.covers_until,
            )
            for receipt, group in zip(receipts, groups, strict=True)
            for line in group
        )  # fmt: skip
        CollectionDraft.objects.filter(key=key).delete()
        told = {"amount": str(total), "on": on.isoformat(), "receipts": len(receipts), "members": len(paid)}
        books.acts.append(trail.Act("collected", "collection", collection.pk, told))
    return collection


def receipts_of(collection: Collection) -> list[Receipt]:
    """Give the receipts of a collection day by their numbers."""
    own = Contribution.objects.filter(collection=collection).values("receipt")
    found = Receipt.objects.filter(pk__in=own).with_turned_back().select_related("by")
    return list(found.order_by("year", "number"))


def _by_payer(lines: Sequence[Line]) -> list[list[Line]]:
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.payer.pk, []).append(line)
    return list(groups.values())


def _taken(fund: Fund, key: UUID, groups: Sequence[Sequence[Line]], on: date) -> list[papers.Taken]:
    """Give what each payer brings, split into the fund's shares."""
    terms = policies.in_force(fund, on)
    accounts: dict[tuple[Source, str], Account] = {}
    taken = []
    for group in groups:
        sums = contributions.parts([line.paid for line in group], terms)
        for source, name in [what for what in sums if what not in accounts]:
            accounts[source, name] = ledger.account(fund, AccountKind.INCOME, source, name=name)
        payer = group[0].payer
        taken.append(
            papers.Taken(
                uuid5(key, str(payer.pk)), payer.person.name, [(accounts[what], baht) for what, baht in sums.items()]
            )
        )
    return taken
