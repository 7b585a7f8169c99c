"""Found a province and its funds from the facts file of the project, each fund with its chart of accounts."""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from .models import Account, AccountKind, Category, Cost, District, Fund, Province, Source

PHUKET = {"code": "83", "slug": "phuket", "name_th": "ภูเก็ต", "name_en": "Phuket"}
PHUKET_FUNDS = Path(__file__).parent / "data" / "phuket.csv"


@transaction.atomic
def found_phuket() -> Province:
    """Record Phuket, its districts and its 18 funds where they are missing; what stands is left alone.

    Source: the 18 local authorities as of 2565, funds/data/phuket.csv.
    """
    province, _created = Province.objects.get_or_create(
        code=PHUKET["code"], defaults={name: PHUKET[name] for name in ("slug", "name_th", "name_en")}
    )
    with PHUKET_FUNDS.open(encoding="utf-8", newline="") as lines:
        for position, row in enumerate(csv.DictReader(lines), start=1):
            found(province, row, position=position)
    return province


def found(province: Province, row: dict[str, str], *, position: int) -> Fund:
    """Record the fund of one line of the facts file, and its chart of accounts."""
    district, _created = District.objects.get_or_create(
        code=row["district_code"],
        defaults={"province": province, "name_th": row["district_th"], "name_en": row["district_en"]},
    )
    fund, created = Fund.objects.get_or_create(
        code=row["code"],
        defaults={
            "province": province,
            "district": district,
            "position": position,
            "authority_since": row["authority_since_be"],
            "shares_tambon": row["shares_tambon"] == "part",
            "tile_column": int(row["tile_column"]),
            "tile_row": int(row["tile_row"]),
        }
        | {
            name: row[name]
            for name in (
                "name_th", "name_en", "short_th", "short_en", "authority_th", "authority_en", "authority_kind",
                "tambon_codes",
            )
        },
    )  # fmt: skip
    if created:
        Account.objects.bulk_create(chart(fund))
    return fund


def chart(fund: Fund) -> Iterable[Account]:
    """Give the accounts that every fund opens with, in the order of the official statement."""
    yield Account(fund=fund, kind=AccountKind.CASH)
    yield Account(fund=fund, kind=AccountKind.BANK)
    yield Account(fund=fund, kind=AccountKind.OPENING)
    for source in Source:
        yield Account(fund=fund, kind=AccountKind.INCOME, line=source)
    for outsiders in (False, True):
        for category in Category:
            yield Account(fund=fund, kind=AccountKind.BENEFIT, line=category, outsiders=outsiders)
    for cost in Cost:
        yield Account(fund=fund, kind=AccountKind.COST, line=cost)
