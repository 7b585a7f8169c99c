"""A fund that starts with the portal: what its paper says of its money and of its members, up to one day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.db.models import Count, Max, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import override

from funds import ledger
from funds.models import Account, AccountKind, Fund, Source, Transfer
from welfare import thai, trail
from welfare.models import User
from welfare.money import ZERO, format_baht

from .models import Membership, Opening, OpeningCheck

MOST_ROUNDS = 20
MOST_ENTRIES = 100  # a fund has a few places for money and ten sources


class BooksBegun(Exception):
    """The books hold entries of that day or before, so they cannot begin after them."""


class AlreadyOpened(Exception):
    """The opening balances are entered; a mistake is turned back in the journal and entered anew."""


class MoreThanThereIs(Exception):
    """The sources named come to more than the money that is there."""


class AlreadyConfirmed(Exception):
    """The opening is confirmed; its facts are kept as they are."""


class NotInOrder(Exception):
    """What the paper says of a member cannot be: a length of membership that begins after the opening, or the like."""


class NothingToConfirm(Exception):
    """Neither money nor members are entered."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the paper says of a member on the day of the opening.

    `tenure_from` is where the length of membership counts from, `paid_until` the last day paid for, `match_rounds` how
    many times the state matched this member, `has_been_helped` whether the fund paid a benefit before.
    """

    membership: Membership
    tenure_from: date
    paid_until: date | None = None
    match_rounds: int = 0
    has_been_helped: bool = False


# Money.


def opening_entries(fund: Fund) -> list[Transfer]:
    """Give the entries by which the books of `fund` were opened and that stand, in their order."""
    return _attempts(fund)[1]


def _attempts(fund: Fund) -> tuple[int, list[Transfer]]:
    """Give the number of the last beginning of the books, 0 for none, and what stands of it.

    The books begin once; when all of a beginning was turned back there may be another.
    """
    number = 0
    while True:
        rows = Transfer.objects.filter(fund=fund, key__in=_keys(fund, number + 1)).order_by("pk")
        entries = list(rows.select_related("debit", "credit", "by", "reversal"))
        if not entries:
            return number, []
        number += 1
        if standing := [entry for entry in entries if not hasattr(entry, "reversal")]:
            return number, standing


def _keys(fund: Fund, number: int) -> list[UUID]:
    first = uuid5(NAMESPACE_URL, f"opening of {fund.code}, attempt {number}")
    return [uuid5(first, str(place)) for place in range(MOST_ENTRIES)]


@transaction.atomic
def open_books(
    fund: Fund, *, money: Mapping[Account, Decimal], sources: Mapping[Source, Decimal], on: date, by: User
) -> list[Transfer]:
    """Enter the money that `fund` has at the end of `on`: baht by account, and where it came from as far as known.

    What `sources` do not explain stands as the opening balance. Raises BooksBegun when there are entries of that day
    or before, AlreadyOpened, MoreThanThereIs, and what the pen raises.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    attempt, standing = _attempts(fund)
    if standing:
        raise AlreadyOpened(_("The opening balances are entered. A mistake is turned back in the journal first."))
    if Transfer.objects.of(fund).filter(on__lte=on, reversal_of=None, reversal=None).exists():
        raise BooksBegun(_("The books hold entries of that day or before. Choose an earlier day."))
    there, known = sum(money.values(), ZERO), sum(sources.values(), ZERO)
    if known > there:
        raise MoreThanThereIs(
            _("The sources come to %(known)s baht, more than the %(there)s baht that are there.")
            % {"known": format_baht(known), "there": format_baht(there)}
        )
    credits = [(ledger.account(fund, AccountKind.INCOME, source), baht) for source, baht in sources.items() if baht]
    if there > known:
        credits.append((ledger.account(fund, AccountKind.OPENING), there - known))
    with override("th"):
        note = _("Opening balance as of %(day)s") % {"day": thai.long_date(on)}
    pairs = _paired(list(money.items()), credits)
    entries = [
        ledger.Entry(key, debit=debit, credit=credit, amount=baht, on=on, note=note)
        for key, (debit, credit, baht) in zip(_keys(fund, attempt + 1), pairs, strict=False)
    ]
    posted = ledger.post_all(fund, entries, by=by)
    trail.record(by=by, fund=fund.pk, act="opened", subject="books", facts={"on": on.isoformat(), "amount": str(there)})
    return posted


def _paired(
    places: Sequence[tuple[Account, Decimal]], credits: Sequence[tuple[Account, Decimal]]
) -> list[tuple[Account, Account, Decimal]]:
    """Fill the places with the sources in their order; both sides come to the same sum."""
    pairs, left = [], list(credits)
    for place, baht in places:
        while baht:
            source, rest = left[0]
            part = min(baht, rest)
            pairs.append((place, source, part))
            baht -= part
            left[0] = (source, rest - part)
            if not left[0][1]:
                left.pop(0)
    return pairs


# Members.


def day_of(fund: Fund) -> date | None:
    """Give the day of the opening: that of its entries, else the last one given with facts of members."""
    if entries := opening_entries(fund):
        return entries[0].on
    last: date | None = Opening.objects.filter(membership__fund=fund).aggregate(last=Max("on"))["last"]
    return last


def confirmed(fund: Fund) -> OpeningCheck | None:
    """Give the confirmation of the opening of `fund`, if there is one."""
    return OpeningCheck.objects.filter(fund=fund).select_related("by").first()


