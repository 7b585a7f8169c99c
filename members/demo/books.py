"""The books of one fund, day by day: receipts and vouchers with their numbers, and what goes to the bank and back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from welfare.bulk import running_key as key
from welfare.thai import BE, long_date

from .benefits import Help
from .money import Cost, Incoming

Account = tuple[str, str, bool, int]  # kind, line, for outsiders, round of the match
CASH: Account = ("cash", "", False, 0)
BANK: Account = ("bank", "", False, 0)
MOST_IN_CASH = 5_000_00  # satang that may stay in the cash box overnight
KEPT_IN_CASH = 2_000_00  # what a visit to the bank leaves in it
PAID_FROM_BANK = 3_000_00
A_THOUSAND = 1000_00
DEPOSIT, WITHDRAWAL = "นำเงินฝากธนาคาร", "ถอนเงินจากธนาคาร"


@dataclass(frozen=True, slots=True)
class Officers:
    """The keys of who signs in a fund, and the name of who sees a payment."""

    chair: int
    treasurer: int
    secretary: int
    witness: str


@dataclass(slots=True)
class Numbering:
    """Gives running numbers within a Buddhist year, and primary keys that run on."""

    pk: int
    year: int = 0
    number: int = 0

    def next(self, on: date) -> tuple[int, int, int]:
        """Give the primary key, the year and the number of a paper of the day `on`; days come in order."""
        if on.year + BE != self.year:
            self.year, self.number = on.year + BE, 0
        self.number += 1
        self.pk += 1
        return self.pk - 1, self.year, self.number


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to pay: satang to a payee, for a claim or a running cost."""

    account: Account
    satang: int
    payee: str
    purpose: str
    claim: Help | None = None


@dataclass(slots=True)
class Books:
    """Rows for funds.ledger.write_history, and which row each payment and each claim became."""

    fund: int
    accounts: dict[Account, int]
    officers: Officers
    receipt: Numbering
    voucher: Numbering
    transfer: int
    words: dict[str, str]
    receipts: list[tuple[Any, ...]] = field(default_factory=list)
    vouchers: list[tuple[Any, ...]] = field(default_factory=list)
    transfers: list[tuple[Any, ...]] = field(default_factory=list)
    paid: list[tuple[Incoming, int]] = field(default_factory=list)
    helped: list[tuple[Help, int, int]] = field(default_factory=list)
    postponed: list[Outgoing] = field(default_factory=list)
    cash: int = 0
    bank: int = 0

    def keep(self, incoming: Iterable[Incoming], costs: Iterable[Cost], helps: Iterable[Help]) -> None:
        """Write every day in its order: what comes in, then what goes out, then the rest to the bank.

        What there is not enough money for is paid on the first day there is. Raises ValueError when that day
        never comes.
        """
        days: dict[date, tuple[list[Incoming], list[Cost], list[Help]]] = defaultdict(lambda: ([], [], []))
        for each in incoming:
            days[each.on][0].append(each)
        for cost in costs:
            days[cost.on][1].append(cost)
        for claim in helps:
            if claim.paid_on is not None:
                days[claim.paid_on][2].append(claim)
        for on in sorted(days):
            self._day(on, *days[on])
        if self.postponed or self.cash < 0 or self.bank < 0:
            raise ValueError(f"the fund {self.fund} has promised more than it has")

    def _day(self, on: date, incoming: list[Incoming], costs: list[Cost], helps: list[Help]) -> None:
        iso = on.isoformat()
        at = f"{iso} 03:00:00"
        for each in incoming:
            self._take_in(each, on, iso, at)
        outgoing = self._affordable([*self.postponed, *self._outgoing(costs, helps)])
        small = sum(payment.satang for payment in outgoing if payment.satang < PAID_FROM_BANK)
        if small > self.cash and self.bank:
            drawn = min(-(-(small - self.cash) // A_THOUSAND) * A_THOUSAND, self.bank)
            self._move(CASH, BANK, drawn, iso, at, WITHDRAWAL)
        for payment in outgoing:
            if payment.claim is not None:
                payment.claim.paid_on = on
            self._pay_out(payment, on, iso, at)
        if self.cash > MOST_IN_CASH:
            self._move(BANK, CASH, (self.cash - KEPT_IN_CASH) // A_THOUSAND * A_THOUSAND, iso, at, DEPOSIT)

    def _take_in(self, each: Incoming, on: date, iso: str, at: str) -> None:
        into = CASH if each.is_cash else BANK
        receipt = None
        if each.payer:
            receipt, year, number = self.receipt.next(on)
            self.receipts.append(
                (receipt, key("r", receipt), self.fund, year, number, iso, each.satang, each.payer, each.note,
                 self.officers.treasurer, at)
            )  # fmt: skip
            self.paid.append((each, receipt))
        for source, satang in each.lines:
            self._move(into, ("income", source, False, each.round), satang, iso, at, each.note, receipt=receipt)

    def _outgoing(self, costs: list[Cost], helps: list[Help]) -> Iterator[Outgoing]:
        for claim in helps:
            what = self.words[claim.term or claim.category]
            purpose = f"{what} · {claim.person.name} · {long_date(claim.occurred_on)}"
            payee = claim.claimant or claim.person.name
            yield Outgoing(("benefit", claim.category, claim.spell is None, 0), claim.satang, payee, purpose, claim)
        for cost in costs:
            yield Outgoing(("cost", cost.kind, False, 0), cost.satang, cost.payee, cost.purpose)

    def _affordable(self, outgoing: Iterable[Outgoing]) -> list[Outgoing]:
        """Give what there is money for, in the order in which it came up; the rest is postponed."""
        left = self.cash + self.bank
        self.postponed, found = [], []
        for each in outgoing:
            if each.satang > left:
                self.postponed.append(each)
            else:
                left -= each.satang
                found.append(each)
        return found

    def _pay_out(self, each: Outgoing, on: date, iso: str, at: str) -> None:
        """Pay large sums from the bank and small ones from the cash box, where each holds them."""
        satang = each.satang
        is_for_bank = satang >= PAID_FROM_BANK or satang > self.cash
        source = BANK if is_for_bank and self.bank >= satang else CASH
        if source is CASH and satang > self.cash:
            self._move(CASH, BANK, self.bank, iso, at, WITHDRAWAL)
        pk, year, number = self.voucher.next(on)
        row = self._move(each.account, source, satang, iso, at, each.purpose, voucher=pk)
        self.vouchers.append(
            (pk, key("v", pk), self.fund, year, number, iso, satang, each.payee, each.purpose, self.officers.witness,
             self.officers.treasurer, at)
        )  # fmt: skip
        if each.claim is not None:
            self.helped.append((each.claim, pk, row))

    def _move(
        self, debit: Account, credit: Account, satang: int, iso: str, at: str, note: str, *,
        receipt: int | None = None, voucher: int | None = None,
    ) -> int:  # fmt: skip
        """Move satang from one account into another; give the transfer's primary key."""
        for account, sign in ((debit, satang), (credit, -satang)):
            if account is CASH:
                self.cash += sign
            elif account is BANK:
                self.bank += sign
        pk = self.transfer
        self.transfer += 1
        self.transfers.append(
            (pk, key("t", pk), self.fund, self.accounts[debit], self.accounts[credit], satang, iso, note, receipt,
             voucher, self.officers.treasurer, at)
        )  # fmt: skip
        return pk
