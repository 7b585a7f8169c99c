"""Fill the database that the environment names: `python -m chaos.fill small|full`; the static files too."""

import sys
from dataclasses import replace
from decimal import Decimal

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first
from django.utils import translation  # noqa: E402

import events.demo.certificates  # noqa: E402
import events.demo.day  # noqa: E402
import events.demo.strategy  # noqa: E402
from funds.models import Province  # noqa: E402
from members.demo import plan, province  # noqa: E402
from welfare import serving  # noqa: E402
from welfare.models import User  # noqa: E402

SHARE = 20  # a small fund has this part of the demo's: enough to work in, made in seconds


def small(full: plan.FundPlan) -> plan.FundPlan:
    members = full.members // SHARE
    return replace(
        full, members=members, balance=Decimal(60_000 + 6_000 * members), helped_members=full.helped_members // SHARE,
        helped_outsiders=full.helped_outsiders // SHARE,
    )  # fmt: skip


def main(size: str) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if size == "full":
        call_command("demo", verbosity=0)
    else:
        with translation.override("th"):
            province.make([small(full) for full in plan.PROVINCE])
            admin, officer = (User.objects.get(username=name) for name in ("admin", "officer"))
            day = events.demo.day.make(Province.objects.get(), by=admin)
            events.demo.strategy.make(Province.objects.get(), by=admin, second=officer)
            events.demo.certificates.make(day, address="http://127.0.0.1/certificates/", by=admin)
    call_command("collectstatic", interactive=False, verbosity=0)
    serving.remember_static_files()


if __name__ == "__main__":
    main(sys.argv[1])
