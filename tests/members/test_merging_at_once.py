"""A merge pressed twice, by two officers at once, and beside a claim that is being filed."""

from uuid import uuid4

import pytest

from members import merging
from members.merge_plan import MergePlan
from members.models import Claim, Merge, Person
from tests.cast import signed_in
from tests.factories import AUGUST, make_claim, make_merge

from .claiming import url
from .test_claims_at_once import at_once, many
from .twice import TODAY, become_two, held

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_press_sent_many_times_merges_once(fund, kept, gone, secretary):
    page = url("duplicate-merge", fund, kept.pk, gone.pk, keep=kept.pk)
    sent = {"key": str(uuid4()), "seen": MergePlan(fund, kept, gone).seen, "reason": "บัตรใบเดียวกัน"}
    browsers = [signed_in(secretary) for _each in range(many())]

    answers = at_once(many(), lambda number: browsers[number].post(page, sent))

    (done,) = Merge.objects.all()
    assert {answer.headers.get("Location") for answer in answers} == {url("merge", fund, done.pk)}
    assert held(kept)["membership"] == 2


def test_two_officers_who_keep_another_entry_each_make_one_merge(fund, kept, gone, secretary, treasurer):
    plans = [(MergePlan(fund, kept, gone), secretary), (MergePlan(fund, gone, kept), treasurer)]

    def act(number):
        plan, by = plans[number]
        return merging.merge(
            plan.kept,
            plan.gone,
            fund=fund,
            seen=plan.seen,
            reason="x",
            for_province=False,
            key=uuid4(),
            on=TODAY,
            by=by,
        ).pk

    got = at_once(2, act)

    assert sorted(str(each) for each in got) == sorted([str(Merge.objects.get().pk), "CannotMerge"])


def test_a_claim_filed_at_the_same_moment_is_not_left_behind(fund, kept, gone, secretary, treasurer):
    plan = MergePlan(fund, kept, gone)

    def act(number):
        if number:
            return make_claim(fund, by=secretary, person=Person.objects.get(pk=gone.pk), category="birth", on=AUGUST).pk
        return merging.merge(
            kept, gone, fund=fund, seen=plan.seen, reason="x", for_province=False, key=uuid4(), on=TODAY, by=treasurer
        ).pk

    at_once(2, act)

    # Either the merge saw the claim and was refused, or the claim found the entry merged and was refused.
    assert Merge.objects.count() + Claim.objects.filter(category="birth").count() == 1


def test_an_undo_pressed_by_two_at_once_is_one(fund, kept, gone, secretary, treasurer):
    done = make_merge(fund, by=treasurer, kept=kept, gone=gone)

    got = at_once(2, lambda number: become_two(Merge.objects.get(pk=done.pk), by=(secretary, treasurer)[number]).pk)

    assert (got[0], held(gone)["membership"]) == (got[1], 1)
