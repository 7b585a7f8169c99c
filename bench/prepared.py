"""Make a database that was loaded from files ready to be measured: officers, a rule book, claims to pay."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from django.db import transaction
from django.utils.translation import override

from funds import regulations
from funds.models import Account, Appointment, Fund, Office, Province
from funds.rules import rulebooks
from funds.rules.terms import Resolution as Adopted
from members import approvals, claims
from members.models import Claim, Membership, Verdict
from welfare.models import User

BEGAN, FILED = date(2010, 1, 1), date(2026, 1, 5)
RULE_BOOK = Path(rulebooks.__file__).parents[1] / "data" / "rulebooks" / "yasothon.toml"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Province 1 and its first fund, with who works there."""

    province: Province
    fund: Fund
    officer: User
    colleague: User
    treasurer: User
    secretary: User
    chair: User
    member: int


def ready() -> Prepared:
    """Give the officers of province 1 and of its first fund, appointed when they are asked for first."""
    province = Province.objects.order_by("pk")[0]
    fund = Fund.objects.of(province).order_by("position")[0]
    Province.objects.update(second_step_from=None)
    places = {
        "officer": Office.OFFICER,
        "colleague": Office.OFFICER,
        "treasurer": Office.TREASURER,
        "secretary": Office.SECRETARY,
        "chair": Office.CHAIR,
    }
    users = {}
    for name, office in places.items():
        user, created = User.objects.get_or_create(username=f"bench.{name}", defaults={"display_name": name})
        if created:
            place = {"province": province} if office == Office.OFFICER else {"fund": fund}
            Appointment.objects.create(user=user, office=office, since=BEGAN, **place)
        users[name] = user
    if regulations.latest(fund) is None:
        book = replace(
            rulebooks.load(RULE_BOOK.read_text(encoding="utf-8")), fund=fund.name_th, in_force_from=BEGAN,
            resolution=Adopted("ประชุมก่อตั้งกองทุน", "1", BEGAN),
        )  # fmt: skip
        regulations.adopt(fund, book, by=users["secretary"])
    member = Membership.objects.of(fund).active(FILED).order_by("pk")[0]
    return Prepared(province, fund, **users, member=member.pk)


def approved(prepared: Prepared, count: int) -> list[Claim]:
    """File and approve `count` claims, each of another member, that the treasurer may pay."""
    held = Claim.objects.filter(occurred_on=FILED).values("person")
    members = Membership.objects.of(prepared.fund).active(FILED).exclude(person__in=held).select_related("person")
    made = []
    with transaction.atomic(), override("th"):
        for member in members.order_by("pk")[:count]:
            asked = claims.Request(
                person=member.person, membership=member, category="illness", occurred_on=FILED, judged=Decimal(300),
                amount=Decimal(300),
            )  # fmt: skip
            claim = claims.file(prepared.fund, asked, key=uuid4(), on=FILED, by=prepared.secretary)
            approvals.decide(claim, key=uuid4(), verdict=Verdict.APPROVE, on=FILED, by=prepared.chair)
            made.append(claim)
    return made


def bank_of(fund: Fund) -> Account:
    return Account.objects.get(fund=fund, kind="bank")
