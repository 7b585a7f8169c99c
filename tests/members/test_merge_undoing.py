"""What was made one is two again, as if nothing had happened; and what others see of it meanwhile."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

import members.books
from members import consents, enrolment, erasure, holdings, looks, merging, same
from members.merge_plan import MergePlan
from members.models import EndReason, Merge, MergeUndo, Person, Plan
from tests.factories import (
    AUGUST,
    approve,
    make_applicant,
    make_claim,
    make_merge,
    make_outsider,
    pay,
)
from welfare import trail
from welfare.models import LogEntry

from .twice import NUMBER, TODAY, become_two, everything, held


def test_undone_it_is_as_if_nothing_had_happened(fund, kept, gone, treasurer, secretary):
    before = everything()
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)
    merged = everything()
    become_two(done, by=secretary)

    assert merged != before
    assert everything() == before
    assert members.books.faults(fund.province) == []


def test_a_claim_filed_since_stands_in_the_way_of_an_undo(fund, kept, gone, treasurer, secretary):
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)
    later = make_claim(fund, by=secretary, person=kept, membership=kept.memberships.get(number=1), on=AUGUST)

    with pytest.raises(merging.CannotUndo) as refusal:
        become_two(done, by=treasurer)

    assert refusal.value.reasons == [f"มีคำขอ {later} ยื่นเข้ามาหลังจากนั้น"]


def test_a_payment_made_since_stands_in_the_way_of_an_undo(fund, kept, gone, treasurer, chair, secretary):
    waiting = make_claim(fund, by=secretary, person=kept, membership=kept.memberships.get(), on=AUGUST)
    approve(waiting, by=chair, on=AUGUST)
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)
    pay(waiting, by=treasurer, on=AUGUST)

    assert merging.what_rests(done) == [f"มีการจ่ายตามคำขอ {waiting} หลังจากนั้น"]


def test_an_application_made_since_stands_in_the_way_of_an_undo(fund, kept, gone, treasurer, secretary):
    enrolment.leave(kept.memberships.get(), key=uuid4(), reason=EndReason.LEFT, on=AUGUST, by=secretary)
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)
    one = Person.objects.get(pk=kept.pk)
    again = make_applicant(first_name=one.first_name, last_name=one.last_name, citizen_id=NUMBER)
    enrolment.apply(fund, key=uuid4(), applicant=again, branch=None, plan=Plan.YEARLY, on=TODAY, by=secretary)

    assert merging.what_rests(done) == ["บุคคลนี้สมัครหรือเข้าเป็นสมาชิกหลังจากนั้น"]


def test_a_consent_given_since_stands_in_the_way_of_an_undo(fund, kept, gone, treasurer, secretary):
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)
    before = consents.standing(kept, fund)
    assert before is not None
    consents.withdraw(before, on=TODAY, by=secretary)
    consents.give(kept, fund=fund, key=uuid4(), on=TODAY, by=secretary)

    assert merging.what_rests(done) == ["มีการให้ความยินยอมหลังจากนั้น"]


def test_merges_are_undone_the_last_one_first(fund, kept, gone, treasurer):
    third = make_outsider()
    Person.objects.filter(pk=third.pk).update(citizen_id="", citizen_hash=None, citizen_last4="")
    third.refresh_from_db()
    before = everything()
    first = make_merge(fund, by=treasurer, kept=kept, gone=gone)
    kept.refresh_from_db()
    second = make_merge(fund, by=treasurer, kept=third, gone=kept)
    entries = same.entries_of(third)

    with pytest.raises(merging.CannotUndo):
        become_two(first, by=treasurer)
    become_two(second, by=treasurer)
    become_two(Merge.objects.get(pk=first.pk), by=treasurer)

    assert (entries, everything() == before) == ([third.pk, kept.pk, gone.pk], True)


def test_after_an_undo_the_two_can_be_merged_again_the_other_way(fund, kept, gone, treasurer):
    become_two(make_merge(fund, by=treasurer, kept=kept, gone=gone), by=treasurer)
    kept.refresh_from_db()
    gone.refresh_from_db()
    make_merge(fund, by=treasurer, kept=gone, gone=kept)

    assert held(gone)["membership"] == 2


def test_the_same_key_merges_once_and_an_undo_is_one(fund, kept, gone, treasurer):
    words: dict[str, Any] = {
        "fund": fund, "seen": MergePlan(fund, kept, gone).seen, "reason": "x", "for_province": False, "key": uuid4(),
        "on": TODAY, "by": treasurer,
    }  # fmt: skip
    done = [merging.merge(kept, gone, **words) for _each in range(2)]
    back = [become_two(done[0], by=treasurer) for _each in range(2)]

    assert (done[0], back[0]) == (done[1], back[1])


# What others see of it.


def test_who_looked_and_what_is_held_are_those_of_both_entries(fund, kept, gone, treasurer, secretary):
    looks.reveal(gone, fund=fund, reason="แจ้งธนาคาร", key=uuid4(), by=secretary)
    before = [holdings.readings(person, fund) for person in (kept, gone)]
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)
    parts = {part.name: part.records for part in holdings.of(Person.objects.get(pk=kept.pk), fund)}
    together = holdings.readings(kept, fund)
    become_two(done, by=treasurer)

    assert ([len(rows) for rows in before], len(together), len(holdings.readings(kept, fund))) == ([0, 1], 1, 0)
    assert {name: len(parts[name]) for name in ("person", "memberships", "claims", "merges")} == {
        "person": 2, "memberships": 2, "claims": 1, "merges": 1,
    }  # fmt: skip


def test_erasing_the_person_erases_the_entry_given_up_and_ends_the_undo(fund, kept, gone, treasurer, secretary):
    enrolment.leave(kept.memberships.get(), key=uuid4(), reason=EndReason.LEFT, on=AUGUST, by=secretary)
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)

    erasure.erase(Person.objects.get(pk=kept.pk), fund=fund, reason="ครบกำหนด", on=date(2030, 1, 1), by=secretary)

    told = Person.objects.filter(pk__in=(kept.pk, gone.pk)).order_by("pk")
    assert [(one.name, one.phone, one.citizen_hash) for one in told] == [
        (f"สมาชิก #{pk}", "", None) for pk in (kept.pk, gone.pk)
    ]
    with pytest.raises(merging.CannotUndo):
        become_two(Merge.objects.get(pk=done.pk), by=secretary)
    with pytest.raises(IntegrityError, match="not made two again"), transaction.atomic():
        MergeUndo.objects.create(key=uuid4(), undone=done, reason="x", on=TODAY, by=secretary)


def test_the_trail_says_what_stood_under_each_before_and_after(fund, kept, gone, treasurer):
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)
    become_two(done, by=treasurer)

    told = LogEntry.objects.about("person", kept.pk).filter(act__in=("merged people", "undid a merge")).order_by("pk")
    assert [(entry.by, entry.before, entry.facts["member_numbers"], entry.facts["claims"]) for entry in told] == [
        (treasurer, {"member_numbers": ["1"], "claims": []}, ["1", "2"], ["1/2561"]),
        (treasurer, {"member_numbers": ["1", "2"], "claims": ["1/2561"]}, ["1"], []),
    ]
    (claim,) = gone.claims.all()
    last = LogEntry.objects.about("claim", claim.pk).order_by("-pk")[:2]
    assert [(entry.act, entry.before, entry.facts) for entry in last] == [
        ("moved back", {"entry": kept.pk}, {"entry": gone.pk}),
        ("moved to the entry that is kept", {"entry": gone.pk}, {"entry": kept.pk}),
    ]  # fmt: skip
    assert list(trail.faults()) == []
