"""A province at work: who holds which office, and what is there to work on."""

import contextlib
from datetime import timedelta
from itertools import count
from random import Random

from django.db import IntegrityError, transaction
from django.db.models import Max

from chaos.person import Person
from events.models import Attendance, Party
from funds import founding
from funds.models import Account, Fund, Office, Province
from members.models import Claim, Membership
from tests import factories
from welfare import thai
from welfare.models import User

GIVEN = ("สมหญิง", "สมชาย", "มาลี", "ประไพ", "วิชัย", "อุไร", "อำนาจ", "ดารา")
NEW = "new-"  # how the codes of funds begin that are founded on the way
FAMILY = ("ใจดี", "ทะเลงาม", "สุขใจ", "ทองคำ", "ยืนยง", "คลื่นขาว")


class World:
    """A province at work: who holds which office, and what is there to work on. `rng` chooses."""

    def __init__(self, address: str, rng: Random, *, part: int = 0, parts: int = 1) -> None:
        self.address, self.rng = address, rng
        self.province = Province.objects.get()
        self.everywhere = list(
            Fund.objects.filter(province=self.province).exclude(code__startswith=NEW).order_by("position")
        )
        self.funds = self.everywhere[part::parts]
        self.people: dict[str, Person] = {}
        self.numbers = count(rng.randrange(1, 10**9) * 1000)
        self.today = thai.today()
        self.used: set[int] = set()
        self.with_money: set[int] = set()
        self.expected: list[Attendance] | None = None
        self.signers: list[Party] = []

    def user(self, office: str, fund: Fund | None = None) -> User:
        return User.objects.get(username=f"{office}.{fund.code}" if fund else office)

    def person(self, office: str, fund: Fund | None = None) -> Person:
        name = f"{office}.{fund.code}" if fund else office
        if name not in self.people:
            self.people[name] = Person(self.address, self.user(office, fund))
        return self.people[name]

    def fund(self) -> Fund:
        return self.rng.choice(self.funds)

    def member(self, fund: Fund) -> Membership:
        """Give an active member of `fund` whom no act has met yet."""
        active = Membership.objects.of(fund).exclude(joined_on=None).filter(ended_on=None)
        found = active.exclude(pk__in=self.used).select_related("person").order_by("pk").first()
        if found is None:
            found = factories.make_member(fund, by=self.user("secretary", fund), on=self.today - timedelta(days=400))
        self.used.add(found.pk)
        return found

    def new_fund(self) -> Fund:
        """Found one more fund, with a treasurer, a chair and a secretary, that has done nothing yet."""
        number = next(self.numbers) % 10**9
        made = Fund.objects.get(pk=self.everywhere[0].pk)
        made.pk, made._state.adding, made.code = None, True, f"{NEW}{number}"
        made.name_th, made.short_th = f"กองทุนใหม่ {number}", f"ใหม่ {number}"
        while made.pk is None:  # somebody else may found one at the same moment
            last = Fund.objects.filter(province=self.province).aggregate(last=Max("position"))["last"]
            made.position = made.tile_column = last + 1
            with contextlib.suppress(IntegrityError), transaction.atomic():
                made.save()
        Account.objects.bulk_create(founding.chart(made))
        for office in (Office.TREASURER, Office.CHAIR, Office.SECRETARY):
            user = User.objects.create(username=f"{office}.{made.code}", display_name=f"{office} {number}")
            factories.appoint(user, office, made)
        return made

    def name(self) -> tuple[str, str]:
        return self.rng.choice(GIVEN), f"{self.rng.choice(FAMILY)}{thai.thai_digits(str(next(self.numbers)))[-6:]}"

    def claim(self, fund: Fund, *, approved: bool = False) -> Claim:
        member = self.member(fund)
        claim = factories.make_claim(
            fund, by=self.user("secretary", fund), person=member.person, membership=member, on=self.today
        )
        if approved:
            if fund.pk not in self.with_money:
                factories.give(fund, "100000.00", by=self.user("treasurer", fund), on=self.today)
                self.with_money.add(fund.pk)
            factories.approve(claim, by=self.user("chair", fund), on=self.today)
        return claim


def day(world: World) -> str:
    return thai.typed_date(world.today)
