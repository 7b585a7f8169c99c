"""From histories to the database: rows with their keys, papers and transfers by the pen, the kept totals at the end."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models

from funds import ledger, regulations, totals
from funds.models import (
    Account,
    AccountKind,
    Branch,
    Category,
    Fund,
    Measure,
    Numbers,
    Province,
    Receipt,
    Resolution,
    Series,
    Source,
    Term,
    Transfer,
    Voucher,
)
from funds.rules import rulebooks
from funds.rules.terms import Resolution as Adopted
from funds.rules.terms import RuleBook
from members.models import (
    Beneficiary,
    Claim,
    ClaimedDay,
    Consent,
    Contribution,
    Decision,
    Helped,
    HelpedInProvince,
    Membership,
    MembershipStep,
    Payout,
    Person,
)
from welfare.bulk import first_free_id, insert_rows
from welfare.models import User

from . import matches, meetings, rows
from .books import Books, Numbering, Officers
from .history import History, history_of
from .places import centre, places_of
from .plan import FundPlan

RULE_BOOK = Path(rulebooks.__file__).parents[1] / "data" / "rulebooks" / "yasothon.toml"


class Writing:
    """Writes one fund after the other; primary keys run on from those in use."""

    def __init__(self, province: Province, users: dict[tuple[str, str], User]) -> None:
        self.province = province
        self.users = users
        self.book = rulebooks.load(RULE_BOOK.read_text(encoding="utf-8"))
        self.said: dict[object, str] = {}
        self.counts: Counter[str] = Counter()
        self.changes: dict[int, list[totals.Change]] = {}
        used = (Person, Membership, Claim, Resolution, Receipt, Voucher, Transfer)
        self.free: dict[type[models.Model], int] = {model: first_free_id(model) for model in used}

    def write(self, fund: Fund, plan: FundPlan) -> None:
        """Write the history of one fund."""
        self.changes[fund.pk] = []
        officers = Officers(
            self.users["chair", fund.code].pk, self.users["treasurer", fund.code].pk,
            self.users["secretary", fund.code].pk, self.users["secretary", fund.code].display_name,
        )  # fmt: skip
        book = self._book_of(fund, plan)
        history = history_of(plan, book, authority=fund.authority_th, said=self.said)
        resolving = self._meetings(fund, history, officers)
        terms = self._law(fund, book, Resolution.objects.get(pk=resolving[0]))
        self._lives(fund, history, resolving, officers)
        self._claims(fund, history, terms, officers)
        self._books(fund, history, officers)

    def _take(self, model: type[models.Model], count: int) -> int:
        """Take the next `count` primary keys and give the first."""
        first = self.free[model]
        self.free[model] += count
        return first

    def _insert(self, model: type[models.Model], found: Iterable[rows.Row], columns: Sequence[str] = ()) -> None:
        written = list(found)
        insert_rows(model, columns or rows.COLUMNS[model], written)
        self.counts[model.__name__] += len(written)

    def _book_of(self, fund: Fund, plan: FundPlan) -> RuleBook:
        """Give the rule book as the founding meeting of the fund adopted it."""
        adopted = Adopted("ประชุมก่อตั้งกองทุน", "1", plan.founded_on)
        return replace(self.book, fund=fund.name_th, in_force_from=plan.founded_on, resolution=adopted)

    def _law(self, fund: Fund, book: RuleBook, resolution: Resolution) -> dict[str, int]:
        by = self.users["secretary", fund.code]
        regulation = regulations.adopt(fund, book, by=by, resolution=resolution)
        return dict(Term.objects.filter(regulation=regulation).values_list("code", "pk"))

    def _meetings(self, fund: Fund, history: History, officers: Officers) -> list[int]:
        """Write the meetings; give the resolution of each month."""
        first = self.free[Resolution]
        found, resolving = meetings.meetings_of(fund.pk, history.months, first_pk=first, by=officers.secretary)
        self._take(Resolution, len(found))
        self._insert(Resolution, found, meetings.COLUMNS)
        return resolving

    def _lives(self, fund: Fund, history: History, resolving: list[int], officers: Officers) -> None:
        """Write people and their memberships, whom they named, every step, and how many joined and left."""
        places = places_of(fund.code)
        made = Branch.objects.bulk_create(Branch(fund=fund, name=centre(moo, place), moo=moo) for moo, place in places)
        everybody = history.people()
        for pk, someone in enumerate(everybody, start=self._take(Person, len(everybody))):
            someone.pk = pk
        for pk, spell in enumerate(history.spells, start=self._take(Membership, len(history.spells))):
            spell.pk = pk
        applied = self._take(Membership, len(history.applications))
        self._insert(Person, rows.people(everybody))
        self._insert(Membership, rows.memberships(history, fund.pk, [branch.pk for branch in made], applied))
        self._insert(Beneficiary, rows.heirs(history, applied))
        self._insert(MembershipStep, rows.steps(history, resolving, officers, applied))
        Series.objects.create(fund=fund, of=Numbers.MEMBER, last=len(history.spells))
        came: Counter[date] = Counter(spell.joined_on for spell in history.spells)
        came.subtract(spell.ended_on for spell in history.spells if spell.ended_on)
        self.changes[fund.pk] += [totals.Change(on, Measure.MEMBERS, count) for on, count in came.items() if count]

    def _claims(self, fund: Fund, history: History, terms: dict[str, int], officers: Officers) -> None:
        numbers = Numbering(self._take(Claim, len(history.helps)))
        last: dict[int, int] = {}
        for claim in history.helps:
            claim.pk, year, claim.number = numbers.next(claim.filed_on)
            last[year] = claim.number
        self._insert(Claim, rows.claims(history, fund.pk, terms, officers))
        self._insert(Decision, rows.decisions(history, officers))
        self._insert(ClaimedDay, rows.claimed_days(history))
        self._insert(Consent, rows.consents(history, fund.pk, officers))
        Series.objects.bulk_create(
            Series(fund=fund, of=Numbers.CLAIM, year=year, last=number) for year, number in last.items()
        )

    def _books(self, fund: Fund, history: History, officers: Officers) -> None:
        """Keep the books, then write what rests on them: contributions, payouts, and whom the fund helped."""
        for incoming in history.incoming:
            if incoming.round:
                ledger.account(fund, AccountKind.INCOME, Source.STATE_MATCH, round=incoming.round)
        accounts = {(each.kind, each.line, each.outsiders, each.round): each.pk for each in Account.objects.of(fund)}
        words = {term.code: term.name for term in self.book.terms} | {
            value: str(label) for value, label in Category.choices
        }
        books = Books(
            fund.pk, accounts, officers, Numbering(self.free[Receipt]), Numbering(self.free[Voucher]),
            self.free[Transfer], words,
        )  # fmt: skip
        books.keep(history.incoming, history.costs, history.helps)
        self.free |= {Receipt: books.receipt.pk, Voucher: books.voucher.pk, Transfer: books.transfer}
        self.changes[fund.pk] += ledger.write_history(
            fund, receipts=books.receipts, vouchers=books.vouchers, transfers=books.transfers
        )
        for model, found in ((Receipt, books.receipts), (Voucher, books.vouchers), (Transfer, books.transfers)):
            self.counts[model.__name__] += len(found)
        self._insert(Contribution, rows.contributions(books))
        self._insert(Payout, rows.payouts(books))
        matches.write(
            fund, history.incoming, secretary=self.users["secretary", fund.code], officer=self.users["officer", ""]
        )
        first = rows.first_helps(books)
        self._insert(Helped, ((fund.pk, someone.pk, on.isoformat(), out) for someone, (on, out) in first.items()))
        in_province: list[Any] = [
            (self.province.pk, someone.pk, on.isoformat(), out) for someone, (on, out) in first.items()
        ]
        self._insert(HelpedInProvince, in_province, ("province_id", "person_id", "first_on", "outsider"))
        helped = Counter(first.values())
        self.changes[fund.pk] += [
            totals.Change(on, Measure.HELPED, count, outsiders=out) for (on, out), count in helped.items()
        ]

    def finish(self) -> None:
        """Keep the totals of all funds; no neighbour and no member was helped by two of them."""
        totals.write_history(self.province, self.changes)
