"""What holds of a match at a database prompt, past all acts."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from funds import match_rules
from funds.heads import RULE
from funds.models import MatchAmendment, MatchMoney, MatchRecall, MatchRequest, MatchRound, MatchVerdict, Transfer
from members import match_books, match_money
from members.models import MatchLine, MatchStrike
from tests.factories import cash_of, give
from tests.prompt import without_triggers

from .matching import OCTOBER, amend, approve, free_member, make_request, make_round, send

TABLES = (
    "funds_matchrequest", "funds_matchverdict", "funds_matchamendment", "funds_matchrecall", "funds_matchmoney",
    "funds_matchrule", "members_matchline", "members_matchstrike",
)  # fmt: skip


@pytest.fixture
def requested(fund, secretary):
    free_member(fund, by=secretary)
    return make_request(fund, by=secretary)


@pytest.fixture
def whole(fund, requested, secretary, province_officer, province_admin, treasurer):
    """One of each record of a match."""
    approve(requested, by=province_officer)
    told = {"key": uuid4(), "on": OCTOBER, "by": treasurer}
    match_money.receive(requested, amount=Decimal(365), into=cash_of(fund), **told)
    match_money.recall(requested, amount=Decimal(5), reason="เกิน", **told | {"key": uuid4()}, struck=[1])
    amend(requested, "360", by=province_officer)
    match_rules.adopt(fund.province, RULE, key=uuid4(), since=date(2019, 1, 1), by=province_admin)
    return requested


def refused(act, words):
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        act()


@pytest.mark.parametrize("table", TABLES)
def test_a_record_of_the_match_is_never_changed_deleted_or_replaced(whole, table):
    def run(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    # What waits for the end of the transaction keeps a table of PostgreSQL from being emptied.
    run("SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1")
    refused(lambda: run(f"UPDATE {table} SET id = id"), "never")  # noqa: S608
    refused(lambda: run(f"DELETE FROM {table}"), "never")  # noqa: S608
    if connection.vendor == "sqlite":
        refused(lambda: run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"), "replaced|stands")  # noqa: S608
    else:
        refused(lambda: run(f"TRUNCATE {table} CASCADE"), "never")


def test_a_sum_that_is_not_heads_by_rate_is_refused(requested):
    row = MatchRequest.objects.values().get()
    said = {name: row[name] for name in ("figures", "list_sha256", "sha256", "on", "by_id", "lines")}
    other = MatchRound.objects.create(
        key=uuid4(), fund_id=requested.round.fund_id, number=2, counting_on=OCTOBER, by_id=row["by_id"]
    )
    told = {"round": other, "version": 1, "head_rate": Decimal(365), **said}

    refused(
        lambda: MatchRequest.objects.create(key=uuid4(), heads=1, amount=Decimal("365.01"), **told), "match_request"
    )
    refused(lambda: MatchRequest.objects.create(key=uuid4(), heads=2, amount=Decimal(730), **told), "match_request")
    assert MatchRequest.objects.create(key=uuid4(), heads=1, amount=Decimal(365), **told).pk


def test_a_sent_list_has_no_room_for_more_and_none_for_others(fund, other_fund, requested, secretary):
    stranger, late = free_member(other_fund, by=secretary), free_member(fund, by=secretary)

    refused(lambda: MatchLine.objects.create(request=requested, position=2, membership=late), "takes no more lines")
    refused(lambda: MatchLine.objects.create(request=requested, position=1, membership=stranger), "own fund|replaced")


def test_a_round_that_was_sent_keeps_its_number_and_day(fund, requested, secretary):
    open_round = make_round(fund, by=secretary, number=2, on=OCTOBER)

    refused(lambda: MatchRound.objects.filter(pk=requested.round_id).update(counting_on=date(2017, 9, 30)), "keeps")
    refused(lambda: MatchRound.objects.filter(pk=requested.round_id).update(number=7), "keeps")
    assert MatchRound.objects.filter(pk=open_round.pk).update(number=7) == 1


def test_a_second_request_of_a_round_is_refused(requested, secretary):
    row: dict[str, Any] = dict(MatchRequest.objects.values().get())
    del row["id"]

    refused(lambda: MatchRequest.objects.create(**row | {"key": uuid4(), "version": 2}), "stands")


def test_more_than_was_asked_and_ones_own_request_are_not_approved(requested, secretary, province_officer):
    told = {"request": requested, "outcome": "approved", "on": OCTOBER}
    more = {"heads": 1, "amount": Decimal(366), "by": province_officer}
    own = {"heads": 1, "amount": Decimal(365), "by": secretary}

    refused(lambda: MatchVerdict.objects.create(key=uuid4(), **told, **more), "more is approved")
    refused(lambda: MatchVerdict.objects.create(key=uuid4(), **told, **own), "does not approve")
    refused(lambda: MatchVerdict.objects.create(key=uuid4(), **told | {"outcome": "refused"}, by=secretary), "match_is")


def test_only_an_approval_is_amended_within_what_was_asked_and_not_by_who_sent_it(
    requested, secretary, province_officer
):
    told = {"request": requested, "reason": "พิมพ์ผิด", "on": OCTOBER, "heads": 1, "amount": Decimal(360)}
    own, more = {"by": secretary}, {"by": province_officer, "amount": Decimal(366)}

    refused(lambda: MatchAmendment.objects.create(key=uuid4(), **told, by=province_officer), "only an approved")
    approve(requested, by=province_officer)
    refused(lambda: MatchAmendment.objects.create(key=uuid4(), **told | own), "does not approve")
    refused(lambda: MatchAmendment.objects.create(key=uuid4(), **told | more), "more is approved")
    refused(lambda: MatchAmendment.objects.create(key=uuid4(), **told | own | {"reason": ""}), "match_is|approve")


def test_money_and_recalls_belong_to_an_approved_match_of_the_fund(
    fund, other_fund, requested, treasurer, province_officer
):
    give(fund, "10.00", by=treasurer)
    donation = Transfer.objects.get()
    recalled = {"request": requested, "amount": Decimal(1), "reason": "เกิน", "on": OCTOBER, "by": treasurer}

    refused(lambda: MatchRecall.objects.create(key=uuid4(), **recalled), "only an approved")
    refused(lambda: MatchMoney.objects.create(request=requested, transfer=donation, by=treasurer), "only an approved")
    approve(requested, by=province_officer)
    refused(lambda: MatchMoney.objects.create(request=requested, transfer=donation, by=treasurer), "no money of")


def test_only_a_counted_member_is_struck_off(fund, secretary):
    free_member(fund, by=secretary)
    free_member(fund, by=secretary, on=OCTOBER)
    send(make_round(fund, by=secretary), by=secretary)
    later = MatchLine.objects.get(why="later")

    refused(
        lambda: MatchStrike.objects.create(line=later, reason="ผิด", on=OCTOBER, by=secretary), "only a counted member"
    )


@pytest.mark.parametrize(
    ("table", "change", "words"),
    [
        ("members_matchline", "rounds = 2", "the list is not the one that was sent"),
        ("members_matchline", "why = 'short'", "the list has 1 lines and 0 counted, sent were 1 and 1"),
        ("funds_matchrequest", "sha256 = 'x'", "the request is not the one that was sent"),
    ],
)
def test_check_books_names_a_list_that_is_another_one(fund, requested, table, change, words):
    assert match_books.faults([fund]) == []

    without_triggers(table, f"UPDATE {table} SET {change}")  # noqa: S608

    assert match_books.faults([fund]) == [f"rawai: match request of round 1, version 1: {words}"]
