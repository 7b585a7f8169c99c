from decimal import Decimal

from members.models import Beneficiary, Claim
from tests.cast import signed_in

from .claiming import DAY, LATELY, calculate, file_with, filled, hospital, url, written
from .pages import faults, words
from .rules import SEASIDE, adopt


def test_a_death_offers_only_those_whom_the_member_named(fund, member, secretary, rules):
    Beneficiary.objects.create(
        membership=member, name="นายสมหวัง ใจดี", relation="spouse", share=100, valid_from=member.joined_on
    )
    page = url("claim-new", fund, member=member.pk, occurred_on=written(LATELY), benefit="death")
    client = signed_in(secretary)

    other = calculate(client, page, receiver="other", claimant="นางใครก็ไม่รู้")
    named = calculate(client, page, receiver="heir0")
    client.post(page, filled(named, receiver="heir0") | {"step": "save"})

    assert faults(other) == ["receiver"]
    assert [name for name, _label in named.context["form"].fields["receiver"].choices] == ["heir0"]
    assert Claim.objects.get().claimant == "นายสมหวัง ใจดี"


def test_who_receives_must_be_named_where_nobody_on_the_list_does(fund, member, secretary, rules):
    page = url("claim-new", fund, member=member.pk, occurred_on=written(LATELY), benefit="death")

    response = calculate(signed_in(secretary), page, receiver="other")

    assert faults(response) == ["claimant"]


def test_the_facts_that_a_rule_names_are_asked_and_kept(fund, member, secretary):
    adopt(fund, by=secretary, text=SEASIDE)
    page = url("claim-new", fund, member=member.pk, occurred_on=written(LATELY), benefit="grade")
    client = signed_in(secretary)

    low = calculate(client, page, fact_grade="3.49", fact_finished="ป.6")
    high = calculate(client, page, fact_grade="๓.๕๐", fact_finished="ป.6")
    client.post(page, filled(high, fact_grade="3.50", fact_finished="ป.6") | {"step": "save"})

    assert (low.context["sum"].amount, high.context["sum"].amount) == (Decimal(0), Decimal(500))
    claim = Claim.objects.get()
    assert claim.facts["facts"] == {"grade": "3.50", "finished": "ป.6"}
    assert "เกรดเฉลี่ย 3.50" in words(client.get(url("claim", fund, claim.pk)))


def test_a_share_of_a_bill_needs_its_paper_and_its_sum(fund, member, secretary):
    adopt(fund, by=secretary, text=SEASIDE)
    page = url("claim-new", fund, member=member.pk, occurred_on=written(LATELY), benefit="bill")
    client = signed_in(secretary)

    without = calculate(client, page, fact_cost="1,500.50")
    referred = calculate(client, page, fact_cost="1,500.50", fact_is_referred="on")
    nothing = calculate(client, page, fact_is_referred="on")

    assert (without.context["sum"].amount, referred.context["sum"].amount) == (Decimal(0), Decimal("750.25"))
    assert faults(nothing) == ["fact_cost"]


def test_each_child_of_a_birth_counts(fund, member, secretary):
    adopt(fund, by=secretary, text=SEASIDE)
    page = url("claim-new", fund, member=member.pk, occurred_on=written(LATELY), benefit="birth")
    client = signed_in(secretary)

    twins = calculate(client, page, children="๒", receiver="member")
    client.post(page, filled(twins, children="2", receiver="member") | {"step": "save"})

    assert twins.context["sum"].amount == Decimal(2000)
    assert Claim.objects.get().facts["children"] == 2


def test_a_second_claim_for_the_same_benefit_and_day_names_the_first(fund, member, secretary, rules):
    client, page = signed_in(secretary), hospital(fund, member)
    file_with(client, page, LATELY + 2 * DAY)

    again = client.get(page)
    file_with(client, page, LATELY + 5 * DAY)

    assert again.context["same"] == Claim.objects.get()
    assert Claim.objects.count() == 1
