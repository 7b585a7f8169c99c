import re
from decimal import Decimal
from html import unescape

import pytest
from django.http import QueryDict

from funds.models import Series
from members.models import Beneficiary, Claim, PaperSeen, Person
from tests.cast import signed_in
from welfare.models import LogEntry

from .claiming import DAY, LATELY, calculate, filled, hospital, url, written
from .pages import faults, words
from .rules import SEASIDE, adopt
from .test_filing_neighbours import NEIGHBOUR, help_page


def hidden(response):
    """What the form of a page sends with scripts off: its hidden boxes, and no button yet."""
    (form,) = re.findall(r'<form class="form" method="post".*?</form>', response.content.decode(), re.DOTALL)
    sent = QueryDict(mutable=True)
    for box in re.findall(r'<input type="hidden"[^>]*>', form):
        (name,), value = (re.findall(rf'\b{part}="([^"]*)"', box) for part in ("name", "value"))
        sent.appendlist(name, unescape("".join(value)))
    return sent


def press(client, page, sent, step):
    sent = sent.copy()
    sent["step"] = step
    return client.post(page, sent.urlencode(), content_type="application/x-www-form-urlencoded")


@pytest.fixture
def checked(fund, member, secretary, chair, rules):
    """The page that reads back a stay of five nights, lowered, with two papers seen of those asked for."""
    client, page = signed_in(secretary), hospital(fund, member)
    papers = [value for value, _label in client.get(page).context["form"].fields["originals"].choices]
    typed = {"until_on": written(LATELY + 5 * DAY), "originals": papers[:2], "proxy": "นายแทน ใจดี"}
    shown = calculate(client, page, **typed)
    sent = filled(shown, **typed) | {"amount": "๓๐๐", "reason": "ขอเท่าที่จ่ายจริง", "step": "check"}
    return client, page, papers, client.post(page, sent)


def test_before_filing_all_is_read_back_and_nothing_is_kept(fund, checked, chair):
    _client, _page, papers, response = checked
    said = words(response)

    for part in (
        "นางสมหญิง ใจดี", "นอนโรงพยาบาล", "5 คืน", "300.00", "500.00", "ขอเท่าที่จ่ายจริง", "(ข้อ 12)", *papers,
        "นายแทน ใจดี", str(chair),
    ):  # fmt: skip
        assert part in said
    assert [is_seen for _paper, is_seen in response.context["papers"]] == [True, True, *[False] * (len(papers) - 2)]
    assert (Claim.objects.count(), PaperSeen.objects.count()) == (0, 0)
    assert not LogEntry.objects.filter(subject="claim").exists()
    assert not Series.objects.filter(of="claim").exists()


def test_what_was_read_back_is_what_is_filed_and_two_clicks_file_once(fund, checked):
    client, page, papers, response = checked
    sent = hidden(response)

    answers = [press(client, page, sent, "save") for _click in range(2)]

    claim = Claim.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [url("claim", fund, claim.pk)] * 2
    assert (claim.amount, claim.reason, claim.facts["proxy"]) == (Decimal(300), "ขอเท่าที่จ่ายจริง", "นายแทน ใจดี")
    assert claim.why() == response.context["claim"].why()
    assert list(PaperSeen.objects.order_by("pk").values_list("paper", flat=True)) == papers[:2]


def test_going_back_loses_nothing_that_was_typed(checked):
    client, page, papers, response = checked

    back = press(client, page, hidden(response), "type")

    form = back.context["form"]
    assert faults(back) == []
    assert back.context["sum"].amount == Decimal(500)
    assert (form["until_on"].value(), form["amount"].value(), form["reason"].value(), form["proxy"].value()) == (
        written(LATELY + 5 * DAY), "๓๐๐", "ขอเท่าที่จ่ายจริง", "นายแทน ใจดี",
    )  # fmt: skip
    assert form["originals"].value() == papers[:2]
    assert Claim.objects.count() == 0


@pytest.mark.parametrize("amount", ["500.01", "", "0"])
def test_a_sum_that_cannot_be_filed_is_not_read_back(fund, member, secretary, rules, amount):
    client, page = signed_in(secretary), hospital(fund, member)
    shown = calculate(client, page, until_on=written(LATELY + 5 * DAY))

    sent = filled(shown, until_on=written(LATELY + 5 * DAY)) | {"amount": amount, "step": "check"}
    response = client.post(page, sent)

    assert (faults(response), response.context["sum"].amount) == (["amount"], Decimal(500))


def test_the_shares_of_all_heirs_are_read_back(fund, member, secretary, rules):
    for place, (name, share) in enumerate((("นายหนึ่ง ใจดี", 60), ("นางสอง ใจดี", 40)), start=1):
        Beneficiary.objects.create(
            membership=member, name=name, relation="child", share=share, valid_from=member.joined_on, position=place
        )
    client = signed_in(secretary)
    page = url("claim-new", fund, member=member.pk, occurred_on=written(LATELY), benefit="death")
    shown = calculate(client, page, receiver="heirs")

    response = client.post(page, filled(shown, receiver="heirs") | {"step": "check"})

    drafts = [draft.claim for draft in response.context["drafts"]]
    assert [draft.claimant for draft in drafts] == ["นายหนึ่ง ใจดี", "นางสอง ใจดี"]
    assert sum(draft.amount for draft in drafts) == response.context["total"] == shown.context["sum"].amount
    assert (all(draft.claimant in words(response) for draft in drafts), Claim.objects.count()) == (True, 0)


def test_a_neighbour_is_read_back_and_not_put_on_record(fund, secretary, rules):
    client, page = signed_in(secretary), help_page(fund)

    response = client.post(page, filled(client.get(page), **NEIGHBOUR) | {"step": "check"})

    said = words(response)
    assert all(part in said for part in ("นางอุษา มั่นคง", "บ้านถูกพายุ", "ผู้ใหญ่บ้านหมู่ 7", "2,500.00"))
    assert (Person.objects.count(), Claim.objects.count()) == (0, 0)
    press(client, page, hidden(response), "save")
    assert Claim.objects.get().person.name == "นางอุษา มั่นคง"


def test_help_by_category_shows_the_purse_of_the_rules(fund, secretary):
    adopt(fund, by=secretary, text=SEASIDE.replace('for = "both"\n', ""))
    client, page = signed_in(secretary), help_page(fund)
    file_one = client.post(page, filled(client.get(page), **NEIGHBOUR) | {"step": "save"})
    assert file_one.status_code == 302

    blank = client.get(page)
    checked = client.post(page, filled(blank, **NEIGHBOUR | {"first_name": "อื่น", "amount": "1000"}) | {"step": "check"})

    more = client.post(page, filled(blank, **NEIGHBOUR | {"first_name": "อื่น", "amount": "2500.01"}) | {"step": "check"})

    assert [response.context["limits"][0].is_over for response in (blank, checked, more)] == [False, False, True]
    limits = [response.context["limits"][0] for response in (blank, checked)]
    assert [(limit.used, limit.granted, limit.left) for limit in limits] == [
        ("2,500 บาท", "0 บาท", "2,500 บาท"), ("2,500 บาท", "1,000 บาท", "1,500 บาท"),
    ]  # fmt: skip


def test_the_list_of_claims_shows_the_purse_where_the_rules_set_one(fund, secretary, rules):
    client = signed_in(secretary)
    without = client.get(url("claims", fund)).context["purse"]
    adopt(fund, by=secretary, text=SEASIDE.replace("2553-01-01", "2565-01-01"))

    purse = client.get(url("claims", fund)).context["purse"]

    assert (without, purse.used, purse.left) == (None, "0 บาท", "5,000 บาท")
