"""Minutes and resolutions: numbered, counted, frozen; and the law of a fund that rests on one."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from events import resolving
from events.forms.assemblies import NUMBER_LENGTH
from events.models import Assembly, AssemblyResolution, FollowUp, Manner, Minutes, Outcome, Purpose
from funds import regulations
from funds.models import Body, Resolution
from funds.rules.terms import Pay, RuleBook, Term
from funds.rules.terms import Resolution as Adoption
from tests.factories import AUGUST

from .factories import make_assembly, resolve


@pytest.fixture
def assembly(province, province_admin):
    return make_assembly(province, by=province_admin, number="8")


def write(assembly, text, by, *, seen=0):
    return resolving.draft(assembly, text, seen=seen, key=uuid4(), by=by)


def approve(minutes, by):
    return resolving.approve(minutes, on=AUGUST, approved_by="ที่ประชุมเครือข่าย", by=by)


def test_resolutions_are_numbered_in_their_assembly(assembly, province, province_admin):
    other = make_assembly(province, by=province_admin, number="9")
    made = [resolve(there, by=province_admin).number for there in (assembly, assembly, other)]

    assert made == [1, 2, 1]


def test_a_double_click_records_a_resolution_once(assembly, province_admin):
    key, wording = uuid4(), resolving.Wording("ตั้งกองกลาง")
    made = [resolving.record(assembly, wording, key=key, by=province_admin) for _click in range(2)]

    assert (made[0], AssemblyResolution.objects.count()) == (made[1], 1)


def test_a_resolution_that_adopts_a_rule_book_is_the_funds_own_and_the_rule_book_rests_on_it(
    assembly, fund, secretary, province_admin
):
    made = resolve(assembly, by=province_admin, purpose=Purpose.RULE_BOOK, fund=fund)
    # The secretary names the assembly as the meeting on the page of the rule book.
    birth = Term("birth", "คลอดบุตร", "ข้อ 11", "birth", "birth", pays=(Pay(Decimal(500)),))
    named = Adoption("ประชุมใหญ่", "สมัชชา 8/2561", AUGUST)
    book = RuleBook(fund.name, "ระเบียบสวัสดิการ", AUGUST, terms=(birth,), resolution=named)
    regulation = regulations.adopt(fund, book, by=secretary)

    law = Resolution.objects.get(fund=fund, body=Body.GENERAL_MEETING)
    assert (made.resolution, law.meeting, law.on, regulation.resolution) == (law, "สมัชชา 8/2561", AUGUST, law)


def test_the_longest_number_of_an_assembly_fits_into_the_name_of_a_funds_meeting():
    longest = Assembly(number="8" * NUMBER_LENGTH, on=AUGUST).meeting

    assert (longest, len(longest)) == ("สมัชชา 88888888/2561", Resolution._meta.get_field("meeting").max_length)


def test_a_resolution_that_does_not_pass_binds_no_fund_until_its_votes_are_corrected(assembly, fund, province_admin):
    lost = {"manner": Manner.VOTED, "votes_for": 10, "votes_against": 11, "purpose": Purpose.COMMITTEE, "fund": fund}
    made = resolve(assembly, by=province_admin, **lost)
    before = made.resolution, Resolution.objects.filter(fund=fund).count()

    after = resolving.reword(made, resolving.Wording("เลือกตั้ง", **{**lost, "votes_for": 12}), by=province_admin)

    assert (before, after.number, after.resolution) == ((None, 0), 1, Resolution.objects.get(fund=fund))


def test_a_change_of_the_minutes_is_a_new_version(assembly, province_admin):
    write(assembly, "ร่างแรก", province_admin)
    write(assembly, "ร่างสอง", province_admin, seen=1)

    assert list(Minutes.objects.order_by("version").values_list("version", "text")) == [(1, "ร่างแรก"), (2, "ร่างสอง")]


def test_what_was_written_meanwhile_is_not_overwritten(assembly, province_admin):
    write(assembly, "ร่างแรก", province_admin)
    with pytest.raises(resolving.NotTheLatest):
        write(assembly, "จากหน้าเก่า", province_admin, seen=0)

    assert Minutes.objects.count() == 1


def test_an_earlier_version_is_not_approved_once_there_is_a_later_one(assembly, province_admin):
    first = write(assembly, "ร่างแรก", province_admin)
    write(assembly, "ร่างสอง", province_admin, seen=1)

    with pytest.raises(resolving.NotTheLatest):
        approve(first, province_admin)


def test_after_the_approval_nothing_of_that_day_is_changed(assembly, province_admin):
    made, minutes = resolve(assembly, by=province_admin), write(assembly, "ฉบับสุดท้าย", province_admin)
    approve(minutes, province_admin)
    for act in (
        lambda: write(assembly, "แก้ทีหลัง", province_admin, seen=1),
        lambda: resolve(assembly, "มติทีหลัง", by=province_admin),
        lambda: resolving.reword(made, resolving.Wording("แก้"), by=province_admin),
    ):
        with pytest.raises(resolving.Approved):
            act()

    assert (Minutes.objects.get().text, AssemblyResolution.objects.get().title) == ("ฉบับสุดท้าย", made.title)


@pytest.mark.parametrize("change", [
    lambda made, minutes: AssemblyResolution.objects.filter(pk=made.pk).update(title="แก้"),
    lambda made, minutes: AssemblyResolution.objects.filter(pk=made.pk).delete(),
    lambda made, minutes: Minutes.objects.filter(pk=minutes.pk).update(text="แก้"),
    lambda made, minutes: Minutes.objects.create(
        key=uuid4(), assembly=made.assembly, version=2, text="ใหม่", by=made.by
    ),
    lambda made, minutes: minutes.approval.delete(),
], ids=["resolution changed", "resolution deleted", "minutes changed", "new version", "approval deleted"])  # fmt: skip
def test_the_database_itself_keeps_what_was_approved(assembly, province_admin, change):
    made, minutes = resolve(assembly, by=province_admin), write(assembly, "ฉบับสุดท้าย", province_admin)
    approve(minutes, province_admin)

    with pytest.raises(IntegrityError), transaction.atomic():
        change(made, minutes)


def test_what_became_of_a_resolution_is_told_to_a_later_assembly(assembly, province, province_admin):
    made = resolve(assembly, by=province_admin)
    later = make_assembly(province, by=province_admin, on=AUGUST + timedelta(days=365), number="9")
    for outcome, note in ((Outcome.OPEN, ""), (Outcome.DROPPED, "งบไม่พอ")):
        resolving.follow_up(made, assembly=later, outcome=outcome, note=note, key=uuid4(), by=province_admin)

    assert list(made.follow_ups.order_by("pk").values_list("outcome", "note")) == [("open", ""), ("dropped", "งบไม่พอ")]


def test_a_resolution_is_not_dropped_without_saying_why(assembly, province_admin):
    made = resolve(assembly, by=province_admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        resolving.follow_up(made, assembly=assembly, outcome=Outcome.DROPPED, note="", key=uuid4(), by=province_admin)

    assert FollowUp.objects.count() == 0
