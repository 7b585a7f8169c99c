"""What the database itself refuses of merges, and the law that an undo gives back what there was."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.merge_plan import TABLES
from members.models import Claim, ClaimedDay, Merge, MergedRecord, MergeUndo, Moved, Person
from tests.factories import (
    MAY_DAY,
    approve,
    give,
    make_claim,
    make_consent,
    make_contribution,
    make_member,
    make_merge,
    pay,
)

from .twice import DAY, LIKE, TODAY, become_two, everything

UNMOVED = "never changed|keeps its fund|stays with the person|held for the person"


def refused(words):
    return pytest.raises(IntegrityError, match=words)


def raw_merge(fund, kept, gone, by):
    return Merge.objects.create(key=uuid4(), fund=fund, kept=kept, gone=gone, reason="x", on=TODAY, by=by)


@pytest.mark.parametrize("kind", list(TABLES))
def test_no_record_names_another_person_without_a_merge(fund, kept, gone, kind):
    with refused(UNMOVED), transaction.atomic():
        TABLES[kind]._default_manager.filter(person=gone).update(person=kept)


@pytest.mark.parametrize("kind", list(TABLES))
def test_what_a_merge_moved_is_not_moved_back_without_an_undo(fund, kept, gone, treasurer, kind):
    make_merge(fund, by=treasurer, kept=kept, gone=gone)
    moved = MergedRecord.objects.filter(kind=kind, is_moved=True).values("record")

    with refused(UNMOVED), transaction.atomic():
        TABLES[kind]._default_manager.filter(pk__in=moved).update(person=gone)


@pytest.mark.parametrize("kind", [kind for kind in TABLES if kind != Moved.MEMBERSHIP])
def test_a_merge_lets_nothing_else_of_a_record_be_changed(fund, kept, gone, treasurer, kind):
    model = TABLES[kind]
    done = raw_merge(fund, kept, gone, treasurer)
    for each, table in TABLES.items():
        for row in table._default_manager.filter(person=gone):
            MergedRecord.objects.create(merge=done, kind=each, record=row.pk, is_moved=True)
    for each in list(TABLES)[: list(TABLES).index(kind)]:
        TABLES[each]._default_manager.filter(person=gone).update(person=kept)
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in ("id", "person_id")]
    held: Any = model._default_manager.filter(person=gone).values(*names).first()
    passed = []
    for name in names:
        other = {True: False, False: True}.get(held[name], 7) if isinstance(held[name], bool) else 7
        value = date(2001, 1, 1) if isinstance(held[name], date) else uuid4().hex if name == "key" else other
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                column = connection.ops.quote_name(name)
                cursor.execute(
                    f"UPDATE {model._meta.db_table} SET person_id = %s, {column} = %s WHERE person_id = %s",  # noqa: S608
                    [kept.pk, value, gone.pk],
                )
        except DatabaseError:
            continue
        passed.append(name)

    assert passed == []


def test_a_merged_entry_takes_nothing_new(fund, kept, gone, treasurer, secretary):
    make_merge(fund, by=treasurer, kept=kept, gone=gone)

    with refused("merged into another"), transaction.atomic():
        make_claim(fund, by=secretary, person=Person.objects.get(pk=gone.pk), on=date(2018, 8, 20))


def test_an_entry_is_merged_once_and_never_into_one_that_was_merged(fund, kept, gone, treasurer, secretary):
    make_merge(fund, by=treasurer, kept=kept, gone=gone)
    third = make_member(fund, by=secretary, **LIKE | {"first_name": "แก้ว"}).person

    for one, other in ((third, gone), (gone, third), (kept, gone)):
        with refused("merged once"), transaction.atomic():
            raw_merge(fund, one, other, treasurer)


def test_a_merge_lists_only_what_is_of_its_two_entries(fund, kept, gone, treasurer, secretary):
    other = make_member(fund, by=secretary, **LIKE | {"first_name": "แก้ว"})
    done = raw_merge(fund, kept, gone, treasurer)

    with refused("was of the entry given up"), transaction.atomic():
        MergedRecord.objects.create(merge=done, kind="membership", record=other.pk, is_moved=True)


def test_days_of_one_event_never_come_together_by_a_merge(fund, kept, gone, treasurer, secretary):
    make_claim(fund, by=secretary, person=kept, membership=kept.memberships.get())
    (theirs,) = gone.claims.all()
    done = raw_merge(fund, kept, gone, treasurer)
    (spell,) = gone.memberships.all()
    (day,) = theirs.days.all()
    for kind, row in (("membership", spell), ("claim", theirs), ("claimedday", day)):
        MergedRecord.objects.create(merge=done, kind=kind, record=row.pk, is_moved=True)
        if kind == "claimedday":
            with refused("one event is paid once"), transaction.atomic():
                ClaimedDay.objects.filter(pk=day.pk).update(person=kept)
        else:
            type(row)._default_manager.filter(pk=row.pk).update(person=kept)


def test_a_claim_does_not_leave_the_person_of_its_membership(fund, kept, gone, treasurer):
    done = raw_merge(fund, kept, gone, treasurer)
    (claim,) = gone.claims.all()
    MergedRecord.objects.create(merge=done, kind="claim", record=claim.pk, is_moved=True)

    with refused("person of its membership"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(person=kept)


@pytest.mark.parametrize("model", [Merge, MergedRecord, MergeUndo])
def test_merges_and_their_undoing_stay_on_record(fund, kept, gone, treasurer, model):
    become_two(make_merge(fund, by=treasurer, kept=kept, gone=gone), by=treasurer)

    with refused("never changed"), transaction.atomic():
        model.objects.update(id=987654)
    with refused("never deleted"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_every_table_that_names_a_person_is_moved_or_counted_anew():
    naming = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person
    }

    assert naming - {f"{kind}.person" for kind in TABLES} == {
        "helped.person", "helpedinprovince.person",  # counted anew from the payouts
        "merge.kept", "merge.gone", "distinction.one", "distinction.other",  # what was said of the two
    }  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_merge_and_its_undo_leave_every_row_as_it_was(fund, secretary, treasurer, chair, data):
    """Two entries with any mix of spells, contributions, claims, payouts and consents."""
    with transaction.atomic():
        give(fund, "50000.00", by=treasurer)
        spells = [make_member(fund, by=secretary, **LIKE) for _each in range(2)]
        day = MAY_DAY
        for act in data.draw(
            st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["pay", "claim", "paid", "agree"])))
        ):
            which, what = act
            day += DAY
            spell = spells[which]
            if what == "pay":
                make_contribution(spell, by=treasurer, on=day)
                continue
            claim = make_claim(fund, by=secretary, person=spell.person, membership=spell, on=day)
            if what == "agree":
                make_consent(claim, by=secretary, on=day)
            elif what == "paid":
                approve(claim, by=chair, on=day)
                pay(claim, by=treasurer, on=day)
        ended = spells[data.draw(st.integers(0, 1))]
        ended.ended_on, ended.end_reason = date(2018, 12, 31), "twice"
        ended.save()
        kept, gone = (spell.person for spell in data.draw(st.permutations(spells)))
        before = everything()
        done = make_merge(fund, by=treasurer, kept=kept, gone=gone)
        merged = everything()
        become_two(done, by=secretary)

        assert (merged == before, everything() == before) == (False, True)
        transaction.set_rollback(True)
