"""The province's staff see every fund as of any day, and each figure opens into its rows."""

from datetime import date

import pytest
from django.test import Client

from funds.models import Appointment, Fund
from tests.cast import signed_in
from tests.factories import approve, give, make_claim, make_contribution, make_member, make_outsider, pay
from tests.pages import links, tables
from welfare.models import User
from welfare.stencils import MARK

PAGE = "/province/phuket/"


@pytest.fixture
def two_funds(fund: Fund, other_fund: Fund, secretary: User, chair: User, stranger: User, treasurer: User) -> None:
    """Rawai has more members, Chalong more money; one neighbour is helped by both."""
    neighbour = make_outsider()
    give(other_fund, "9000.00", by=stranger, on=date(2015, 2, 1))
    give(fund, "2000.00", by=secretary)
    for _number in range(2):
        make_contribution(make_member(fund, by=secretary), "365.00", by=secretary)
    make_member(other_fund, by=stranger)
    # One event is paid once; what the two funds helped with are two.
    for place, filed_by, category in ((fund, secretary, "illness"), (other_fund, stranger, "disaster")):
        claim = make_claim(place, by=filed_by, person=neighbour, amount="1000.00", category=category)
        approve(claim, by=chair)
        pay(claim, by=treasurer)


def rows(page) -> list[list[str]]:
    """Give the rows of the table of funds, head and total left out."""
    return next(found for found in tables(page) if len(found) == 20)[1:-1]


def test_each_fund_is_a_row_with_its_figures_and_the_province_their_total(two_funds, province_officer):
    page = signed_in(province_officer).get(PAGE)

    found = {row[0]: row[1:] for row in rows(page)}
    assert found["ราไวย์"] == ["2", "1,730.00", "1", "1", "1,000.00", "1"]
    assert found["ฉลอง"] == ["1", "8,000.00", "1", "1", "1,000.00", "1"]
    total = next(found for found in tables(page) if len(found) == 20)[-1]
    assert total[1:] == ["3", "9,730.00", "1", "1", "2,000.00", "2"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("-members", ["ราไวย์", "ฉลอง"]),
        ("-balance", ["ฉลอง", "ราไวย์"]),
        ("name", ["กมลา", "กะทู้"]),
        ("-name", ["สาคู", "ศรีสุนทร"]),
        ("", ["นครภูเก็ต", "ป่าตอง"]),
        ("nonsense", ["นครภูเก็ต", "ป่าตอง"]),
    ],
)
def test_the_funds_are_sorted_by_what_is_asked(two_funds, province_officer, sort, first):
    page = signed_in(province_officer).get(PAGE, {"sort": sort})

    assert [row[0] for row in rows(page)][:2] == first


def test_every_figure_opens_into_its_rows_as_of_the_same_day(two_funds, province_officer):
    reader = signed_in(province_officer)
    addresses = links(reader.get(PAGE, {"as_of": "1/5/2561"}))

    assert addresses["/funds/rawai/members/?as_of=2018-05-01"] == "2"
    assert addresses["/funds/rawai/journal/?until=2018-05-01"] == "1,730.00"
    assert addresses["/funds/rawai/payouts/?until=2018-05-01"] == "1 1,000.00 1"
    opened = [address for address in addresses if address.startswith("/funds/rawai/")]
    assert {address: reader.get(address).status_code for address in opened} == dict.fromkeys(opened, 200)


def test_the_figures_of_an_earlier_day_leave_out_what_came_later(two_funds, province_officer):
    page = signed_in(province_officer).get(PAGE, {"as_of": "30 เมษายน 2561"})

    assert {row[0]: row[1:] for row in rows(page)}["ราไวย์"] == ["2", "2,000.00", "0", "0", "0.00", "0"]


def test_the_years_are_drawn_of_the_measure_asked_for(two_funds, province_officer):
    def drawn(measure: str) -> list[list[str]]:
        page = signed_in(province_officer).get(PAGE, {"trend": measure})
        return next(found for found in tables(page) if found[1:] and found[1][0] == "2558")[1:]

    assert drawn("balance") == [["2558", "9,000"], ["2559", "9,000"], ["2560", "11,000"], ["2561", "9,730"]]
    assert drawn("members") == [["2558", "0"], ["2559", "0"], ["2560", "3"], ["2561", "3"]]
    assert drawn("helped")[-1] == ["2561", "1"]
    assert drawn("paid")[-1] == ["2561", "2,000"]


def test_this_year_stands_beside_the_last_and_each_figure_opens_into_its_page(two_funds, province_officer):
    reader = signed_in(province_officer)
    page = reader.get(PAGE, {"as_of": "31/12/2561"})
    beside = next(found for found in tables(page) if "31 ธ.ค. 2560" in found[0])

    assert {row[0]: row[1:] for row in beside[1:]} == {
        "สมาชิก ณ วันนั้น": ["3", "3", "±0"],
        "เงินคงเหลือทุกกองทุน (บาท)": ["9,730.00", "11,000.00", "−1,270.00"],
        "เงินที่ได้รับในปี (บาท)": ["730.00", "2,000.00", "−1,270.00"],
        "จ่ายสวัสดิการในปี (บาท)": ["2,000.00", "0.00", "+2,000.00"],
        "จำนวนครั้งในปี": ["2", "0", "+2"],
        "คนที่ได้รับการช่วยเหลือครั้งแรกในปี": ["1", "0", "+1"],
        "ค่าบริหารจัดการในปี (บาท)": ["0.00", "0.00", "±0.00"],
    }
    opened = [address for address in links(page) if "as_of=2017-12-31" in address and address.startswith("/province/")]
    assert {address: reader.get(address).status_code for address in opened} == dict.fromkeys(opened, 200)
    assert len(opened) >= 5


