"""The accounts of the demo province: four officers of every fund, two of the province, one password for all."""

from datetime import UTC, date, datetime
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password

from funds.models import Appointment, Fund, Office, Province
from welfare import trail
from welfare.models import LogEntry, User

from . import names
from .places import mixture_of
from .plan import SEED

ACT = "made the demo province"
OFFICES = (Office.TREASURER, Office.CHAIR, Office.SECRETARY, Office.AUDITOR)
BEGINNING = date(2006, 9, 1)


def is_demo() -> bool:
    """Say whether this database holds the demo province."""
    return LogEntry.objects.filter(act=ACT, subject="province").exists()


def demo_accounts() -> list[tuple[str, str]]:
    """Give the user names of the demo and what their offices are in, in the order of lists; none in a real database."""
    if not is_demo():
        return []
    held = Appointment.objects.filter(user__password__gt="").select_related("user", "fund", "province")
    rows = held.order_by("fund__position", "pk")
    return [(each.user.username, str(each.fund or each.province)) for each in rows]


def open_accounts(province: Province, funds: dict[str, Fund]) -> dict[tuple[str, str], User]:
    """Make the accounts with their appointments; give the users by office and fund code (empty for the province).

    The second step at sign-in, which a real province's administrators need, is left off, so that all may look around.
    """
    Province.objects.filter(pk=province.pk).update(second_step_from=None)
    rng = Random(f"{SEED} accounts")  # noqa: S311 -- the demo must come out the same each time
    password = make_password(settings.DEMO_PASSWORD)
    joined = datetime(BEGINNING.year, BEGINNING.month, BEGINNING.day, 3, tzinfo=UTC)
    posts: list[tuple[str, Office, Fund | None]] = [("officer", Office.OFFICER, None), ("admin", Office.ADMIN, None)]
    posts += [(f"{office.value}.{code}", office, fund) for code, fund in funds.items() for office in OFFICES]
    users = User.objects.bulk_create(
        User(username=username, password=password, display_name=_display_name(rng, fund), date_joined=joined)
        for username, _office, fund in posts
    )
    Appointment.objects.bulk_create(
        Appointment(
            user=user, office=office, fund=fund, province=None if fund else province,
            since=(fund.founded_on if fund else None) or BEGINNING,
        )
        for user, (_username, office, fund) in zip(users, posts, strict=True)
    )  # fmt: skip
    return {
        (office.value, fund.code if fund else ""): user
        for user, (_username, office, fund) in zip(users, posts, strict=True)
    }


def sign(province: Province, by: User) -> None:
    """Record that this database holds the demo province; the record can never be taken away."""
    trail.record(by=by, fund=None, act=ACT, subject="province", subject_pk=province.pk)


def _display_name(rng: Random, fund: Fund | None) -> str:
    kin = mixture_of(fund.code if fund else "").kin(rng)
    sex = rng.choice("MF")
    given = names.given_name(rng, kin, sex, date(rng.randint(1955, 1981), 1, 1))
    title = names.title(rng, sex, 45, is_married=rng.random() < 0.7, may_ordain=False)
    return f"{title}{given} {names.surname(rng, kin)}"
