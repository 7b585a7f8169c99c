"""Lists and dashboards are read from a replica that is proven to be fresh; what one wrote oneself is always there."""

import re
import time
from collections.abc import Iterator

import pytest
from django.db import connection, connections, router, transaction

from funds.models import Fund
from members.models import Membership
from tests import postgres
from tests.cast import signed_in
from tests.factories import give, make_member
from welfare import replicas
from welfare.replicas import Replica

HERE = "replica1"
EVERYWHERE = pytest.mark.django_db(transaction=True, databases=["default", HERE])
PATIENCE = 60  # seconds for a replica to follow on a busy machine


class Clock:
    """Seconds that pass when a test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_replica_is_fresh_for_as_long_as_it_is_proven_to_be(settings):
    settings.REPLICA_LAG_MAX, clock = 5, Clock()
    replica = Replica(HERE, clock)
    fresh = [replica.is_fresh()]  # nobody has looked yet

    for seconds, position, replayed in (
        (0, 1000, 900),
        (1, 1100, 999),
        (1, 1200, 1100),
        (5, 1300, 1200),
        (1, 1400, 1250),
    ):
        clock.now += seconds
        replica.saw(clock.now, position, replayed)
        fresh.append(replica.is_fresh())
    clock.now += 4.5
    fresh.append(replica.is_fresh())

    # Behind, since when nobody knows; still so; what it holds is a second old; five seconds old; then too old.
    assert fresh == [False, False, False, True, True, False, False]


def test_who_has_written_is_not_sent_to_a_replica_that_has_not_got_so_far(settings):
    settings.REPLICA_LAG_MAX, replica = 5, Replica(HERE, Clock())
    replica.saw(100.0, 1000, 1000)

    assert [replica.is_fresh(written) for written in (0, 1000, 1001)] == [True, True, False]


def test_a_replica_that_failed_is_left_out_until_it_answers_again(settings):
    settings.REPLICA_LAG_MAX, replica = 5, Replica(HERE, Clock())
    replica.saw(100.0, 1000, 1000)
    replica.leave_out("gone")
    left_out = replica.is_fresh()
    replica.saw(100.0, 1000, 1000)

    assert (left_out, replica.is_fresh()) == (False, True)


@pytest.mark.parametrize(
    ("position", "number"), [("0/0", 0), ("16/B374D848", 0x16B374D848), ("", 0), ("x/y", 0), ("12", 0)]
)
def test_a_place_in_the_log_is_a_number(position, number):
    assert replicas.number_of(position) == number


def test_a_place_in_the_log_is_written_as_postgresql_writes_it():
    assert replicas.text_of(0x16B374D848) == "16/B374D848"


def test_without_replicas_nothing_is_asked_and_nothing_is_marked(treasurer, fund):
    answer = signed_in(treasurer).post(f"/funds/{fund.code}/members/search/", {"q": "สมหญิง"})

    assert replicas.COOKIE not in answer.cookies


# With a real replica.


@pytest.fixture(scope="module")
def standby(django_db_setup) -> Iterator[postgres.Cluster]:
    folder, host = postgres.binaries(), connection.settings_dict["HOST"]
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no replicas; run them with .venv/bin/python -m tests --postgresql")
    if folder is None or not host.startswith("/"):
        pytest.skip("A replica is made of a PostgreSQL of our own; leave DATABASE_URL out")
    with postgres.standby(folder, host) as server:
        connections.databases[HERE] = connection.settings_dict | {
            "HOST": str(server.home), "TEST": connection.settings_dict["TEST"] | {"MIRROR": "default"}
        }  # fmt: skip
        yield server
        del connections.databases[HERE]


@pytest.fixture
def replica(db, settings, standby) -> Iterator[Replica]:
    """A replica in use, which holds all that was written until now."""
    settings.REPLICAS, settings.DATABASE_ROUTERS = [HERE], ["welfare.replicas.Router"]
    (one,) = replicas.all_of_them()
    one.want = lambda: None  # type: ignore[method-assign]  # a test looks when it wants to
    yield one
    resume(standby)
    connections[HERE].close()
    del connections[HERE]
    replicas._replicas.clear()


def caught_up(one: Replica) -> None:
    """Look until the replica holds all that was written."""
    written, begin = replicas._position(), time.monotonic()
    while not one.is_fresh(written):
        one.look()
        assert time.monotonic() - begin < PATIENCE, one.fault or "it does not follow"
        time.sleep(0.02)


def pause(standby: postgres.Cluster) -> None:
    with connections[HERE].cursor() as cursor:
        cursor.execute("SELECT pg_wal_replay_pause()")
        for _look in range(100 * PATIENCE):
            cursor.execute("SELECT pg_get_wal_replay_pause_state()")
            if cursor.fetchone() == ("paused",):
                return
            time.sleep(0.01)
    raise AssertionError("the replica does not pause")


def resume(standby: postgres.Cluster) -> None:
    with connections[HERE].cursor() as cursor:
        cursor.execute("SELECT pg_wal_replay_resume()")


class Asked:
    """Counts the statements of each database while pages are read."""

    def __init__(self) -> None:
        self.tables: dict[str, list[str]] = {"default": [], HERE: []}

    def __enter__(self) -> "Asked":
        self.wrapped = []
        for alias in self.tables:
            wrapper = connections[alias].execute_wrapper(self.noting(alias))
            wrapper.__enter__()
            self.wrapped.append(wrapper)
        return self

    def noting(self, alias):
        def note(execute, sql, params, many, context):
            self.tables[alias].append(sql)
            return execute(sql, params, many, context)

        return note

    def __exit__(self, *fault: object) -> None:
        for wrapper in self.wrapped:
            wrapper.__exit__(None, None, None)

    def names(self, alias: str, table: str) -> bool:
        return any(re.search(rf"\b{table}\b", sql) for sql in self.tables[alias])


def register(fund: Fund) -> str:
    return f"/funds/{fund.code}/members/"


@pytest.mark.postgresql
@EVERYWHERE
def test_a_list_is_read_from_the_replica_and_rights_from_the_primary(replica, fund, secretary):
    make_member(fund, by=secretary)
    browser = signed_in(secretary)
    caught_up(replica)

    with Asked() as asked:
        page = browser.get(register(fund))

    assert page.status_code == 200
    assert (asked.names(HERE, "members_membership"), asked.names("default", "members_membership")) == (True, False)
    rights = ("funds_appointment", "welfare_session", "welfare_user")
    assert [(asked.names("default", table), asked.names(HERE, table)) for table in rights] == [(True, False)] * 3


@pytest.mark.postgresql
@EVERYWHERE
def test_who_writes_sees_it_at_once_and_others_when_the_replica_has_it(replica, standby, fund, secretary, treasurer):
    typed = {"email": "prapai@example.org"}
    writer, reader = signed_in(secretary), signed_in(treasurer)
    caught_up(replica)
    pause(standby)

    give(fund, "100.00", by=treasurer)
    written = writer.post("/understood/", typed)
    replica.look()
    with Asked() as of_the_writer:
        writer.get(f"/funds/{fund.code}/journal/")
    with Asked() as of_the_reader:
        reader.get(f"/funds/{fund.code}/journal/")

    assert replicas.number_of(written.cookies[replicas.COOKIE].value) > replica.replayed
    assert [each.names(HERE, "funds_transfer") for each in (of_the_writer, of_the_reader)] == [False, True]
    resume(standby)
    caught_up(replica)
    with Asked() as later:
        page = writer.get(f"/funds/{fund.code}/journal/")
    assert (later.names(HERE, "funds_transfer"), "100.00" in page.content.decode()) == (True, True)


@pytest.mark.postgresql
@EVERYWHERE
def test_a_late_replica_does_not_spoil_the_page_that_is_kept_for_all(replica, standby, fund, province, province_officer,
                                                                     treasurer):  # fmt: skip
    page, officer = f"/province/{province.slug}/", signed_in(province_officer)
    give(fund, "1000.00", by=treasurer)
    caught_up(replica)
    pause(standby)
    give(fund, "234.00", by=treasurer)

    late = officer.get(page)
    resume(standby)
    caught_up(replica)
    after = officer.get(page, headers={"If-None-Match": late.headers["ETag"]})

    assert ["1,234.00" in answer.content.decode() for answer in (late, after)] == [False, True]


@pytest.mark.postgresql
@EVERYWHERE
def test_a_replica_that_dies_while_a_page_is_made_is_left_out_and_nobody_sees_it(replica, standby, fund, secretary):
    make_member(fund, by=secretary)
    browser = signed_in(secretary)
    caught_up(replica)
    standby.stop()
    try:
        page = browser.get(register(fund))
        with Asked() as afterwards:
            browser.get(register(fund))
    finally:
        standby.start()

    assert (page.status_code, "members" in page.request["PATH_INFO"], replica.fault) == (200, True, "OperationalError")
    assert afterwards.tables[HERE] == []
    caught_up(replica)
    with Asked() as again:
        browser.get(register(fund))
    assert again.names(HERE, "members_membership")


@pytest.mark.postgresql
@EVERYWHERE
def test_the_health_page_says_how_far_a_replica_is_behind_and_why_it_is_left_out(replica, province, province_admin):
    browser = signed_in(province_admin)
    caught_up(replica)
    replica.looked.set()
    fresh = browser.get("/readyz").json()
    replica.leave_out("connection refused")
    gone = browser.get("/readyz").json()

    assert [told["parts"][HERE]["well"] for told in (fresh, gone)] == [True, False]
    assert (fresh["ready"], gone["ready"], gone["well"]) == (True, True, False)
    assert "connection refused" in gone["parts"][HERE]["words"]


@pytest.mark.postgresql
@EVERYWHERE
def test_inside_a_transaction_and_for_locks_the_primary_is_asked(replica, fund):
    caught_up(replica)

    with replicas.reading(HERE):
        outside = router.db_for_read(Membership)
        with transaction.atomic():
            inside = (router.db_for_read(Membership), replicas.connection().alias)
        for_writing = Fund.objects.select_for_update().db

    assert (outside, inside, for_writing) == (HERE, ("default", "default"), "default")
