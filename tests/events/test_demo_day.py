"""The day of the demo province is a whole day: invited, received at four desks, resolved."""

from django.db.models import Count

from events import checkins, resolving
from events.demo import day
from events.models import Attendance, CheckIn, FollowUp
from welfare import codes


def test_some_seven_hundred_come_from_every_fund_and_every_group(province, province_admin):
    assembly = day.make(province, by=province_admin)

    heads = checkins.heads(assembly)
    meter = checkins.meter(assembly, heads)
    desks = dict(CheckIn.objects.values_list("desk").annotate(number=Count("pk")).order_by())
    assert (meter.done, meter.is_reached, [head.places for head in heads]) == (18, True, [540, 38, 26, 42, 50, 40])
    assert 650 < sum(head.present for head in heads) < 720
    assert (sorted(desks), max(desks.values()) - min(desks.values()) <= 1) == (list(day.DESKS), True)
    assert [code for code in Attendance.objects.values_list("code", flat=True) if codes.read(code) != code] == []


def test_its_resolutions_pass_and_what_the_year_before_left_open_is_done(province, province_admin):
    assembly = day.make(province, by=province_admin)

    taken = assembly.resolutions.order_by("number")
    before = FollowUp.objects.get()
    assert [(one.number, resolving.is_passed(one)) for one in taken] == [(1, True), (2, True), (3, True)]
    assert (before.assembly, before.outcome, before.resolution.assembly.on) == (assembly, "done", day.YEAR_BEFORE)
