"""Load whole funds into an empty database, all of them or none, with everything that the portal keeps beside them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection

from funds import totals
from funds.models import District, Measure, Province
from funds.pasts import TABLES as BOOKS
from funds.pasts import sum_up
from members.models import HelpedInProvince, Person
from welfare import trail
from welfare.bulk import running_key
from welfare.filling import Filling, one_transaction, set_aside
from welfare.models import User

from .lines import HELPED_IN_PROVINCE, Clerks, FundLines, Loading
from .lines import TABLES as PEOPLE
from .reading import NotUnderstood, in_several_funds, of_each_fund

CLERKS = {"files.filed": "ทะเบียนเดิม (ยื่นคำขอ)", "files.decided": "ทะเบียนเดิม (อนุมัติ)", "files.paid": "ทะเบียนเดิม (จ่ายเงิน)"}
MOST_PROVINCES = 99
PROVINCES = ("id", "code", "slug", "name_th", "name_en", "totals_version")
DISTRICTS = ("id", "province_id", "code", "name_th", "name_en")
Progress = Callable[[int], None]


class NotEmpty(Exception):
    """The database holds a province, people or accounts; whole funds are loaded into an empty one only."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows each table got by its name, and what was strange in the files.

    `doubled` payments are of an event for which the person was paid before; `left_before_joining` members were
    recorded as leaving on the day they came; `overdrawn` funds paid out more than came in and were
    opened with the rest.
    """

    rows: dict[str, int]
    provinces: int
    doubled: int
    left_before_joining: int
    overdrawn: int


def load(folder: Path, *, progress: Progress = lambda funds: None) -> Loaded:
    """Load the files in `folder`; `progress` is told how many funds are made.

    Raises NotEmpty, and NotUnderstood with the fund and the reason; nothing is written then.
    """
    if Province.objects.exists() or Person.objects.exists() or User.objects.exists():
        raise NotEmpty
    with one_transaction():
        return _load(folder, progress)


def _load(folder: Path, progress: Progress) -> Loaded:
    clerks = [User.objects.create(username=name, display_name=shown, is_active=False) for name, shown in CLERKS.items()]
    positions: dict[int, int] = defaultdict(int)
    with set_aside((Province, District, *BOOKS, *PEOPLE)):
        with Filling() as filling:
            loading = Loading(filling, Clerks(*(clerk.pk for clerk in clerks)), in_several_funds(folder))
            for rows in of_each_fund(folder):
                try:
                    province = int(rows.row[1])
                    if province not in positions:
                        _found(loading, province)
                    positions[province] += 1
                    FundLines(loading, rows, position=positions[province]).write()
                except (ValueError, KeyError) as fault:
                    raise NotUnderstood(f"Fund {rows.row[0]}: {fault}.") from None
                progress(sum(positions.values()))
            for (province, person), helps in loading.first_helps.items():
                on, outsider = min(helps, key=lambda help: help[0])
                filling.add(HelpedInProvince, HELPED_IN_PROVINCE, [f"{province}\t{person}\t{on}\t{outsider:d}"])
        sum_up()
    _count_people_once(loading)
    counts = {model.__name__: count for model, count in filling.counts.items()}
    trail.record(
        by=clerks[0],
        act="loaded tables",
        subject="province",
        facts={"funds": counts.get("Fund", 0), "rows": sum(counts.values())},
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Loaded(counts, len(positions), loading.doubled, loading.left_before_joining, loading.overdrawn)


def _found(loading: Loading, pk: int) -> None:
    """Write a province by its number, with one district that has the same primary key."""
    if not 1 <= pk <= MOST_PROVINCES:
        raise ValueError(f"a province has a number from 1 to {MOST_PROVINCES}, not {pk}")
    line = f"{pk}\t{pk:02d}\tprovince-{pk}\tจังหวัดที่ {pk}\tProvince {pk}\t{running_key('p', pk)}"
    loading.filling.add(Province, PROVINCES, [line])
    loading.filling.add(District, DISTRICTS, [f"{pk}\t{pk}\t{pk:02d}01\tอำเภอเมือง\tMueang"])


def _count_people_once(loading: Loading) -> None:
    """Whom several funds of a province helped counts once there: take the later ones off its totals."""
    twice: dict[int, list[totals.Change]] = defaultdict(list)
    for (province, _person), helps in loading.first_helps.items():
        for on, outsider in sorted(helps, key=lambda help: help[0])[1:]:
            twice[province].append(totals.Change(date.fromisoformat(on), Measure.HELPED, -1, outsiders=outsider))
    for province, changes in twice.items():
        totals.count_off(province, changes)
