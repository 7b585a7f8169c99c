"""Where a fund's money comes from, as the official form splits it, and how much running it may cost."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from welfare.money import ZERO, share

from . import policies, summaries
from .models import Account, AccountKind, Fund, Source, Transfer
from .rules.tenure import DAY
from .statements import financial_year

# Source: CODI status form, section 4.3.
OFFICIAL_ORDER = (
    Source.MEMBERS, Source.ORGANISATIONS, Source.LAO, Source.CODI_SEED, Source.STATE_MATCH, Source.OTHER_STATE,
    Source.INTEREST, Source.ENTRY_FEE, Source.DONATION, Source.OTHER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Received:
    """Money of one source, or of one account within it: baht `new` in the period and `ever` since founding."""

    account: Account | None
    label: str
    new: Decimal = ZERO
    ever: Decimal = ZERO
    parts: tuple["Received", ...] = ()


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Running costs of a financial year up to a day beside what they may be: `percent` of the baht received in it."""

    first: date
    last: date
    received: Decimal
    costs: Decimal
    percent: int

    @property
    def allowed(self) -> Decimal:
        """Baht that running may cost; nothing where more went back than came in."""
        if self.received <= 0 or not self.percent:
            return ZERO
        return share(self.received, [self.percent, 100 - self.percent])[0]

    @property
    def over(self) -> Decimal:
        """Baht above the ceiling; less than zero under it."""
        return self.costs - self.allowed

    @property
    def most(self) -> Decimal:
        """The full length of the meter: what may be spent, or what was where that is more."""
        return max(self.allowed, self.costs, Decimal(1))

    @property
    def is_over(self) -> bool:
        return self.costs > self.allowed


def received(fund: Fund, first: date, last: date) -> list[Received]:
    """Give the money received by `fund`, by source in the order of the official form, in three queries.

    In the period from `first` to `last`, and since founding up to `last`. A source with several accounts, such as the
    rounds of the state's match, has its parts. Money turned back is taken off on the day that it was.
    """
    accounts = Account.objects.of(fund).filter(kind=AccountKind.INCOME).order_by("pk")
    sums: dict[int, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for side, sign in (("credit", 1), ("debit", -1)):
        moved = Transfer.objects.of(fund).until(last).filter(**{f"{side}__kind": AccountKind.INCOME}).order_by()
        for pk, new, ever in moved.values_list(side).annotate(
            new=Sum("amount", filter=Q(on__gte=first)), ever=Sum("amount")
        ):
            sums[pk][0] += (new or ZERO) * sign
            sums[pk][1] += ever * sign
    by_line: dict[str, list[Received]] = defaultdict(list)
    for account in accounts:
        new, ever = sums[account.pk]
        by_line[account.line].append(Received(account, part_label(account), new=new, ever=ever))
    return [_source(source, by_line[source]) for source in OFFICIAL_ORDER]


def part_label(account: Account) -> str:
    """Name an account within its source: the round of the match, or the fund's own name for a share."""
    if account.round:
        return _("Round %(round)s") % {"round": account.round}
    if account.line == Source.STATE_MATCH and not account.name:
        return _("Round not known")
    return str(account)


def _source(source: Source, parts: list[Received]) -> Received:
    """Add up a source; an account of it that never took anything is no part where others did."""
    took = [part for part in parts if part.new or part.ever] if len(parts) > 1 else parts
    has_rounds = any(part.account and part.account.round for part in took)
    took.sort(key=lambda part: (part.account.round, part.account.pk) if part.account else (0, 0))
    return Received(
        account=parts[0].account if len(parts) == 1 else None,
        label=str(source.label),
        new=sum((part.new for part in parts), ZERO),
        ever=sum((part.ever for part in parts), ZERO),
        parts=tuple(took) if len(took) > 1 or has_rounds else (),
    )


def ceiling(fund: Fund, day: date) -> Ceiling:
    """Give the running costs of the financial year of `day`, up to that day, with the ceiling in force on it."""
    terms = policies.in_force(fund, day)
    first, _last = financial_year(day, terms.first_month)
    new = summaries.figures_of(fund, day) - summaries.figures_of(fund, first - DAY)
    return Ceiling(first, day, new.received, new.costs, terms.cost_ceiling)