@transaction.atomic
def keep_facts(fund: Fund, facts: Sequence[Facts], *, on: date, by: User) -> int:
    """Write down what the paper says of members at the end of `on`, again if it was written before; give how many.

    What stands there already is left alone: a second click writes nothing. Raises AlreadyConfirmed, and NotInOrder when
    a length of membership begins after `on` or after the member joined, or a member is not of `fund`.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if confirmed(fund):
        raise AlreadyConfirmed(_("The opening is confirmed. What the paper said of the members is kept as it is."))
    members = Membership.objects.of(fund).filter(joined_on__isnull=False).select_related("person")
    known = members.in_bulk([fact.membership.pk for fact in facts])
    for fact in facts:
        _refuse_disorder(fact, known.get(fact.membership.pk), on)
    if _stands(facts, known, on):
        return len(facts)
    for fact in facts:
        known[fact.membership.pk].tenure_from = fact.tenure_from
    Membership.objects.bulk_update(known.values(), ["tenure_from"])
    Opening.objects.bulk_create(
        (
            Opening(
                membership=fact.membership, paid_until=fact.paid_until, match_rounds=fact.match_rounds,
                has_been_helped=fact.has_been_helped, on=on, by=by,
            )
            for fact in facts
        ),
        update_conflicts=True, unique_fields=["membership"],
        update_fields=["paid_until", "match_rounds", "has_been_helped", "on", "by"],
    )  # fmt: skip
    trail.record(
        by=by, fund=fund.pk, act="opened", subject="memberships", facts={"on": on.isoformat(), "members": len(facts)}
    )
    return len(facts)


def _stands(facts: Sequence[Facts], known: Mapping[int, Membership], on: date) -> bool:
    """Say whether all of `facts` are written down already, as of the same day."""
    rows = Opening.objects.filter(membership__in=known).values_list(
        "membership", "paid_until", "match_rounds", "has_been_helped", "on"
    )
    said = {(one.membership.pk, one.paid_until, one.match_rounds, one.has_been_helped, on) for one in facts}
    return set(rows) == said and all(known[one.membership.pk].tenure_from == one.tenure_from for one in facts)


def _refuse_disorder(fact: Facts, member: Membership | None, on: date) -> None:
    if member is None or member.joined_on is None:
        raise NotInOrder(_("%(name)s is no member of this fund.") % {"name": fact.membership.person.name})
    latest = max(member.joined_on, on)
    if fact.tenure_from > latest:
        raise NotInOrder(
            _("%(name)s: the length of membership begins after %(day)s.")
            % {"name": member.person.name, "day": thai.long_date(latest)}
        )
    if not 0 <= fact.match_rounds <= MOST_ROUNDS:
        raise NotInOrder(
            _("%(name)s: the state matches a member a few times, not %(count)s.")
            % {"name": member.person.name, "count": fact.match_rounds}
        )


# The check.


@dataclass(frozen=True, slots=True)
class Check:
    """What is entered of an opening: baht, and members counted as persons on the day.

    `without` have no facts yet, `unpaid` have facts without a last day paid for, `rounds` are rounds of state match of
    all members together, `helped` received a benefit before.
    """

    day: date | None
    entries: Sequence[Transfer]
    money: Decimal
    explained: Decimal
    members: int
    entered: int
    unpaid: int
    rounds: int
    helped: int
    confirmed: OpeningCheck | None

    @property
    def without(self) -> int:
        return self.members - self.entered


def check(fund: Fund, today: date) -> Check:
    """Count what is entered of the opening of `fund`, beside its members of `today`. About seven queries."""
    entries = opening_entries(fund)
    of_fund = Opening.objects.filter(membership__in=Membership.objects.of(fund).active(today))
    sums = of_fund.aggregate(
        entered=Count("pk"),
        unpaid=Count("pk", filter=Q(paid_until__isnull=True)),
        rounds=Sum("match_rounds"),
        helped=Count("pk", filter=Q(has_been_helped=True)),
    )
    return Check(
        day=day_of(fund),
        entries=entries,
        money=sum((entry.amount for entry in entries), ZERO),
        explained=sum((entry.amount for entry in entries if entry.credit.kind == AccountKind.INCOME), ZERO),
        members=Membership.objects.of(fund).active(today).count(),
        entered=sums["entered"],
        unpaid=sums["unpaid"],
        rounds=sums["rounds"] or 0,
        helped=sums["helped"],
        confirmed=confirmed(fund),
    )


@transaction.atomic
def confirm(fund: Fund, *, key: UUID, by: User) -> OpeningCheck:
    """Record that the opening was compared with the paper and is right. The same key confirms once.

    From then on the database keeps the facts as they are. Raises AlreadyConfirmed, NothingToConfirm.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := confirmed(fund):
        if done.key == key:
            return done
        raise AlreadyConfirmed(_("The opening was confirmed before."))
    day = day_of(fund)
    if day is None:
        raise NothingToConfirm(_("Nothing is entered yet."))
    made = OpeningCheck.objects.create(
        key=key, fund=fund, members=Opening.objects.filter(membership__fund=fund).count(), on=day, by=by
    )
    trail.record(
        by=by, fund=fund.pk, act="confirmed", subject="opening", subject_pk=made.pk,
        facts={"on": day.isoformat(), "members": made.members},
    )  # fmt: skip
    return made
