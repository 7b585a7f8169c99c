"""What funds did for the year's papers: people of the villages counted, the finished year's status form frozen."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid5

from funds import villages
from funds.models import Branch, Fund
from members.status import freezing
from welfare.models import User
from welfare.money import from_satang, share, to_satang
from welfare.thai import BE

from .plan import LAST_DAY, FundPlan
from .year_answers import people_of

YEAR_END = date(LAST_DAY.year - 1, 12, 31)
FROZEN_ON = date(2018, 1, 31)
# One fund in five is late with its form; one in seven has not asked how many people its villages have.
NOT_FROZEN, NOT_COUNTED = 5, 7


def write(fund: Fund, plan: FundPlan, *, by: User) -> None:
    """Record the people of the villages of the last two finished years, and freeze the form of the last."""
    key = uuid5(UUID(int=0), f"papers of {fund.code}")
    if fund.position % NOT_COUNTED:
        for year in (YEAR_END.year - 1, YEAR_END.year):
            source = f"งานทะเบียนราษฎร {fund.authority_th} ณ 31 ธันวาคม {year + BE}"
            people = dict(_people(fund, plan, year))
            villages.record(fund, people, year=year + BE, source=source, key=uuid5(key, str(year)), by=by)
    if fund.position % NOT_FROZEN:
        found = Fund.objects.select_related("province", "district").get(pk=fund.pk)
        freezing.freeze(found, YEAR_END, key=uuid5(key, "status"), on=FROZEN_ON, by=by)


def _people(fund: Fund, plan: FundPlan, year: int) -> Iterator[tuple[Branch, int]]:
    """Share the people of the fund's area out over its villages, unevenly; a hundredth more in each later year."""
    branches = list(Branch.objects.filter(fund=fund).order_by("pk"))
    whole = people_of(plan) * (100 - (LAST_DAY.year - year)) // 100
    weights = [5 + number * 7 % 4 for number in range(len(branches))]
    for branch, part in zip(branches, share(from_satang(whole), weights), strict=True):
        yield branch, to_satang(part)
