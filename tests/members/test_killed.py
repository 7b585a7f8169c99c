"""A process killed between any two statements of filing, signing or paying leaves all of it, or nothing."""

import os
import signal
from decimal import Decimal
from uuid import UUID

import pytest
from django.http import QueryDict

from funds import books, regulations, signing
from funds.models import Account, FundTotal, Office, ProvinceTotal, Series, Signers, Term, Transfer, Voucher
from funds.signing import Step
from members import approvals, claims, entitlements
from members.forms.claims import FactsForm
from members.models import (
    Beneficiary,
    Claim,
    ClaimedDay,
    Decision,
    Helped,
    HelpedInProvince,
    Membership,
    PaperSeen,
    Payout,
    Signature,
    Verdict,
)
from members.views.asking import Asking, Subject, What
from tests.factories import JAN_2560, appoint, cash_of, give, make_resolution, make_user
from tests.killing import in_a_process_of_its_own
from welfare.models import LogEntry

from .claiming import LATELY, TODAY
from .rules import adopt

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no processes that fork"),
]

TABLES = (
    Account, Claim, ClaimedDay, Decision, FundTotal, Helped, HelpedInProvince, LogEntry, PaperSeen, Payout,
    ProvinceTotal, Series, Signature, Transfer, Voucher,
)  # fmt: skip


def state():
    """Give every row of the claims and of the books."""
    return {model.__name__: sorted(map(str, model.objects.values())) for model in TABLES}


def file_for_both_heirs(fund, by):
    membership = Membership.objects.select_related("person").get()
    term = Term.objects.select_related("regulation").get(regulation__fund=fund, code="death")
    book = regulations.book_of(term.regulation)
    heirs = list(entitlements.beneficiaries_of(membership, LATELY))
    typed = QueryDict(mutable=True)
    typed.update({"key": str(UUID(int=7)), "receiver": "heirs", "amount": whole(fund, membership)})
    typed.setlist("originals", list(book.term("death").papers))
    form = FactsForm(typed, book=book, rule=book.term("death"), occurred_on=LATELY, heirs=heirs)
    assert form.is_valid(), form.errors
    what = What(LATELY, term.category, term.name, term, book.term("death"), book)
    assert Asking(fund, Subject(membership, membership.person), what, form, TODAY).file(by=by)


def whole(fund, membership):
    term = Term.objects.select_related("regulation").get(regulation__fund=fund, code="death")
    heir = membership.beneficiaries.order_by("position", "pk")[0]
    asked = entitlements.Asked(LATELY, claimant=heir.name, heir=heir, filed_on=TODAY)
    return str(entitlements.judge(fund, term, person=membership.person, membership=membership, asked=asked).amount)


def sign_last(fund, by):
    claim = Claim.objects.order_by("pk")[0]
    approvals.decide(claim, key=UUID(int=8), verdict=Verdict.APPROVE, on=TODAY, by=by)


def pay_one_heir(fund, by):
    claim = Claim.objects.order_by("pk")[0]
    claims.pay(claim, key=UUID(int=9), cash=cash_of(fund), on=TODAY, by=by, witness="นายวิชัย สุขใจ")


def pay_the_other_heir(fund, by):
    claim = Claim.objects.order_by("pk")[1]
    claims.pay(claim, key=UUID(int=10), cash=cash_of(fund), on=TODAY, by=by, proof="T-0001")


@pytest.fixture
def committee(fund, secretary):
    """Two of the committee, who sign every claim one after the other."""
    users = [make_user(f"committee{number}", f"กรรมการ{number}") for number in (1, 2)]
    for user in users:
        appoint(user, Office.COMMITTEE, fund)
    resolution = make_resolution(fund, by=secretary)
    signing.adopt(fund, [Step(Signers.COMMITTEE, 2)], since=JAN_2560, by=secretary, resolution=resolution)
    return users


def killed_at_every_write(act, fund, by):
    """Kill `act` before each of its writes, then let it end; say before how many it was killed."""
    before = state()
    assert in_a_process_of_its_own(act, fund.pk, by.pk, last=0, writes_only=True) == -signal.SIGKILL
    assert state() == before
    writes = 0
    while (ended := in_a_process_of_its_own(act, fund.pk, by.pk, last=writes + 1, writes_only=True)) == -signal.SIGKILL:
        writes += 1
        assert state() == before, f"killed before write {writes}"
    assert ended == 0
    after = state()
    assert after != before
    act(fund, by)
    assert state() == after
    return writes


def test_a_death_claimed_signed_and_paid_by_processes_that_are_killed_is_whole_or_nothing(
    fund, member, secretary, committee, treasurer
):
    adopt(fund, by=secretary)
    give(fund, "50000.00", by=treasurer)
    Beneficiary.objects.bulk_create(
        Beneficiary(membership=member, name=name, relation="child", share=share, valid_from=JAN_2560, position=place)
        for place, (name, share) in enumerate((("นายหนึ่ง ใจดี", 60), ("นางสอง ใจดี", 40)), start=1)
    )

    writes = [killed_at_every_write(file_for_both_heirs, fund, secretary)]
    for claim in Claim.objects.order_by("pk"):
        approvals.decide(claim, key=UUID(int=20 + claim.pk), verdict=Verdict.APPROVE, on=TODAY, by=committee[0])
    writes.append(killed_at_every_write(sign_last, fund, committee[1]))
    approvals.decide(
        Claim.objects.order_by("pk")[1], key=UUID(int=30), verdict=Verdict.APPROVE, on=TODAY, by=committee[1]
    )
    writes += [killed_at_every_write(act, fund, treasurer) for act in (pay_one_heir, pay_the_other_heir)]

    assert all(count > least for count, least in zip(writes, (7, 1, 7, 7), strict=True)), writes
    assert sum(Payout.objects.values_list("amount", flat=True)) == Decimal(whole(fund, member))
    assert books.faults(fund.province) == []
