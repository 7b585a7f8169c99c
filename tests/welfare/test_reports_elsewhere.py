"""Long reports read where they are told to, and keep what they found with the primary."""

from collections import Counter
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, connections
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from funds import drafts
from funds.rules import rulebooks
from members import whatif
from members.status import runs
from tests.factories import AUGUST, JAN_2560, MAY_DAY, approve, give, make_claim, make_member, pay
from tests.members.rules import YASOTHON
from welfare import replicas
from welfare.replicas import Replica

ELSEWHERE = "replica1"
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True, databases=["default", ELSEWHERE])]


@pytest.fixture(scope="module")
def second_way(django_db_setup) -> Iterator[str]:
    """A second way into the same database, which stands for a replica that holds everything."""
    connections.databases[ELSEWHERE] = connection.settings_dict | {
        "TEST": connection.settings_dict["TEST"] | {"MIRROR": "default"}
    }
    yield ELSEWHERE
    del connections.databases[ELSEWHERE]


@pytest.fixture
def elsewhere(db, settings, second_way) -> Iterator[str]:
    settings.DATABASE_ROUTERS = ["welfare.replicas.Router"]
    yield second_way
    connections[second_way].close()
    del connections[second_way]


class Asked:
    """Counts the statements of each database by their first word."""

    def __init__(self, *aliases: str) -> None:
        self.words = {alias: Counter[str]() for alias in aliases}

    def __enter__(self) -> dict[str, Counter[str]]:
        self.wrapped = [connections[alias].execute_wrapper(self._noter(alias)) for alias in self.words]
        for each in self.wrapped:
            each.__enter__()
        return self.words

    def __exit__(self, *fault: object) -> None:
        for each in self.wrapped:
            each.__exit__(None, None, None)

    def _noter(self, alias: str):
        def note(execute, sql, *rest):
            self.words[alias][sql.split()[0]] += 1
            return execute(sql, *rest)

        return note


def test_a_reckoning_is_read_elsewhere_and_kept_with_the_primary(fund, secretary, chair, treasurer, elsewhere):
    give(fund, "5000.00", by=treasurer)
    member = make_member(fund, by=secretary, on=JAN_2560)
    claim = make_claim(fund, by=secretary, person=member.person, membership=member)
    approve(claim, by=chair)
    pay(claim, by=treasurer)
    draft = drafts.begin(fund, book=rulebooks.to_dict(rulebooks.load(YASOTHON)), key=uuid4(), by=secretary)
    run = whatif.begin(draft, first_on=JAN_2560, last_on=MAY_DAY.replace(year=2019), key=uuid4(), by=secretary)

    with Asked("default", elsewhere) as asked:
        done = whatif.go_on(run, where=elsewhere)

    assert (done.is_done, set(asked[elsewhere])) == (True, {"SELECT"})
    assert (asked["default"], asked[elsewhere]["SELECT"] >= 2) == (Counter(SELECT=2, UPDATE=1), True)


def test_the_forms_of_all_funds_are_read_elsewhere_and_kept_with_the_primary(province, province_officer, elsewhere):
    run = runs.begin(province, AUGUST, key=uuid4(), by=province_officer)

    with Asked("default", elsewhere) as asked:
        runs.go_on(run, most=2, where=elsewhere)

    assert (run.parts.count(), set(asked[elsewhere])) == (2, {"SELECT"})
    assert (asked["default"], asked[elsewhere]["SELECT"] > 20) == (Counter(SELECT=3, INSERT=1), True)


@pytest.fixture
def fresh(settings, elsewhere) -> Iterator[Replica]:
    """The replica as one that holds everything; nobody looks at it again."""
    settings.REPLICAS = [elsewhere]
    (one,) = replicas.all_of_them()
    one.want = lambda: None  # type: ignore[method-assign]
    one.saw(one.clock(), 0, 0)
    yield one
    replicas._replicas.clear()


def test_a_part_that_the_replica_fails_is_done_again_from_the_primary(fresh, rf: RequestFactory):
    tried = []

    def work(where: str) -> str:
        tried.append(where)
        if where == fresh.alias:
            raise OperationalError("canceling statement due to conflict with recovery")
        return "made"

    assert (replicas.a_part(rf.post("/"), work), tried) == ("made", [fresh.alias, "default"])
    assert (fresh.fault, fresh.is_fresh()) == ("OperationalError", False)


def test_what_a_replica_does_not_know_is_looked_for_on_the_primary_before_it_is_called_missing(fresh, rf):
    asked = []

    @replicas.from_a_replica
    def page(request: HttpRequest) -> HttpResponse:
        asked.append(replicas.connection().alias)
        if asked == [fresh.alias]:
            raise Http404
        return HttpResponse("here")

    assert (page(rf.get("/")).content, asked) == (b"here", [fresh.alias, "default"])
    assert fresh.is_fresh()
