"""Writing that happens a few times a year: books opened and closed, papers sent and frozen, entries made one."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from chaos.person import Post
from chaos.world import World, day
from funds import counting, months
from funds.models import AccountKind, Office
from members.models import Person, Plan
from tests import factories
from tests.members.matching import make_round
from welfare import thai

COUNTED_ON = date(2025, 9, 30)  # a counting day of the state's match that has come


def opening(world: World) -> Post:
    """The money on the day a fund begins with the portal."""
    fund = world.new_fund()
    typed = {"on": "31/12/2567", f"place_{factories.cash_of(fund).pk}": "12345.50", "source_members": "12000"}
    return world.person("treasurer", fund).filled(
        reverse("members:opening-money", args=[fund.code]), typed, holding="on"
    )


def facts_of_members(world: World) -> Post:
    """What the paper said of a member before the portal."""
    fund = world.new_fund()
    member = factories.make_member(fund, by=world.user("secretary", fund))
    typed = {f"tenure_{member.pk}": "15/1/2560", f"paid_{member.pk}": "31/12/2567", f"rounds_{member.pk}": "2"}
    path = reverse("members:opening-members", args=[fund.code])
    return world.person("secretary", fund).filled(path, {"on": "31/12/2567"} | typed, holding="on", check=False)


def month(world: World) -> Post:
    """The first month of a fund that has ended and is not closed."""
    fund = world.new_fund()
    treasurer = world.user("treasurer", fund)
    first = months.last_day(thai.today().replace(year=thai.today().year - 1, day=1))
    factories.give(fund, "5000.00", by=treasurer, on=first)
    factories.count_cash(fund, by=treasurer, on=first)
    typed = {
        f"{what}_{place.account.pk}": value
        for place in counting.places(fund, first.replace(day=1), on=thai.today())
        for what, value in (("found", str(place.book)), ("why", ""))
    }  # fmt: skip
    path = reverse("funds:close", args=[fund.code]) + f"?until={first:%Y-%m}"
    return world.person("treasurer", fund).filled(path, typed)


def merge(world: World) -> Post:
    """A member and the neighbour of the same name who was helped: one human being."""
    fund = world.fund()
    first_name, last_name = world.name()
    member = factories.make_member(fund, by=world.user("secretary", fund), first_name=first_name, last_name=last_name)
    outsider = Person(sex="F", no_citizen_id="not_at_hand")
    outsider.named(title="นาง", first_name=first_name, last_name=last_name).save()
    factories.make_claim(fund, by=world.user("secretary", fund), person=outsider, on=world.today)
    path = reverse("members:duplicate-merge", args=[fund.code, member.person_id, outsider.pk])
    typed = {"reason": "บัตรใบเดียวกัน"}
    return world.person("officer").filled(f"{path}?keep={member.person_id}", typed, check=False)


def match(world: World) -> Post:
    """A request for the state's match, sent."""
    fund = world.new_fund()
    secretary = world.user("secretary", fund)
    factories.make_member(fund, by=secretary, plan=Plan.FREE)
    made = make_round(fund, by=secretary, on=COUNTED_ON)
    path = reverse("members:match-sending", args=[fund.code, made.pk])
    return world.person("secretary", fund).filled(path, {"anyway": "on"}, check=False)


def official_paper(world: World) -> Post:
    fund = world.fund()
    path = reverse("members:status-freeze", args=[fund.code])
    return world.person("secretary", fund).filled(path, {}, check=False)


def appointment(world: World) -> Post:
    fund = world.fund()
    typed = {
        "place": fund.code, "office": Office.COMMITTEE.value, "branch": "", "person": "",
        "display_name": "นาง" + " ".join(world.name()), "email": "", "since": day(world), "until": "",
        "body": "committee", "meeting": f"{next(world.numbers)}/2569", "meeting_on": day(world),
    }  # fmt: skip
    return world.person("admin").filled(reverse("people:appoint", args=[world.province.slug]), typed, check=False)


def cost(world: World) -> Post:
    fund = world.fund()
    world.claim(fund, approved=True)  # sees to it that there is money
    typed = {
        "line": "paper", "amount": "120", "payee": "ร้านเครื่องเขียน", "purpose": "กระดาษ", "on": day(world),
        "cash": str(factories.cash_of(fund).pk),
    }  # fmt: skip
    return world.person("treasurer", fund).filled(reverse("funds:cost", args=[fund.code]), typed)


def deposit(world: World) -> Post:
    fund = world.fund()
    world.claim(fund, approved=True)
    bank = fund.accounts.filter(kind=AccountKind.BANK).order_by("pk")[0]
    typed = {"credit": str(factories.cash_of(fund).pk), "debit": str(bank.pk), "amount": "100", "on": day(world)}
    return world.person("treasurer", fund).filled(reverse("funds:deposit", args=[fund.code]), typed)


ACTS: dict[str, Callable[[World], Post]] = {
    "books opened": opening, "facts of members taken over": facts_of_members, "a month closed": month,
    "two entries made one": merge, "a match request sent": match, "an official paper frozen": official_paper,
    "an appointment": appointment, "a running cost paid": cost, "money taken to the bank": deposit,
}  # fmt: skip
