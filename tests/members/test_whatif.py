"""What a drafted rule book would have cost, over claims that were really paid."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from funds import drafts
from funds.rules import rulebooks
from members import claims, entitlements, whatif
from members.entitlements import Asked
from members.models import WhatIf
from tests.cast import signed_in
from tests.factories import JAN_2560, MAY_DAY, approve, give, make_claim, make_member, make_outsider, pay
from welfare.templatetags.thai import thai_datetime

from .rules import YASOTHON, adopt

HUNDRED, FIFTY = 'baht = 100\nper = "night"', 'baht = 50\nper = "night"'


@pytest.fixture
def law(fund, treasurer):
    give(fund, "50000.00", by=treasurer)
    return adopt(fund, by=treasurer)


@pytest.fixture
def paid(fund, law, secretary, chair, treasurer):
    """Three stays of two nights of three members, each paid 200 baht, and one neighbour helped with 500."""
    for number in range(3):
        member = make_member(fund, by=secretary, on=JAN_2560, first_name=f"คนที่{number}")
        asked = Asked(MAY_DAY, MAY_DAY + timedelta(days=2))
        found = entitlements.judge(fund, law["hospital"], person=member.person, membership=member, asked=asked)
        request = entitlements.request_of(
            found, law["hospital"], person=member.person, membership=member, asked=asked, amount=found.amount
        )
        claim = claims.file(fund, request, key=uuid4(), on=MAY_DAY, by=secretary)
        approve(claim, by=chair)
        pay(claim, by=treasurer)
    outsider = make_claim(fund, by=secretary, person=make_outsider())
    approve(outsider, by=chair)
    pay(outsider, by=treasurer)


def draft_of(fund, by, *change):
    text = YASOTHON.replace(*change) if change else YASOTHON
    return drafts.begin(fund, book=rulebooks.to_dict(rulebooks.load(text)), key=uuid4(), by=by)


def run_of(draft, by, first_on=JAN_2560, last_on=date(2018, 12, 31)):
    return whatif.begin(draft, first_on=first_on, last_on=last_on, key=uuid4(), by=by)


def figures(run, kind="benefit"):
    return {row["key"]: (row["cases"], row["paid"], row["would"], row["changed"]) for row in run.rows(kind)}


def test_the_rule_book_in_force_would_have_cost_what_was_paid(fund, paid, secretary):
    run = whatif.go_on(run_of(draft_of(fund, secretary), secretary))

    assert figures(run, "year") == {2018: (4, Decimal(1100), Decimal(1100), 0)}


def test_half_the_rate_would_have_cost_half(fund, paid, secretary):
    run = whatif.go_on(run_of(draft_of(fund, secretary, HUNDRED, FIFTY), secretary))

    assert figures(run)["นอนโรงพยาบาล"] == (3, Decimal(600), Decimal(300), 3)


def test_a_benefit_that_the_draft_ends_would_have_cost_nothing(fund, paid, secretary):
    draft = draft_of(fund, secretary)
    terms = [term for term in draft.book["term"] if term["code"] != "hospital"]
    draft = drafts.change(draft, book={**draft.book, "term": terms}, revision=1, by=secretary)

    run = whatif.go_on(run_of(draft, secretary))

    assert figures(run)["นอนโรงพยาบาล"] == (3, Decimal(600), Decimal(0), 3)


def test_a_fact_that_nobody_asked_for_then_is_named(fund, paid, secretary):
    cap = "[[term.cap]]\nnights = 20"
    draft = draft_of(fund, secretary, cap, f'[[term.condition]]\nfact = "ward"\nis = true\n\n{cap}')

    run = whatif.go_on(run_of(draft, secretary))

    assert figures(run, "unknown") == {"ward": (3, Decimal(600), Decimal(600), 0)}
    assert figures(run)["นอนโรงพยาบาล"] == (3, Decimal(600), Decimal(600), 0)


def test_what_happened_before_the_first_day_is_used_and_not_counted(fund, paid, secretary):
    run = whatif.go_on(run_of(draft_of(fund, secretary), secretary, first_on=MAY_DAY + timedelta(days=1)))

    assert (run.total, figures(run)) == (0, {})


def test_a_run_goes_on_where_it_stopped_and_ends_the_same(fund, paid, secretary):
    draft = draft_of(fund, secretary, HUNDRED, FIFTY)
    whole, slow = whatif.go_on(run_of(draft, secretary)), run_of(draft, secretary)
    steps = []
    while not slow.is_done:
        slow = whatif.go_on(slow, people=1)
        steps.append(slow.done)

    assert (steps, slow.sums) == ([1, 2, 3, 4], whole.sums)
    assert whatif.go_on(slow).sums == whole.sums


def test_of_two_who_reckon_the_same_part_at_once_the_first_is_kept(fund, paid, secretary, monkeypatch):
    run, alone = (run_of(draft_of(fund, secretary, HUNDRED, FIFTY), secretary) for _run in range(2))
    whole, reckon = whatif.go_on(alone).sums, whatif._next

    def after_somebody_else(before, people):
        monkeypatch.setattr(whatif, "_next", reckon)
        whatif.go_on(run, people=3)
        return reckon(before, people)

    monkeypatch.setattr(whatif, "_next", after_somebody_else)
    late = whatif.go_on(run, people=2)

    assert (late.done, whatif.go_on(late).sums) == (3, whole)


def test_nothing_in_the_books_is_changed_by_it(fund, paid, secretary):
    before = list(fund.totals.values_list("measure", "count", "amount"))

    whatif.go_on(run_of(draft_of(fund, secretary, HUNDRED, FIFTY), secretary))

    assert list(fund.totals.values_list("measure", "count", "amount")) == before


def test_a_run_asks_the_same_queries_for_one_person_and_for_three(fund, paid, secretary, django_assert_num_queries):
    draft = draft_of(fund, secretary)
    for people in (1, 3):
        run = run_of(draft, secretary)
        with django_assert_num_queries(10):
            whatif.go_on(run, people=people)


def test_the_page_shows_how_far_it_is_and_then_the_difference(fund, paid, secretary):
    draft, client = draft_of(fund, secretary, HUNDRED, FIFTY), signed_in(secretary)
    run = run_of(draft, secretary)
    url = reverse("members:what-if", args=[fund.code, run.pk])

    waits, part = client.get(url).content.decode(), client.post(url)
    done = client.get(url)

    assert ("<progress" in waits, str(secretary) in waits, thai_datetime(run.at) in waits) == (True,) * 3
    assert (part.headers["Location"], "<progress" in done.content.decode()) == (url, False)
    assert (done.context["paid"], done.context["would"], done.context["more"]) == (
        Decimal(1100), Decimal(800), Decimal(-300),
    )  # fmt: skip


def test_a_run_is_begun_once_for_one_key_and_goes_with_its_draft(fund, paid, secretary):
    draft, client = draft_of(fund, secretary), signed_in(secretary)
    typed = {"key": str(uuid4()), "years": "10"}

    for _time in range(2):
        client.post(reverse("members:what-ifs", args=[fund.code, draft.pk]), typed)
    counted = WhatIf.objects.count()
    drafts.discard(draft, by=secretary)

    assert (counted, WhatIf.objects.count()) == (1, 0)
