"""Every entry of the trail is sealed onto the one before it; what is changed, removed or slipped in is found."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import Error, connection, connections, transaction

from tests.factories import make_user
from welfare import trail
from welfare.http import address_kept
from welfare.models import LogEntry, TrailHead

FUND = 7_000_000  # the key of a fund that is not there


@pytest.fixture
def clerk(db):
    return make_user("clerk")


def write(clerk, fund=FUND, count=3):
    return [trail.record(by=clerk, fund=fund, act="opened", subject="account", subject_pk=n) for n in range(count)]


@contextmanager
def no_guard():
    """Lift the triggers for a moment, as someone would who has the database in hand."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            yield cursor
            cursor.execute("SET session_replication_role = origin")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'welfare_%'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        for _name, sql in triggers:
            cursor.execute(sql)


def check(**options):
    out = StringIO()
    try:
        call_command("check_trail", stdout=out, **options)
    except SystemExit as end:
        return end.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_an_entry_keeps_what_held_before_and_after_in_plain_values(clerk):
    written = trail.record(
        by=clerk, act="changed", subject="rate", facts={"amount": Decimal("30.00")}, before={"on": date(2018, 8, 14)}
    )

    kept = LogEntry.objects.get(pk=written.pk)
    assert (kept.facts, kept.before, kept.seal) == ({"amount": "30.00"}, {"on": "2018-08-14"}, written.seal)


def test_each_chain_counts_for_itself_and_its_head_names_its_last_entry(clerk):
    first, second = write(clerk, fund=FUND)[-1], write(clerk, fund=FUND + 1, count=2)[-1]
    alone = trail.record(by=clerk, act="opened", subject="account")

    heads = (
        TrailHead.objects.filter(chain__in=(0, FUND, FUND + 1)).order_by("chain").values_list("chain", "count", "seal")
    )
    assert list(heads) == [(0, alone.number, alone.seal), (FUND, 3, first.seal), (FUND + 1, 2, second.seal)]
    assert check() == (0, [f"{LogEntry.objects.count()} entries in {TrailHead.objects.count()} chains: no fault"])


def test_many_entries_cost_as_much_as_one(clerk, django_assert_num_queries):
    write(clerk)
    with django_assert_num_queries(3):
        trail.record_all([trail.Act("printed", "receipt", n) for n in range(20)], by=clerk, fund=FUND)

    assert list(trail.faults()) == []


def test_hundreds_of_entries_are_sealed_and_kept_as_one_by_one(clerk):
    facts = {"on": date(2018, 8, 14), "amount": Decimal("365.50"), "name": "นางสมหญิง “ใจดี”\t\\"}
    acts = [trail.Act("imported", "membership", number, facts, {"number": number}) for number in range(trail.MANY)]

    trail.record_all(acts, by=clerk, fund=7)
    trail.record(by=clerk, act="closed", subject="books", fund=7)

    kept = LogEntry.objects.filter(fund=7, act="imported").order_by("number")
    assert [(each.subject_pk, each.before) for each in kept] == [
        (place, {"number": place}) for place in range(trail.MANY)
    ]
    assert {json.dumps(each.facts, sort_keys=True) for each in kept} == {json.dumps(trail.plain(facts), sort_keys=True)}
    assert list(trail.faults()) == []


def test_an_entry_carries_the_offices_and_the_address_of_its_request(clerk):
    with trail.standing(origin="203.0.113.x"):
        trail.in_offices(frozenset({"treasurer", "chair"}))
        inside = trail.record(by=clerk, act="opened", subject="account")
    outside = trail.record(by=clerk, act="opened", subject="account")

    assert [(entry.office, entry.origin) for entry in (inside, outside)] == [
        ("chair,treasurer", "203.0.113.x"),
        ("", ""),
    ]


