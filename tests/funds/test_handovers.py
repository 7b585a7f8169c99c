"""An office is handed over by who holds it and confirmed by the other who holds it then; the record stays as it was."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import Error, transaction
from django.urls import reverse

from funds import handovers
from funds.models import Handover, Office
from tests.cast import signed_in
from tests.factories import MAY_DAY, appoint, give, make_user
from welfare.models import LogEntry

NOW, KEY = datetime(2018, 5, 1, 3, tzinfo=UTC), UUID(int=9)


@pytest.fixture
def next_treasurer(fund):
    user = make_user("next.rawai", "นางมาใหม่ ใจดี")
    appoint(user, Office.TREASURER, fund)
    return user


def hand_over(fund, by, office=Office.TREASURER, key=KEY):
    return handovers.give(
        fund,
        key=key,
        office=office,
        figures={"lines": [["เงินสด", "10.00"]]},
        papers="ใบเสร็จเล่ม 3",
        on=MAY_DAY,
        at=NOW,
        by=by,
    )


def take(made, by, remark=""):
    return handovers.take(made, remark=remark, on=MAY_DAY, at=NOW, by=by)


def test_both_sides_confirm_and_both_are_in_the_trail(fund, treasurer, next_treasurer):
    made = hand_over(fund, treasurer)
    assert hand_over(fund, treasurer) == made

    taken = take(made, next_treasurer, "ขาดกุญแจ 1 ดอก")

    assert (taken.taken_by, taken.remark) == (next_treasurer, "ขาดกุญแจ 1 ดอก")
    with pytest.raises(handovers.TakenAlready):
        take(made, next_treasurer)
    acts = LogEntry.objects.filter(subject="handover", subject_pk=made.pk).order_by("pk").values_list("act", "by")
    assert list(acts) == [("handed over", treasurer.pk), ("confirmed", next_treasurer.pk)]


def test_only_who_holds_the_office_gives_and_only_the_other_one_takes(fund, treasurer, chair, former_treasurer):
    with pytest.raises(handovers.NotTheirs):
        hand_over(fund, chair)
    made = hand_over(fund, treasurer)
    for wrong in (treasurer, chair):
        with pytest.raises(handovers.NotTheirs):
            take(made, wrong)


def test_the_database_keeps_a_handover_as_it_was(fund, treasurer, next_treasurer):
    made = hand_over(fund, treasurer)
    with pytest.raises(Error), transaction.atomic():
        Handover.objects.filter(pk=made.pk).update(taken_by=treasurer, taken_at=NOW)
    with pytest.raises(Error, match="keeps its facts"), transaction.atomic():
        Handover.objects.filter(pk=made.pk).update(papers="อื่น")
    with pytest.raises(Error, match="never deleted"), transaction.atomic():
        made.delete()
    take(made, next_treasurer)
    with pytest.raises(Error, match="keeps its facts"), transaction.atomic():
        Handover.objects.filter(pk=made.pk).update(remark="อื่น")


def test_a_handover_goes_from_page_to_page(fund, treasurer, next_treasurer):
    give(fund, "1234.50", by=treasurer)
    typed = {"key": str(uuid4()), "office": "treasurer", "papers": "สมุดบัญชีธนาคาร 1 เล่ม"}
    answer = signed_in(treasurer).post(reverse("members:handover-new", args=[fund.code]), typed)

    page = signed_in(next_treasurer).get(answer.headers["Location"]).content.decode()
    assert "1,234.50" in page
    assert "สมุดบัญชีธนาคาร 1 เล่ม" in page
    signed_in(next_treasurer).post(answer.headers["Location"], {"remark": ""})

    assert Handover.objects.get().taken_by == next_treasurer
