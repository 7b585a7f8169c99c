"""Two entries of one human being become one: nothing is lost, nothing is counted or paid twice."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

import funds.books
import members.books
from members import claim_refusals, claims, merging, same
from members.merge_plan import MergePlan, said_of
from members.models import Helped, Merge, Person
from tests.factories import (
    AUGUST,
    MAY_DAY,
    approve,
    citizen_id,
    make_claim,
    make_member,
    make_merge,
    pay,
)
from welfare import trail

from .acts import asked
from .twice import LIKE, NUMBER, TODAY, become_two, held, stay


def test_all_records_stand_under_the_entry_that_is_kept_and_the_books_hold(fund, kept, gone, treasurer):
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)

    assert set(held(gone).values()) == {0}
    assert held(kept) == {"membership": 2, "claim": 1, "claimedday": 1, "payout": 1, "consent": 1}
    person = Person.objects.get(pk=kept.pk)
    assert (person.phone, list(Person.objects.with_citizen_id(NUMBER)), person.no_citizen_id) == (
        "0812345678", [person], "",
    )  # fmt: skip
    assert (done.filled, same.entries_of(person)) == (
        {"citizen_id": {"no_citizen_id": "not_at_hand"}, "phone": {}}, [kept.pk, gone.pk],
    )  # fmt: skip
    assert funds.books.faults(fund.province) + members.books.faults(fund.province) == []
    assert list(trail.faults()) == []


def test_one_and_the_same_act_counts_the_person_once(fund, kept, gone, treasurer, chair, secretary):
    later = make_claim(
        fund, by=secretary, person=kept, membership=kept.memberships.get(), category="disaster", on=AUGUST
    )
    approve(later, by=chair, on=AUGUST)
    pay(later, by=treasurer, on=AUGUST)
    before = Helped.objects.filter(fund=fund).count()

    make_merge(fund, by=treasurer, kept=kept, gone=gone)

    assert (before, list(Helped.objects.filter(fund=fund).values_list("person", "first_on"))) == (
        2,
        [(kept.pk, MAY_DAY)],
    )
    assert members.books.faults(fund.province) == []


def test_an_event_of_the_entry_given_up_is_not_paid_again(fund, kept, gone, treasurer, secretary):
    make_merge(fund, by=treasurer, kept=kept, gone=gone)
    request = asked(kept.memberships.get(number=1), occurred_on=MAY_DAY)

    with pytest.raises(claim_refusals.AlreadyClaimed):
        claims.file(fund, request, key=uuid4(), on=TODAY, by=secretary)


def test_what_both_used_counts_against_one_limit(rules, fund, kept, gone, treasurer):
    stay(rules, gone.memberships.get(), 18, on=date(2018, 1, 10), by=treasurer)
    make_merge(fund, by=treasurer, kept=kept, gone=gone)

    later = stay(rules, kept.memberships.get(number=1), 5, on=date(2018, 8, 1), by=treasurer)

    assert later.amount == Decimal(200)


# What stands in the way.


def said_against(fund, kept, gone):
    return MergePlan(fund, kept, gone).blocks


def test_two_who_are_both_members_now_are_not_merged_and_the_page_says_which_to_end(fund, kept, secretary):
    other = make_member(fund, by=secretary, **LIKE).person

    with pytest.raises(merging.CannotMerge) as refusal:
        make_merge(fund, by=secretary, kept=kept, gone=other)

    assert refusal.value.reasons == said_against(fund, kept, other)
    assert all(number in str(refusal.value) for number in ("เลขที่ 1", "เลขที่ 2"))
    assert not Merge.objects.exists()


def test_two_claims_for_one_event_are_not_brought_together(fund, kept, gone, secretary):
    mine = make_claim(fund, by=secretary, person=kept, membership=kept.memberships.get())

    (said,) = said_against(fund, kept, gone)

    assert (str(mine) in said, str(gone.claims.get()) in said) == (True, True)


def test_two_citizen_ids_are_two_people_on_the_page_and_in_the_database(fund, kept, gone, secretary):
    Person.objects.get(pk=kept.pk).identified(citizen_id(840002)).save()
    kept.refresh_from_db()

    assert len(said_against(fund, kept, gone)) == 1
    with pytest.raises(IntegrityError, match="two citizen IDs"), transaction.atomic():
        Merge.objects.create(key=uuid4(), fund=fund, kept=kept, gone=gone, reason="x", on=TODAY, by=secretary)


def test_one_citizen_id_is_never_entered_twice(fund, kept, gone):
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.identified(NUMBER).save()


def test_nobody_merges_their_own_entry(fund, kept, gone, secretary):
    Person.objects.filter(pk=gone.pk).update(account=secretary)
    gone.refresh_from_db()

    with pytest.raises(merging.CannotMerge, match="ตัวท่านเอง"):
        make_merge(fund, by=secretary, kept=kept, gone=gone)


def test_who_another_fund_knows_is_merged_by_the_province_alone(fund, other_fund, kept, gone, stranger, treasurer):
    make_member(other_fund, by=stranger, citizen_id=NUMBER, first_name="สมหญิง")
    plan = MergePlan(fund, kept, gone)
    words: dict[str, Any] = {
        "fund": fund,
        "seen": plan.seen,
        "reason": "x",
        "key": uuid4(),
        "on": TODAY,
        "by": treasurer,
    }

    with pytest.raises(merging.CannotMerge, match="จังหวัด"):
        merging.merge(kept, gone, for_province=False, **words)
    done = merging.merge(kept, gone, for_province=True, **words)
    with pytest.raises(merging.CannotUndo, match="จังหวัด"):
        become_two(done, by=treasurer)

    assert {one.fund for one in kept.memberships.all()} == {fund, other_fund}


def test_what_changed_since_the_page_was_shown_is_looked_at_again(fund, kept, gone, secretary):
    plan = MergePlan(fund, kept, gone)
    make_claim(fund, by=secretary, person=gone, on=AUGUST)

    with pytest.raises(merging.CannotMerge, match="เปลี่ยน"):
        merging.merge(
            kept, gone, fund=fund, seen=plan.seen, reason="x", for_province=False, key=uuid4(), on=TODAY, by=secretary
        )


def test_limits_that_both_together_exceed_are_named_beforehand(rules, fund, kept, gone, treasurer):
    over = stay(rules, gone.memberships.get(), 18, on=date(2018, 1, 10), by=treasurer)
    stay(rules, kept.memberships.get(), 5, on=date(2018, 8, 1), by=treasurer)

    assert f"คำขอ {over}: 1,800.00 บาท เมื่อนับรวมกับอีกชื่อหนึ่งแล้ว ระเบียบให้ได้ 1,500.00 บาท" in (
        MergePlan(fund, kept, gone).warnings
    )


def test_what_moves_is_said_line_by_line(fund, kept, gone):
    assert [words for _label, words in said_of(MergePlan(fund, kept, gone))] == [
        "เลขที่ 2", "1", "1/2561", "1", "1", "1 พ.ค. 2561", "เลขประจำตัวประชาชน, โทรศัพท์",
    ]  # fmt: skip