def test_a_choice_keeps_the_others(two_funds, province_officer):
    addresses = links(signed_in(province_officer).get(PAGE, {"as_of": "2561-05-01", "sort": "-paid", "trend": "paid"}))

    assert "?sort=-paid&trend=members&as_of=2018-05-01#trend" in addresses
    assert "?sort=-members&trend=paid&as_of=2018-05-01#funds" in addresses
    assert "?sort=-paid&trend=paid" in addresses


def test_the_page_asks_four_questions_whatever_is_asked_of_it(two_funds, province_officer, django_assert_num_queries):
    reader = signed_in(province_officer)
    for asked in ({}, {"as_of": "2561-05-01"}, {"sort": "-members", "trend": "helped"}):
        with django_assert_num_queries(4):
            page = reader.get(PAGE, asked)
        assert len(page.content) < 50_000


def test_a_page_drawn_before_asks_only_whether_it_is_still_true(
    two_funds, fund, treasurer, province_officer, django_assert_num_queries
):
    reader = signed_in(province_officer)
    first = reader.get(PAGE)
    with django_assert_num_queries(2):
        again = reader.get(PAGE)
    give(fund, "0.25", by=treasurer)
    with django_assert_num_queries(4):
        changed = reader.get(PAGE)

    assert (tables(again) == tables(first), tables(changed) == tables(first)) == (True, False)


def test_a_page_that_the_browser_holds_is_not_sent_again(two_funds, fund, treasurer, province_officer):
    reader = signed_in(province_officer)
    first = reader.get(PAGE)
    again = reader.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    other_day = reader.get(PAGE, {"as_of": "2561-05-01"}, headers={"If-None-Match": first.headers["ETag"]})
    give(fund, "0.25", by=treasurer)
    changed = reader.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content, other_day.status_code, changed.status_code) == (304, b"", 200, 200)
    assert first.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("change", [{"short_th": "ราไวย์ใหม่"}, {"founded_on": date(2031, 1, 1)}, {"position": 99}])
def test_a_fund_that_changes_is_shown_as_it_is_at_once(two_funds, fund, province_officer, change):
    reader = signed_in(province_officer)
    first = reader.get(PAGE, {"as_of": "2561-05-01"})
    Fund.objects.filter(pk=fund.pk).update(**change)
    again = reader.get(PAGE, {"as_of": "2561-05-01"}, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, tables(again) == tables(first)) == (200, False)


def test_who_loses_the_office_meanwhile_is_not_told_that_the_page_is_still_good(two_funds, province_officer):
    reader = signed_in(province_officer)
    first = reader.get(PAGE)
    Appointment.objects.filter(user=province_officer).update(until=date(2020, 1, 1))

    assert reader.get(PAGE, headers={"If-None-Match": first.headers["ETag"]}).status_code == 404


def test_one_readers_page_is_not_held_for_another(two_funds, province_officer, province_admin):
    officers = signed_in(province_officer).get(PAGE)
    admins = signed_in(province_admin).get(PAGE, headers={"If-None-Match": officers.headers["ETag"]})

    assert (admins.status_code, tables(admins) == tables(officers)) == (200, True)
    assert province_officer.display_name not in admins.content.decode()


def test_the_page_asks_the_same_with_one_fund(two_funds, province_officer, django_assert_num_queries):
    Fund.objects.exclude(code="chalong").update(founded_on=date(2018, 1, 1))
    reader = signed_in(province_officer)
    with django_assert_num_queries(4):
        page = reader.get(PAGE, {"as_of": "2017-12-31"})

    assert [row[0] for row in tables(page)[-1][1:-1]] == ["ฉลอง"]


def test_a_payment_moves_the_totals_by_exactly_its_amount_at_once(
    two_funds, fund, chair, secretary, treasurer, province_officer
):
    reader = signed_in(province_officer)
    reader.get(PAGE)
    claim = make_claim(fund, by=secretary, person=make_outsider("มาลี"), amount="30.25")
    approve(claim, by=chair)
    pay(claim, by=treasurer)

    found = {row[0]: row[1:] for row in rows(reader.get(PAGE))}
    assert found["ราไวย์"] == ["2", "1,699.75", "2", "2", "1,030.25", "2"]
    assert found["ฉลอง"] == ["1", "8,000.00", "1", "1", "1,000.00", "1"]


def test_each_reader_gets_their_own_token_on_a_page_drawn_before(province_officer, province_admin):
    pages = [signed_in(user).get(PAGE) for user in (province_officer, province_officer, province_admin)]

    for page in pages:
        assert page.content.decode().count(str(page.cookies["csrftoken"].value)) == 0
        assert not MARK.search(page.content.decode())
    assert province_officer.display_name in pages[1].content.decode()
    assert province_officer.display_name not in pages[2].content.decode()


def test_a_province_with_nothing_recorded_says_so(province_officer):
    page = signed_in(province_officer).get(PAGE)

    assert page.status_code == 200
    assert {tuple(row[1:]) for row in rows(page)} == {("0", "0.00", "0", "0", "0.00", "0")}


def test_the_short_address_leads_staff_to_their_province_and_nobody_else(province_officer, treasurer):
    assert signed_in(province_officer).get("/province/").headers["Location"] == PAGE
    assert signed_in(treasurer).get("/province/").status_code == 404
    assert Client().get("/province/").headers["Location"] == "/accounts/login/?next=/province/"


def test_the_province_is_closed_to_the_officers_of_a_fund(treasurer, stranger):
    assert [signed_in(user).get(PAGE).status_code for user in (treasurer, stranger)] == [404, 404]
    assert Client().get(PAGE).status_code == 302
    assert signed_in(treasurer).get("/province/nowhere/").status_code == 404
