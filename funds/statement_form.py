"""The official two-sided form: which lines stand on which side, in which order, and what they are called.

Source: CODI status form, section 10, with the sources of section 4.3.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from welfare.money import ZERO

from .models import MONEY, Account, AccountKind, Category, Cost, Source

# The official order of each side: groups of lines, each line named by the kind and the line of its accounts.
BROUGHT_FORWARD = "brought_forward"
RECEIVED: tuple[tuple[str, ...], ...] = (
    (BROUGHT_FORWARD,),
    tuple(
        f"income:{source}"
        for source in (
            Source.MEMBERS, Source.CODI_SEED, Source.STATE_MATCH, Source.LAO, Source.OTHER_STATE, Source.ORGANISATIONS,
        )
    ),
    tuple(f"income:{source}" for source in (Source.ENTRY_FEE, Source.DONATION, Source.INTEREST, Source.OTHER)),
)  # fmt: skip
TO_MEMBERS, TO_OTHERS = "benefit", "benefit:outsiders"
COSTS = tuple(f"cost:{cost}" for cost in Cost)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement: `amount` baht; `name` is that of the account where a fund has named it."""

    key: str
    amount: Decimal
    name: str = ""

    @property
    def label(self) -> str:
        """The words of the official form, in the reader's language."""
        return self.name or _label(self.key)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The two-sided statement of the days from `first` to `last`: groups of lines on each side, as the form has them.

    `benefits` are the parts of the welfare paid by category, for members and for others.
    """

    first: date
    last: date
    received: tuple[tuple[Line, ...], ...]
    held: tuple[tuple[Line, ...], ...]
    benefits: tuple[Line, ...]

    @property
    def total_received(self) -> Decimal:
        return _total(self.received)

    @property
    def total_held(self) -> Decimal:
        return _total(self.held)

    @property
    def new_money(self) -> Decimal:
        """Baht received in the period, without what was brought forward."""
        return _total(self.received[1:])

    @property
    def costs(self) -> Decimal:
        """Baht of running costs in the period."""
        return _total(self.held[-1:])


def _total(groups: Sequence[Sequence[Line]]) -> Decimal:
    return sum((line.amount for group in groups for line in group), ZERO)


def arranged(
    accounts: Iterable[Account],
    first: date,
    last: date,
    *,
    before: Mapping[int, Decimal],
    within: Mapping[int, Decimal],
) -> Sheet:
    """Arrange what moved in baht by account, debits less credits, `before` the day `first` and `within` the days."""
    by_line: dict[str, Decimal] = defaultdict(Decimal)
    parts: dict[str, Decimal] = defaultdict(Decimal)
    money: dict[str, list[Line]] = {kind: [] for kind in MONEY}
    for account in accounts:
        new = within.get(account.pk, ZERO)
        match account.kind:
            case AccountKind.INCOME:
                by_line[f"income:{account.line}"] -= new
            case AccountKind.OPENING:
                by_line[BROUGHT_FORWARD] -= new
            case AccountKind.COST:
                by_line[f"cost:{account.line}"] += new
            case AccountKind.BENEFIT:
                by_line[TO_OTHERS if account.outsiders else TO_MEMBERS] += new
                parts[f"benefit:{account.line}{':outsiders' if account.outsiders else ''}"] += new
            case _:
                by_line[BROUGHT_FORWARD] += before.get(account.pk, ZERO)
                held = before.get(account.pk, ZERO) + new
                money[account.kind].append(Line(f"{account.kind}:{account.pk}", held, account.name))
    paid = (Line(TO_MEMBERS, by_line[TO_MEMBERS]), Line(TO_OTHERS, by_line[TO_OTHERS]))
    return Sheet(
        first,
        last,
        received=tuple(tuple(Line(key, by_line[key]) for key in group) for group in RECEIVED),
        held=(
            (*money[AccountKind.BANK], *money[AccountKind.CASH]),
            paid,
            tuple(money[AccountKind.INVESTMENT]) or (Line(AccountKind.INVESTMENT, ZERO),),
            tuple(Line(key, by_line[key]) for key in COSTS),
        ),
        benefits=tuple(
            Line(key, parts[key])
            for suffix in ("", ":outsiders")
            for category in Category
            if parts[key := f"benefit:{category}{suffix}"]
        ),
    )


def on_line(line: str) -> Q:
    """Say of a transfer that it moves money on a line of the form: "cost:paper", "benefit:outsiders".

    A round of the match follows its source, "income:state_match:3"; nothing moves on an unknown line.
    """
    kind, name, more = (line + "::").split(":")[:3]
    asked: dict[str, Any] = {"kind": kind} | ({"round": int(more)} if more.isdecimal() else {})
    asked |= {"outsiders": "outsiders" in (name, more)} if kind == AccountKind.BENEFIT else {}
    asked |= {"line": name} if name not in ("", "outsiders") else {}
    debit, credit = (Q(**{f"{side}__{key}": value for key, value in asked.items()}) for side in ("debit", "credit"))
    return debit | credit


def line_name(line: str) -> str:
    """Name a line of the form as addresses have it, "income:state_match:3" with its round; nothing if unknown."""
    key, _colon, number = line.rpartition(":")
    try:
        if number.isdecimal():
            return _("%(source)s, round %(round)s") % {"source": _label(key), "round": number}
        return _label(line)
    except ValueError:
        return ""


def _label(key: str) -> str:
    kind, _colon, line = key.partition(":")
    if key == BROUGHT_FORWARD:
        return _("Brought forward")
    if key == TO_MEMBERS:
        return _("Welfare paid to members")
    if key == TO_OTHERS:
        return _("Welfare paid to people who are not members")
    if kind == AccountKind.INCOME:
        return str(Source(line).label)
    if kind == AccountKind.COST:
        return str(Cost(line).label)
    if kind == AccountKind.BENEFIT:
        line, _colon, outsiders = line.partition(":")
        label = str(Category(line).label)
        return pgettext("welfare paid", "%(what)s, not members") % {"what": label} if outsiders else label
    return str(AccountKind(kind).label)
