"""Unusual patterns for staff and auditors to look at: each has its reason, and is closed with one.

A signal is found anew from the rows each time; what is kept is that someone looked at it. `kind` and `subject` say
which signal it is, `facts` what it rests on: closed, it stays closed until the facts are others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from funds.bookdays import STILL_DAYS
from funds.models import Fund, FundTotal, Province, ProvinceTotal, SigningRule, Span
from welfare import trail
from welfare.models import User

from .models import (
    Claim,
    ClaimedDay,
    Contribution,
    ImportedClaim,
    Membership,
    Payout,
    SignalClosing,
    SignalKind,
    SignalReopening,
)

# Source of every number here: our own decision, docs/decisions/0046-what-is-unusual.md.
WINDOW_DAYS = 366  # what lies further back is not looked at any more
NEAR_PER_CENT = 5  # so near below a step of approval, the step itself included: one baht more needs another signature
MANY_CLAIMS = 60  # filed by one person in one fund in one calendar month
OLD_YEARS = 105
NEWS_DAYS = 366  # a contribution or a payment within them is news of a member
SILENT_DAYS = 60


class Refused(Exception):
    """What cannot be done with a signal; `args[0]` says why, in the reader's language."""


class NotThere(Refused):
    """The signal is not found any more, or is not in the state that was asked for."""


class AboutYourself(Refused):
    """Who a signal is about closes it."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One pattern in one fund (`fund` is its primary key), found on the day `on`; `values` fill the words about it.

    `about` is the primary key of the user whose acts it shows, if any; `claims` and `membership` are the rows.
    """

    fund: int
    kind: str
    subject: str
    facts: str
    on: date
    values: Mapping[str, Any] = field(default_factory=dict)
    about: int | None = None
    claims: tuple[int, ...] = ()
    membership: int | None = None
    closing: SignalClosing | None = None

    @property
    def name(self) -> tuple[int, str, str]:
        return self.fund, self.kind, self.subject


def kept_until(province: Province, today: date) -> date:
    """Give the day up to which any fund of `province` kept books: `today`, or the last entry where all lie still."""
    kept = ProvinceTotal.objects.filter(province=province, span=Span.DAY, start__lte=today)
    last = kept.order_by("-start").values_list("start", flat=True).first()
    return last if last and (today - last).days > STILL_DAYS else today


def found(funds: Collection[int], day: date) -> list[Signal]:
    """Give every signal of `funds` on `day`, the latest first, with the closing that holds; ten queries at most.

    Ask with the day of the whole province from `kept_until`, else a fund that is silent alone would not seem so.
    """
    signals = [
        *under_a_step(funds, day), *many_by_one(funds, day), *overlapping(funds, day), *very_old(funds, day),
        *silent(funds, day),
    ]  # fmt: skip
    closed: dict[tuple[int, str, str], SignalClosing] = {}
    rows = SignalClosing.objects.standing().filter(fund__in=funds).select_related("by").order_by("pk")
    for closing in rows:
        closed[closing.fund_id, closing.kind, closing.subject] = closing
    return sorted((_with(signal, closed.get(signal.name)) for signal in signals), key=lambda each: (
        -each.on.toordinal(), each.fund, each.kind, each.subject))  # fmt: skip


def _with(signal: Signal, closing: SignalClosing | None) -> Signal:
    if closing is None or closing.facts != signal.facts:
        return signal
    return Signal(
        signal.fund, signal.kind, signal.subject, signal.facts, signal.on, signal.values, signal.about, signal.claims,
        signal.membership, closing,
    )  # fmt: skip


def is_just_under(amount: Decimal, above: Decimal) -> bool:
    """Say whether `amount` baht stay at or just below a step that begins `above` so many baht."""
    return above * (100 - NEAR_PER_CENT) / 100 < amount <= above


def under_a_step(funds: Collection[int], day: date) -> Iterator[Signal]:
    """Find payments that just escaped a step of approval of the rule that held when their claim was filed."""
    rules: dict[int, list[SigningRule]] = defaultdict(list)
    for rule in SigningRule.objects.filter(fund__in=funds).prefetch_related("steps").order_by("since"):
        rules[rule.fund_id].append(rule)
    near = Q(pk__in=())
    for versions in rules.values():
        for place, rule in enumerate(versions):
            held = Q(fund=rule.fund_id, claim__filed_on__gte=rule.since)
            if place + 1 < len(versions):
                held &= Q(claim__filed_on__lt=versions[place + 1].since)
            for step in rule.steps.all():
                if step.above:
                    near |= held & Q(amount__gt=step.above * (100 - NEAR_PER_CENT) / 100, amount__lte=step.above)
    payouts = Payout.objects.standing().filter(near, on__gt=day - timedelta(days=WINDOW_DAYS), on__lte=day)
    for payout in payouts.select_related("claim"):
        rule = [rule for rule in rules[payout.fund_id] if rule.since <= payout.claim.filed_on][-1]
        above = min(step.above for step in rule.steps.all() if step.above and is_just_under(payout.amount, step.above))
        yield Signal(
            payout.fund_id, SignalKind.STEP, str(payout.claim_id), f"{payout.amount}/{above}", payout.on,
            {"amount": payout.amount, "above": above, "claim": str(payout.claim)}, payout.claim.by_id,
            (payout.claim_id,),
        )  # fmt: skip


