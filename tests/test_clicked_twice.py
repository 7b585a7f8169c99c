"""The same form sent to two nodes at the same moment is written once, and both are told so."""

from decimal import Decimal
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from events import certificates, resolving, strategies
from events.certificates import Recipient
from events.models import AssemblyResolution, FollowUp, Issue, Outcome, Strategy
from funds import counting, published
from funds.models import CashCount, PublishedExplanation, PublishedFigure
from tests.events.certificate_acts import ADDRESS, make_kind
from tests.events.factories import make_announced
from tests.events.strategy_acts import make_resolution
from tests.factories import AUGUST, cash_of

AT_ONCE = 4


def issue(province, fund, by, key):
    kind = make_kind(province, by=by)
    return lambda: certificates.begin(
        kind, [Recipient("นางสมหญิง ใจดี")], key=key, on=AUGUST, signatories=[], address=ADDRESS, by=by
    )


def strategy(province, fund, by, key):
    return lambda: strategies.begin(province, title="ยุทธศาสตร์", key=key, by=by, at=timezone.now())


def follow_up(province, fund, by, key):
    resolution = AssemblyResolution.objects.select_related("assembly").get(pk=make_resolution(province, by=by).pk)
    return lambda: resolving.follow_up(
        resolution, assembly=resolution.assembly, outcome=Outcome.values[0], note="", key=key, by=by
    )


def announced(province, fund, by, key):
    return lambda: published.publish(
        province, on=AUGUST, measure="members", figure=Decimal(13080), source="สมัชชา 2561", key=key, by=by
    )


def explained(province, fund, by, key):
    make_announced(province, by=by)
    compared = next(one for one in published.compared(province, AUGUST) if one.is_open)
    return lambda: published.explain(compared, "นับรวมผู้ที่พ้นสภาพ", key=key, by=by)


def counted(province, fund, by, key):
    box = cash_of(fund)
    return lambda: counting.count_cash(box, key=key, pieces={100_00: 3}, on=AUGUST, by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("prepare", "model"),
    [
        (issue, Issue), (strategy, Strategy), (follow_up, FollowUp), (announced, PublishedFigure),
        (explained, PublishedExplanation), (counted, CashCount),
    ],
    ids=lambda each: each.__name__,
)  # fmt: skip
def test_the_same_form_at_two_nodes_at_once_is_written_once(prepare, model, province, fund, province_admin):
    key, together, got = uuid4(), Barrier(AT_ONCE), list[object]()
    act = prepare(province, fund, province_admin, key)

    def one():
        together.wait()
        try:
            got.append(act().pk)
        except Exception as fault:
            got.append(fault)
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=one) for _browser in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == [model.objects.get(key=key).pk] * AT_ONCE
