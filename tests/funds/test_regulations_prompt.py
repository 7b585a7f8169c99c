"""What the database itself refuses of a fund's law, whoever asks it."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from funds.models import Regulation, RegulationDraft, Term
from tests.factories import JAN_2560, MAY_DAY, make_regulation


@pytest.fixture
def law(fund, treasurer):
    return make_regulation(fund, by=treasurer, since=MAY_DAY)


def refused(act):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    return str(refusal.value)


def test_a_version_in_force_is_never_edited(law):
    rows, terms = Regulation.objects.filter(pk=law.pk), Term.objects.filter(regulation=law)

    assert "a regulation" in refused(lambda: rows.update(title="อื่น"))
    assert "a regulation" in refused(lambda: rows._raw_delete("default"))
    assert "a benefit of a regulation" in refused(lambda: terms.update(rule={}))
    assert "a benefit of a regulation" in refused(lambda: terms._raw_delete("default"))


def test_no_benefit_is_added_to_a_version(law):
    more = Term(regulation=law, code="more", name="เพิ่ม", clause="ข้อ 99", category="other", position=9)

    assert "no benefit is added" in refused(more.save)


def test_no_version_is_slipped_in_before_the_last(law, fund):
    early = Regulation(
        fund=fund, title="ก่อน", in_force_from=JAN_2560, resolution=law.resolution, settings={}, term_count=0
    )

    assert "begins after the last" in refused(early.save)


def test_a_draft_that_became_law_stays_as_it_was(law, fund, treasurer):
    draft = RegulationDraft.objects.create(
        key=uuid4(), fund=fund, begun_by=treasurer, changed_by=treasurer, regulation=law
    )

    assert "never changed" in refused(lambda: RegulationDraft.objects.filter(pk=draft.pk).update(revision=9))
    assert "never" in refused(lambda: RegulationDraft.objects.filter(pk=draft.pk)._raw_delete("default"))
