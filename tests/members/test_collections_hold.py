"""A collection day is posted whole or not at all, and many post theirs at once without an error or a gap."""

import os
import re
import signal
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Sum
from django.urls import reverse

from funds import books as fund_books
from funds import policies
from funds.models import Account, FundTotal, Receipt, Series, Transfer
from funds.policies import Terms
from members import books, collections, contributions
from members.models import Collection, CollectionDraft, Contribution, Membership, Plan
from tests.factories import MAY_DAY, cash_of, give, make_branch, make_member
from tests.funds.test_at_once import at_once, treasurers
from tests.killing import in_a_process_of_its_own
from welfare.models import LogEntry

pytestmark = pytest.mark.django_db(transaction=True)

KEY = UUID(int=9)
TABLES = (Account, Collection, CollectionDraft, Contribution, FundTotal, LogEntry, Receipt, Series, Transfer)


def state():
    return {model.__name__: sorted(map(str, model.objects.values())) for model in TABLES}


def post(fund, by):
    members = fund_members(fund)
    lines = [
        collections.Line(contributions.Paid(one, Decimal("30.01"), date(2018, 1, 1), date(2018, 1, 31)), members[0])
        for one in members[:2]
    ] + [collections.Line(contributions.Paid(members[2], Decimal("50")), members[2])]
    collections.post_collection(
        fund, None, key=KEY, lines=lines, into=cash_of(fund), on=MAY_DAY, counted=Decimal("110.02"), by=by
    )


def hidden(answer, name):
    """Read a hidden field off the page itself: the client's `context` is shared by all threads."""
    return re.findall(rf'name="{name}" value="([^"]+)"', answer.content.decode())[0]


def fund_members(fund):
    return list(Membership.objects.of(fund).select_related("person").order_by("pk"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no processes that fork")
def test_a_process_killed_while_it_posts_a_collection_day_leaves_all_or_nothing(fund, treasurer):
    policies.adopt(fund, Terms(shares=[("สวัสดิการ", 50), ("สำรอง", 50)]), since=MAY_DAY, by=treasurer)
    for name in ("แก้ว", "ก้อย", "เก๋"):
        make_member(fund, by=treasurer, first_name=name)
    collections.keep_draft(fund, None, key=KEY, turn=1, typed={}, by=treasurer)
    before, province, statements = state(), fund.province, 0

    while (ended := in_a_process_of_its_own(post, fund.pk, treasurer.pk, last=statements + 1)) == -signal.SIGKILL:
        statements += 1
        assert state() == before, f"killed before statement {statements}"

    assert (ended, statements > 12) == (0, True)
    after = state()
    assert after != before
    assert fund_books.faults(province) + books.faults(province) == []
    post(fund, treasurer)
    assert state() == after


def test_treasurers_who_post_their_sheets_at_once_share_no_number_and_meet_no_error(fund, treasurer):
    count = 50 if connection.vendor == "postgresql" else 8
    give(fund, "1.00", by=treasurer)
    branches = [make_branch(fund, f"ศูนย์ {number}", number) for number in range(count)]
    members = {
        branch.pk: [make_member(fund, by=treasurer, branch=branch, plan=Plan.FREE) for _ in range(2)]
        for branch in branches
    }
    work = list(zip(treasurers(fund, count), branches, strict=True))

    def type_and_post(one):
        client, branch = one
        where = reverse("members:collection-sheet", args=[fund.code, branch.pk])
        key = hidden(client.get(where), "key")
        typed = {"key": key, "turn": "0", "on": "1/5/2561", "into": str(cash_of(fund).pk), "counted": "60"}
        amounts = {f"a{member.pk}": "30" for member in members[branch.pk]}
        seal = hidden(client.post(where, typed | amounts | {"step": "check"}), "lines")
        save = typed | {"step": "save", "lines": seal}
        # A second click with the same key on the way.
        return [client.post(where, save).status_code, client.post(where, save).status_code]

    assert at_once(type_and_post, work) == [[302, 302]] * count
    numbers = list(Receipt.objects.of(fund).order_by("pk").values_list("year", "number"))
    assert numbers == [(2560, 1), *((2561, number) for number in range(1, 2 * count + 1))]
    assert (Collection.objects.count(), CollectionDraft.objects.count()) == (count, 0)
    assert fund.accounts.aggregate(all=Sum("balance"))["all"] == 0
    assert cash_of(fund).balance == Decimal(60 * count + 1)
    assert fund_books.faults(fund.province) + books.faults(fund.province) == []
