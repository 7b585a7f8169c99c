"""The front page is for everyone; after signing in each reader comes to where they work."""

from datetime import date

import pytest
from django.test import Client

from funds.models import Fund, Office
from tests.cast import signed_in
from tests.factories import (
    AUGUST,
    appoint,
    approve,
    close_books,
    give,
    make_claim,
    make_member,
    make_outsider,
    make_user,
    pay,
)
from tests.pages import links, tables
from welfare import thai
from welfare.models import User

APRIL = date(2018, 4, 30)


@pytest.fixture
def helped(fund: Fund, secretary: User, chair: User, treasurer: User) -> Fund:
    """A fund of six members that helped five neighbours in April, and closed the month."""
    give(fund, "1505000.00", by=secretary, on=date(2018, 3, 1))
    for _each in range(6):
        make_member(fund, by=secretary)
    for _each in range(5):
        claim = make_claim(fund, by=secretary, person=make_outsider(), amount="1000.00", on=APRIL)
        approve(claim, by=chair, on=APRIL)
        pay(claim, by=treasurer, on=APRIL)
    close_books(fund, APRIL, by=treasurer)
    return fund


def by_fund(page) -> dict[str, list[str]]:
    """Give the rows of the table that lies beside the map, by their first cell."""
    table = next(rows for rows in tables(page) if len(rows) == 20)
    return {row[0]: row[1:] for row in table}


def test_the_front_page_says_the_figures_of_every_fund_and_of_the_province(helped):
    rows = by_fund(Client().get("/"))

    assert rows["เทศบาลตำบลราไวย์"] == ["6", "1,500,000.00", "5"]
    assert rows["เทศบาลตำบลฉลอง"] == ["0", "0.00", "0"]
    assert list(rows.values())[-1] == ["6", "1,500,000.00", "5"]


def test_the_front_page_goes_back_to_the_last_day_that_was_told(helped):
    for written in ("2561-04-15", "15/4/2561", "15 เม.ย. 2561", "2018-04-15"):
        page = Client().get("/", {"as_of": written})

        assert by_fund(page)["เทศบาลตำบลราไวย์"] == ["6", "1,505,000.00", "0"]
        assert "31 มีนาคม 2561" in page.content.decode()


def test_a_day_that_is_none_is_explained_and_what_was_typed_stays(helped):
    page = Client().get("/", {"as_of": "31/2/2561"}).content.decode()

    assert "2561 มี 28 วัน ไม่มีวันที่ 31" in page
    assert 'value="31/2/2561"' in page


def test_the_map_is_coloured_by_the_measure_chosen_and_says_what_the_table_says(helped):
    def on_tiles(measure: str) -> dict[str, str]:
        map_table = next(rows for rows in tables(Client().get("/", {"measure": measure})) if len(rows) == 19)
        return {name: words for name, words in map_table[1:] if name == "ราไวย์"}

    assert [on_tiles(measure) for measure in ("members", "balance", "helped", "nonsense")] == [
        {"ราไวย์": "6"}, {"ราไวย์": "1.50"}, {"ราไวย์": "5"}, {"ราไวย์": "6"},
    ]  # fmt: skip


def test_every_tile_leads_to_its_row(helped):
    page = Client().get("/")

    tiles = {address.removeprefix("#") for address in links(page) if address.startswith("#fund-")}
    assert tiles == {f"fund-{code}" for code in Fund.objects.values_list("code", flat=True)}
    assert [tile for tile in tiles if f'id="{tile}"' not in page.content.decode()] == []


def test_what_was_announced_stands_beside_what_is_recorded(helped):
    compared = next(rows for rows in tables(Client().get("/")) if len(rows) == 4)

    assert [row[1:] for row in compared[1:]] == [
        ["13,080", "6", "-13,074"],
        ["56,736,316.00", "1,500,000.00", "-55,236,316.00"],
        ["13,951", "5", "-13,946"],
    ]


def test_an_entry_shows_once_its_month_is_closed(helped, secretary, treasurer):
    give(helped, "0.25", by=secretary, on=date(2018, 9, 5))
    before = by_fund(Client().get("/"))["เทศบาลตำบลราไวย์"][1]
    close_books(helped, date(2018, 9, 1), by=treasurer)

    assert [before, by_fund(Client().get("/"))["เทศบาลตำบลราไวย์"][1]] == ["1,500,000.00", "1,500,000.25"]


def test_few_members_are_not_told(fund, secretary):
    make_member(fund, by=secretary)

    rows = by_fund(Client().get("/"))
    assert (rows["เทศบาลตำบลราไวย์"][0], list(rows.values())[-1][0]) == ("–", "–")


def test_the_front_page_asks_the_same_on_every_day_and_is_light(helped, django_assert_num_queries):
    for asked in ({}, {"as_of": "2561-05-01", "measure": "balance"}):
        Client().get("/", asked)
        with django_assert_num_queries(5):
            page = Client().get("/", asked | {"again": "1"})
        assert len(page.content) < 50_000


def test_a_portal_without_a_province_still_opens(no_province):
    page = Client().get("/")

    assert (page.status_code, tables(page)) == (200, [])


@pytest.mark.parametrize(
    ("who", "goes_to"),
    [("treasurer", "/funds/rawai/"), ("auditor", "/funds/rawai/"), ("province_officer", "/province/phuket/")],
)
def test_start_leads_to_the_one_place_where_an_office_is_held(request, who, goes_to):
    answer = signed_in(request.getfixturevalue(who)).get("/start/")

    assert (answer.status_code, answer.headers["Location"]) == (302, goes_to)


def test_start_offers_a_choice_to_who_works_in_two_places(treasurer, other_fund, province):
    appoint(treasurer, Office.AUDITOR, other_fund)
    appoint(treasurer, Office.OFFICER, province)

    page = signed_in(treasurer).get("/start/")

    assert {"/funds/rawai/", "/funds/chalong/", "/province/phuket/"} <= set(links(page))


def test_start_leads_to_one_place_though_two_offices_are_held_there(treasurer, fund):
    appoint(treasurer, Office.SECRETARY, fund)

    assert signed_in(treasurer).get("/start/").headers["Location"] == "/funds/rawai/"


def test_who_holds_no_office_today_learns_why_and_whom_to_ask(former_treasurer, coming_treasurer, province):
    past = signed_in(former_treasurer).get("/start/").content.decode()
    coming = signed_in(coming_treasurer).get("/start/").content.decode()
    never = signed_in(make_user("never")).get("/start/")

    assert "กองทุนสวัสดิการชุมชนเทศบาลตำบลราไวย์" in past
    assert "1 พฤษภาคม 2561" in past
    assert thai.long_date(date(thai.today().year + 1, thai.today().month, 1)) in coming
    assert (never.status_code, "ราไวย์" in never.content.decode()) == (200, False)


def test_start_asks_a_visitor_to_sign_in(province):
    answer = Client().get("/start/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/?next=/start/")


def test_the_day_of_the_announcement_can_be_chosen(helped):
    assert f"?measure=members&as_of={AUGUST.isoformat()}" in links(Client().get("/"))