def many_by_one(funds: Collection[int], day: date) -> Iterator[Signal]:
    """Find months in which one person filed very many claims of one fund; those taken in from paper do not count."""
    from_paper = Exists(ImportedClaim.objects.filter(claim=OuterRef("pk")))
    filed = Claim.objects.filter(
        ~from_paper, fund__in=funds, filed_on__gt=day - timedelta(days=WINDOW_DAYS), filed_on__lte=day
    ).order_by()
    counted = filed.annotate(month=TruncMonth("filed_on")).values("fund", "by", "by__display_name", "month")
    for row in counted.annotate(count=Count("pk"), last=Max("filed_on")).filter(count__gte=MANY_CLAIMS):
        yield Signal(
            row["fund"], SignalKind.MAKER, f"{row['by']}-{row['month']:%Y%m}", str(row["count"]), row["last"],
            {"count": row["count"], "who": row["by__display_name"], "month": row["month"]}, row["by"],
        )  # fmt: skip


def overlapping(funds: Collection[int], day: date) -> Iterator[Signal]:
    """Find pairs of standing claims by which one person lay in two places on the same day."""
    stays = ClaimedDay.objects.filter(
        claim__in=Claim.objects.standing().filter(
            fund__in=funds, until_on__isnull=False, filed_on__gt=day - timedelta(days=WINDOW_DAYS), filed_on__lte=day
        )
    ).order_by()
    twice = stays.values("person", "day").annotate(count=Count("claim")).filter(count__gt=1)
    at = {(row["person"], row["day"]) for row in twice}
    held: dict[tuple[int, date], list[Claim]] = defaultdict(list)
    rows = stays.filter(person__in={person for person, _on in at}).select_related("claim")
    for each in rows:
        if (each.person_id, each.day) in at:
            held[each.person_id, each.day].append(each.claim)
    pairs: dict[tuple[int, int], list[date]] = defaultdict(list)
    claims: dict[int, Claim] = {}
    for (_person, on), together in held.items():
        ordered = sorted(together, key=lambda claim: claim.pk)
        claims |= {claim.pk: claim for claim in ordered}
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                pairs[one.pk, other.pk].append(on)
    for (first, second), days in pairs.items():
        earlier, later = claims[first], claims[second]
        yield Signal(
            later.fund_id, SignalKind.STAYS, f"{first}-{second}", f"{min(days)}/{len(days)}", later.filed_on,
            {"claim": str(earlier), "other": str(later), "days": len(days)}, None,
            (first, second) if earlier.fund_id == later.fund_id else (second,),
        )  # fmt: skip


def very_old(funds: Collection[int], day: date) -> Iterator[Signal]:
    """Find members older than OLD_YEARS of whom nothing was heard for NEWS_DAYS: nothing paid, nothing received."""
    since = day - timedelta(days=NEWS_DAYS)
    paid = Contribution.objects.filter(membership=OuterRef("pk"), on__gt=since, on__lte=day)
    got = Payout.objects.filter(person=OuterRef("person"), on__gt=since, on__lte=day)
    born = day.replace(year=day.year - OLD_YEARS, day=min(day.day, 28))
    members = Membership.objects.active(day).filter(
        ~Exists(paid), ~Exists(got), fund__in=funds, person__born_on__lt=born, joined_on__lte=since
    )
    for member in members.select_related("person"):
        if member.person.born_on is None:
            continue
        age = day.year - member.person.born_on.year - (
            (day.month, day.day) < (member.person.born_on.month, member.person.born_on.day)
        )  # fmt: skip
        yield Signal(
            member.fund_id, SignalKind.AGE, str(member.pk), member.person.born_on.isoformat(), since,
            {"age": age, "member": member.number}, None, (), member.pk,
        )  # fmt: skip


def silent(funds: Collection[int], day: date) -> Iterator[Signal]:
    """Find funds of which nothing was entered for SILENT_DAYS; one that has not begun is not silent."""
    kept = FundTotal.objects.filter(fund__in=funds, span=Span.DAY, start__lte=day).order_by()
    for fund, last in kept.values_list("fund").annotate(last=Max("start")):
        if (day - last).days >= SILENT_DAYS:
            yield Signal(
                fund, SignalKind.SILENCE, str(fund), last.isoformat(), last, {"days": (day - last).days, "last": last}
            )


@transaction.atomic
def close(signal: Signal, *, key: UUID, reason: str, on: date, by: User) -> SignalClosing:
    """Close `signal` with a reason; it stays closed while its facts are the same. The same key closes once.

    Raises NotThere when it is closed already, AboutYourself when `by` is who it is about.
    """
    fund = Fund.objects.locked().get(pk=signal.fund)
    if done := SignalClosing.objects.filter(key=key).first():
        return done
    if signal.about == by.pk:
        raise AboutYourself(_("This signal is about what you did. Someone else must look at it."))
    same = SignalClosing.objects.standing().filter(fund=fund, kind=signal.kind, subject=signal.subject)
    if same.filter(facts=signal.facts).exists():
        raise NotThere(_("This signal is closed already."))
    made = SignalClosing.objects.create(
        key=key, fund=fund, kind=signal.kind, subject=signal.subject, facts=signal.facts, reason=reason, on=on, by=by
    )
    _log(made, "closed", by, reason)
    return made


@transaction.atomic
def reopen(closing: SignalClosing, *, key: UUID, reason: str, on: date, by: User) -> SignalReopening:
    """Open a closed signal again, with a reason. The same key does it once. Raises NotThere when it is open."""
    Fund.objects.locked().get(pk=closing.fund_id)
    if done := SignalReopening.objects.filter(closing=closing).first():
        if done.key == key:
            return done
        raise NotThere(_("This signal is open already."))
    made = SignalReopening.objects.create(key=key, closing=closing, reason=reason, on=on, by=by)
    _log(closing, "reopened", by, reason)
    return made


def _log(closing: SignalClosing, act: str, by: User, reason: str) -> None:
    facts = {"kind": closing.kind, "reason": reason}
    trail.record(by=by, fund=closing.fund_id, act=act, subject="signal", subject_pk=closing.pk, facts=facts)
