from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, groupby
from pathlib import Path
from random import Random

import pytest
from django.utils import translation

from funds import books as fund_books
from funds import ledger
from funds.models import Account, AccountKind, Fund, Province, Receipt, Resolution, Transfer, Voucher
from funds.rules import rulebooks
from funds.rules.terms import RuleBook
from members import books as member_books
from members.demo import checks, standing_out
from members.demo.benefits import Judge
from members.demo.days import age_on
from members.demo.history import history_of
from members.demo.plan import (
    LAST_DAY,
    PROVINCE,
    WITH_A_VERY_OLD_MEMBER,
    WITH_NIGHTS_CLAIMED_TWICE,
    Totals,
    totals_of,
)
from members.demo.province import make
from members.models import Claim, ClaimState, Contribution, Membership, MembershipStep, Payout, Person, Step
from welfare import citizen, thai
from welfare.money import ZERO

from .demo_plans import RAWAI, SMALL

DAY = timedelta(days=1)


@pytest.fixture
def province(db):
    make(SMALL)
    return Province.objects.get(slug="phuket")


@pytest.fixture
def funds(province):
    return Fund.objects.filter(code__in=[plan.code for plan in SMALL]).order_by("position")


def history():
    book = rulebooks.load(
        (Path(rulebooks.__file__).parents[1] / "data/rulebooks/yasothon.toml").read_text(encoding="utf-8")
    )
    with translation.override("th"):
        return history_of(RAWAI, book, authority="เทศบาลตำบลราไวย์", said={})


def test_the_plan_adds_up_to_what_the_province_announced():
    planned = totals_of(PROVINCE)

    assert (planned.funds, planned.members, str(planned.balance), planned.helped) == (18, 13080, "56736316.00", 13951)


def test_the_same_plan_makes_the_same_history():
    one, other = history(), history()

    assert [someone.name for someone in one.people()] == [someone.name for someone in other.people()]
    assert [(claim.filed_on, claim.satang, claim.steps) for claim in one.helps] == [
        (claim.filed_on, claim.satang, claim.steps) for claim in other.helps
    ]
    assert [(each.on, each.lines) for each in one.incoming] == [(each.on, each.lines) for each in other.incoming]


def test_each_fund_ends_at_its_plan(funds):
    found = [
        Totals(
            1, Membership.objects.of(fund).active(LAST_DAY).count(),
            sum((account.balance for account in Account.objects.of(fund).money()), ZERO),
            Payout.objects.of(fund).filter(outsider=False).values("person").distinct().count(),
            Payout.objects.of(fund).filter(outsider=True).values("person").distinct().count(),
        )
        for fund in funds
    ]  # fmt: skip

    assert found == [totals_of([plan]) for plan in SMALL]


def test_rows_and_kept_totals_agree(province):
    assert checks.by_rows(province) == checks.by_kept_totals(province) == totals_of(SMALL)
    assert fund_books.faults(province) + member_books.faults(province) == []


def test_nothing_happens_after_the_last_day(province):
    days = [
        model.objects.order_by(f"-{field}").values_list(field, flat=True)[0]
        for model, field in (
            (Transfer, "on"), (Receipt, "on"), (Voucher, "on"), (Resolution, "on"), (MembershipStep, "on"),
            (Claim, "filed_on"), (Payout, "on"), (Membership, "applied_on"), (Contribution, "on"),
        )
    ]  # fmt: skip

    assert [day for day in days if day > LAST_DAY] == []


def test_every_citizen_id_is_one_that_nobody_holds(province):
    numbers = [citizen.decrypt(person.citizen_id) for person in Person.objects.exclude(citizen_id="")]

    assert [number for number in numbers if number[0] != "9" or not citizen.is_valid(number)] == []
    assert len(set(numbers)) == len(numbers)
    assert Person.objects.filter(citizen_id="", no_citizen_id="").count() == 0


def test_a_person_is_written_as_the_register_would_write_them(province):
    person = Person.objects.exclude(citizen_id="").order_by("-pk")[0]
    named = Person().named(title=person.title, first_name=person.first_name, last_name=person.last_name)
    named.identified(citizen.decrypt(person.citizen_id))

    assert (person.search, person.sort_key) == (named.search, named.sort_key)
    assert (person.citizen_hash, person.citizen_last4) == (named.citizen_hash, named.citizen_last4)


def test_titles_go_with_sex_and_age(province):
    sexes = {title.text: title.sex for title in thai.TITLES}
    people = list(Person.objects.all())

    assert [person.name for person in people if sexes[person.title] != person.sex] == []
    children = [person for person in people if person.born_on and age_on(person.born_on, LAST_DAY) < 15]
    assert [person.name for person in children if person.title not in ("ด.ช.", "ด.ญ.")] == []