@pytest.mark.parametrize(
    ("address", "policy", "kept"),
    [
        ("203.0.113.9", "masked", "203.0.113.x"),
        ("2001:db8:12:34::9", "masked", "2001:0db8:0012:x"),
        ("203.0.113.9", "full", "203.0.113.9"),
        ("203.0.113.9", "none", ""),
        ("", "masked", ""),
    ],
)
def test_an_address_is_kept_as_the_policy_says(address, policy, kept):
    assert address_kept(address, policy) == kept


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE welfare_logentry SET act = 'x'",
        "DELETE FROM welfare_logentry",
        "UPDATE welfare_trailhead SET count = count - 1",
        "UPDATE welfare_trailhead SET seal = 'x'",
        "DELETE FROM welfare_trailhead",
    ],
)
def test_the_database_refuses_to_change_or_shorten_the_trail(clerk, change):
    write(clerk)
    with pytest.raises(Error, match=r"never|only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_database_refuses_a_second_entry_with_the_same_number(clerk):
    entry = write(clerk)[-1]
    entry.pk = None
    with pytest.raises(Error), transaction.atomic():
        entry.save(force_insert=True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE welfare_logentry SET facts = '{\"n\": 1}' WHERE number = 2", "2: the entry was changed"),
        ("UPDATE welfare_logentry SET office = 'chair' WHERE number = 2", "2: the entry was changed"),
        ("UPDATE welfare_logentry SET at = '2018-01-01 03:00:00+00' WHERE number = 2", "2: the entry was changed"),
        ("DELETE FROM welfare_logentry WHERE number = 2", "2: entry 2 is missing"),
        ("DELETE FROM welfare_logentry WHERE number >= 2", "2: the last 2 of 3 entries are missing"),
        ("DELETE FROM welfare_logentry WHERE number > 0", "1: the last 3 of 3 entries are missing"),
        ("DELETE FROM welfare_trailhead WHERE count > 0", "3: the head does not name the last entry"),
        ("UPDATE welfare_trailhead SET count = 2 WHERE count = 3", "3: the head does not name the last entry"),
    ],
)
def test_what_was_altered_past_the_triggers_is_found(clerk, change, said):
    write(clerk)
    place = {"logentry": "fund", "trailhead": "chain"}[change.split("welfare_")[1].split()[0]]
    with no_guard() as cursor:
        cursor.execute(f"{change} AND {place} = {FUND}")

    code, lines = check()
    assert (code, lines[:-1]) == (1, [f"fund {FUND}, entry {said}"])


def test_a_printed_seal_is_known_again_and_a_foreign_one_is_not(clerk):
    entry = write(clerk)[1]

    known = check(printed=f"{entry.seal[:4]} {entry.seal[4:16].upper()}")
    assert (known[0], known[1][-1]) == (0, f"The seal belongs to entry 2 of {entry.at:%Y-%m-%d %H:%M}: opened.")
    assert check(printed="0" * 16)[0] == 1
    with pytest.raises(CommandError):
        check(printed="abc")


def test_what_was_written_before_the_chains_is_sealed_by_the_migration_as_the_pen_would(clerk):
    write(clerk)
    trail.record(by=clerk, act="changed", subject="rate", facts={"ก": [1, "2"]}, before={"on": date(2018, 8, 14)})
    kept = list(LogEntry.objects.order_by("pk").values_list("number", "seal"))
    migration = import_module("welfare.migrations.0004_what_was_written_before_is_sealed")
    with no_guard() as cursor:
        cursor.execute("UPDATE welfare_logentry SET seal = '', number = -id")
        cursor.execute("DELETE FROM welfare_trailhead")
        migration.seal_all(apps, None)

    assert list(LogEntry.objects.order_by("pk").values_list("number", "seal")) == kept
    assert list(trail.faults()) == []


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_never_fork_a_chain():
    clerk = make_user("clerk")

    def work(chain):
        try:
            write(clerk, fund=chain, count=4)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, [FUND, FUND + 1] * 4))

    assert list(trail.faults()) == []
    assert [head.count for head in TrailHead.objects.filter(chain__in=(FUND, FUND + 1))] == [16, 16]
