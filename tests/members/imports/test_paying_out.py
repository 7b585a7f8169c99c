"""Welfare that was paid on paper counts as any other, moves no money, and goes back whole."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from funds import ledger
from funds.models import AccountKind, Measure
from members import claims, entitlements, occurrences
from members.entitlements import Asked
from members.imports import batches
from members.models import Claim, ClaimedDay, ClaimState, Decision, Held, Helped, ImportedClaim, Payout, Verdict
from tests.factories import (
    MAY_DAY,
    cash_of,
    close_books,
    make_claim,
    make_contribution,
    make_import,
)
from tests.members.acts import asked
from tests.members.rules import adopt

from .helped import row, take, understand
from .paying import back, balances, faults, kept


@pytest.fixture
def terms(fund, secretary):
    return adopt(fund, by=secretary)


def test_a_row_is_a_claim_decided_and_paid_on_paper_that_moves_no_money(fund, member, opened, terms, treasurer):
    before = balances(fund)
    done = take(
        fund,
        [row(nights=2, paper="15"), row("คลอดบุตร", "1/3/2561", paid="5/3/2561", amount="500", by="มติ 3/2561")],
        treasurer,
    )

    birth, stay = Claim.objects.with_state().order_by("-number")
    assert [(str(each), each.what, each.state, each.filed_on) for each in (stay, birth)] == [
        ("1/2561", "นอนโรงพยาบาล", ClaimState.PAID, date(2018, 2, 10)),
        ("2/2561", "คลอดบุตร", ClaimState.PAID, date(2018, 3, 5)),
    ]  # fmt: skip
    assert stay.why() == ["อนุมัติและจ่ายบนกระดาษแล้ว ตามสมุดจ่ายสวัสดิการ เล่ม 1 · ใบสำคัญจ่ายเงินกระดาษเลขที่ 15"]
    assert list(ImportedClaim.objects.order_by("row").values_list("row", "source", "paper")) == [
        (2, "สมุดจ่ายสวัสดิการ เล่ม 1", "15"), (3, "มติ 3/2561", ""),
    ]  # fmt: skip
    assert balances(fund) == before | {"benefit": Decimal(700), "opening": before["opening"] - 700}
    assert kept(fund)[Measure.BENEFIT, "M", "2018-02-01", "illness"] == (1, Decimal(200))
    assert kept(fund)[Measure.HELPED, "E", "1900-01-01", ""] == (1, Decimal(0))
    assert (done.count, faults(fund)) == (2, [])


def test_what_was_paid_on_paper_uses_up_the_limits_of_the_year(fund, member, opened, terms, treasurer):
    def worth():
        stay = Asked(MAY_DAY, MAY_DAY + timedelta(days=5))
        return entitlements.judge(fund, terms["hospital"], person=member.person, membership=member, asked=stay).amount

    assert worth() == Decimal(500)
    take(fund, [row(nights=18, paid="25/2/2561", amount="1800")], treasurer)

    used = entitlements.used_by(fund, member.person)
    assert [(each.term, each.amount, len(each.nights)) for each in used] == [("hospital", Decimal(1800), 18)]
    assert worth() == Decimal(200)


def test_an_event_of_the_paper_is_not_paid_again(fund, member, opened, terms, treasurer, secretary):
    take(fund, [row(nights=3)], treasurer)
    days = occurrences.days_of(date(2018, 2, 4), None)

    held = Held(fund, member.person, "illness", "hospital", False, days)
    assert occurrences.earlier(held) == Claim.objects.get()
    request = asked(member, term=terms["hospital"], occurred_on=date(2018, 2, 5))
    with pytest.raises(claims.AlreadyClaimed):
        claims.file(fund, request, key=uuid4(), on=MAY_DAY, by=secretary)


@pytest.mark.parametrize(
    ("typed", "column", "meant"),
    [
        ({"kind": "ของขวัญ"}, "C ประเภทสวัสดิการ", "ไม่รู้จักสวัสดิการนี้"),
        ({"paid": "1/7/2561"}, "F วันที่จ่าย", "หลังวันยกยอดมา 30 มิถุนายน 2561"),
        ({"paid": "1/2/2561"}, "F วันที่จ่าย", "มาก่อนวันที่เกิดเหตุ"),
        ({"happened": "3/2/2550"}, "D วันที่เกิดเหตุ", "ไม่ได้เป็นสมาชิก"),
        ({"number": 8}, "A เลขที่สมาชิก", "ไม่มีสมาชิก"),
        ({"amount": ""}, "G จำนวนเงิน", "ว่าง"),
        ({"nights": "สอง"}, "E จำนวนคืน", "จำนวนเต็ม"),
    ],
)
def test_every_fault_names_its_row_and_column_and_what_is_meant(fund, member, opened, terms, typed, column, meant):
    found = understand(fund, [row(**typed)])

    assert [(each.row, each.column) for each in found.faults] == [(2, column)]
    assert meant in found.faults[0].meant


def test_the_same_help_twice_in_a_file_is_refused_and_on_record_left_out(fund, member, opened, terms, treasurer):
    take(fund, [row(nights=2)], treasurer)

    found = understand(
        fund, [row(nights=2), row(happened="4/2/2561"), row(happened="9/2/2561"), row(happened="9/2/2561", amount="1")]
    )

    assert [each.row for each in found.known] == [2]
    assert [(each.row, each.column) for each in found.faults] == [(3, "D วันที่เกิดเหตุ"), (5, "D วันที่เกิดเหตุ")]
    assert [each.row for each in found.entries] == [4]


def test_a_word_of_the_report_means_the_one_benefit_of_its_kind(fund, member, opened, terms):
    found = understand(
        fund, [row("ป่วย"), row("ตาย", "1/3/2561", paid="2/3/2561"), row("ทุนการศึกษา", "1/3/2561", paid="2/3/2561")]
    )

    assert [(each.category, each.term and each.term.code) for each in found.entries] == [
        ("illness", "hospital"), ("death", "death"), ("education", None),
    ]  # fmt: skip


def test_without_an_opening_nothing_of_the_past_is_taken_in(fund, member, terms, treasurer):
    found = understand(fund, [row()])

    assert (len(found.refusals), found.may_be_taken_in) == (1, False)
    with pytest.raises(batches.NotUnderstood):
        take(fund, [row()], treasurer)


def test_a_batch_taken_back_is_as_if_it_never_was(fund, member, opened, terms, treasurer):
    before = kept(fund), balances(fund)
    done = take(fund, [row(nights=2), row("คลอดบุตร", "1/3/2561", paid="5/3/2561", amount="500")], treasurer)

    back(done, treasurer)

    assert (kept(fund), balances(fund), Helped.objects.count()) == (*before, 0)
    assert {each.state for each in Claim.objects.with_state()} == {ClaimState.REVERSED}
    assert entitlements.used_by(fund, member.person) == ()
    assert faults(fund) == []
    take(fund, [row(nights=2)], treasurer)
    assert (str(Claim.objects.latest("pk")), faults(fund)) == ("3/2561", [])


def test_a_month_closed_over_a_batch_keeps_it(fund, member, opened, terms, treasurer):
    done = take(fund, [row()], treasurer)
    make_contribution(member, by=treasurer, on=date(2018, 7, 3))
    close_books(fund, date(2018, 6, 1), by=treasurer)

    with pytest.raises(batches.StillNeeded):
        back(done, treasurer)


# At a database prompt.


def on_paper(done, pk, member, *, by):
    ImportedClaim.objects.create(made_by=done, claim_id=pk, row=9, source="ก")
    claim = Claim.objects.create(
        pk=pk, key=uuid4(), fund=done.fund, year=2561, number=99, person=member.person, membership=member,
        category="birth", occurred_on=MAY_DAY, judged=5, amount=5, filed_on=MAY_DAY, by=by,
    )  # fmt: skip
    ClaimedDay.objects.create(claim=claim, person=member.person, day=MAY_DAY)
    return claim


def test_the_database_takes_no_claim_for_one_of_the_paper_after_it_was_filed(fund, member, opened, terms, treasurer):
    done = take(fund, [row()], treasurer)
    claim = make_claim(fund, by=treasurer, person=member.person, membership=member)

    with pytest.raises(IntegrityError, match="from its beginning"), transaction.atomic():
        ImportedClaim.objects.create(made_by=done, claim=claim, row=9, source="ก")
    with pytest.raises(IntegrityError, match="decided by another person"), transaction.atomic():
        Decision.objects.create(key=uuid4(), claim=claim, verdict=Verdict.APPROVE, amount=1, on=MAY_DAY, by=treasurer)


def test_the_database_lets_no_paper_take_money_out_of_the_box(fund, member, opened, terms, treasurer, chair):
    done = take(fund, [row()], treasurer)
    pk = Claim.objects.latest("pk").pk + 1
    claim = on_paper(done, pk, member, by=treasurer)
    Decision.objects.create(key=uuid4(), claim=claim, verdict=Verdict.APPROVE, amount=5, on=MAY_DAY, by=treasurer)
    voucher, transfer = ledger.pay_out(
        fund, key=uuid4(), payee="ก", purpose="ก", costs=ledger.account(fund, AccountKind.BENEFIT, "birth"),
        amount=Decimal(5), cash=cash_of(fund), on=MAY_DAY, by=treasurer,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="takes no money out"), transaction.atomic():
        Payout.objects.create(
            key=uuid4(), claim=claim, transfer=transfer, voucher=voucher, fund=fund, person=member.person,
            category="birth", outsider=False, amount=5, on=MAY_DAY, by=treasurer,
        )  # fmt: skip


def test_the_database_keeps_a_claim_of_the_paper_with_who_took_it_in(fund, member, opened, terms, treasurer, chair):
    done = take(fund, [row()], treasurer)

    with pytest.raises(IntegrityError, match="with who took it in"), transaction.atomic():
        on_paper(done, Claim.objects.latest("pk").pk + 1, member, by=chair)


def test_only_a_file_of_welfare_holds_claims_of_the_paper(fund, secretary):
    done = make_import(fund, by=secretary)

    with pytest.raises(IntegrityError, match="from its beginning"), transaction.atomic():
        ImportedClaim.objects.create(made_by=done, claim_id=1, row=1, source="ก")


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_that_a_claim_is_of_the_paper(fund, member, opened, terms, treasurer, act):
    take(fund, [row()], treasurer)

    change = ImportedClaim.objects.update if act == "update" else ImportedClaim.objects.all()._raw_delete
    with pytest.raises(IntegrityError, match="never"), transaction.atomic():
        change(**{"update": {"source": "ข"}, "delete": {"using": "default"}}[act])