def test_papers_are_numbered_without_gaps_in_the_order_of_days(funds):
    for fund in funds:
        for papers in (Receipt.objects.filter(fund=fund), Voucher.objects.filter(fund=fund)):
            rows = list(papers.order_by("on", "pk").values_list("year", "number", "on"))
            assert [year for year, _number, on in rows if year != thai.be_year(on)] == []
            for _year, of_year in groupby(rows, key=lambda row: row[0]):
                numbers = [number for _year, number, _on in of_year]
                assert numbers == list(range(1, len(numbers) + 1))


def test_no_money_account_is_ever_below_zero(funds):
    for account in Account.objects.filter(fund__in=funds).money():
        days: dict[date, Decimal] = defaultdict(Decimal)
        for sign, rows in ((1, account.debits), (-1, account.credits)):
            for on, amount in rows.values_list("on", "amount"):
                days[on] += sign * amount
        assert min(accumulate(days[on] for on in sorted(days))) >= 0


def test_contributions_cover_one_stretch_after_the_other(funds):
    rows = Contribution.objects.filter(fund__in=funds, is_entry_fee=False).order_by("membership", "on", "pk")
    for _membership, of_membership in groupby(rows.select_related("membership"), key=lambda row: row.membership_id):
        paid = list(of_membership)
        assert paid[0].covers_from == paid[0].membership.joined_on
        next_days = [row.covers_until + DAY for row in paid if row.covers_until]
        assert next_days[:-1] == [row.covers_from for row in paid[1:]]


def test_nobody_pays_before_joining_or_after_the_end(funds):
    paid = Contribution.objects.filter(fund__in=funds).select_related("membership")

    assert [row.pk for row in paid if not row.membership.is_active(row.on)] == []


def test_every_life_begins_with_an_application_and_ends_as_the_membership_says(funds):
    for membership in Membership.objects.filter(fund__in=funds):
        steps = list(membership.steps.order_by("on", "pk").values_list("step", "on"))
        expected = [(Step.APPLIED, membership.applied_on)]
        if membership.joined_on:
            joining = Step.REJOINED if membership.rejoins_id else Step.ADMITTED
            expected.append((joining, membership.joined_on))
        if membership.ended_on:
            expected.append((Step(membership.end_reason), membership.ended_on))
        assert steps == expected


def test_a_death_is_paid_to_whom_the_member_named(funds):
    claims = Claim.objects.filter(fund__in=funds, term__code="death").select_related("payout__voucher", "membership")
    members = [claim.membership for claim in claims if claim.membership]
    named = [list(member.beneficiaries.values_list("name", flat=True)) for member in members]

    assert named == [[claim.payout.voucher.payee] for claim in claims]
    assert [member.ended_on for member in members] == [claim.occurred_on for claim in claims]
    assert len(named) > 0


def test_something_is_open_in_every_fund(funds):
    summer = date(2018, 7, 1)
    for fund in funds:
        claims = Claim.objects.of(fund).filter(filed_on__gte=summer)
        states = [claim.state for claim in claims.with_state()]
        assert states.count(ClaimState.WAITING) in (2, 3)
        assert states.count(ClaimState.APPROVED) in (1, 2)
        assert states.count(ClaimState.REFUSED) >= 1
        assert Membership.objects.of(fund).applying().count() in (1, 2, 3)


def test_help_to_neighbours_says_why_and_who_vouched(funds):
    claims = Claim.objects.filter(fund__in=funds, membership=None)

    assert [claim.pk for claim in claims if not claim.reason or not claim.facts["vouched_by"]] == []
    assert len(claims) >= 20


def test_seed_money_comes_once_and_interest_without_a_receipt(funds):
    for fund in funds:
        income = Transfer.objects.of(fund).filter(credit__kind=AccountKind.INCOME)
        assert [str(row.amount) for row in income.filter(credit__line="codi_seed")] == ["55000.00"]
        assert list(income.filter(receipt=None).values_list("credit__line", flat=True).distinct()) == ["interest"]


def test_a_whole_past_is_written_into_empty_books_only(funds):
    with pytest.raises(ledger.BooksNotEmpty):
        ledger.write_history(funds[0], receipts=[], vouchers=[], transfers=[])


@pytest.mark.parametrize("code", [WITH_A_VERY_OLD_MEMBER, WITH_NIGHTS_CLAIMED_TWICE])
def test_in_a_fund_that_is_too_small_for_it_nothing_stands_out(code):
    plan = replace(RAWAI, code=code)

    assert standing_out.write(plan, [], [], [], Judge(RuleBook("", "", LAST_DAY), [], {}, Random(1), {})) == []
