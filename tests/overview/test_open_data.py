"""Open data tell everyone the figures of closed months and years, and nobody what few people received."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from funds.models import Fund, Province
from tests.factories import approve, close_books, give, make_claim, make_member, make_outsider, pay
from welfare.models import User
from welfare.overview.open_figures import HELP_COLUMNS

APRIL_TEXT = {"th": "2562-04-30", "iso": "2019-04-30"}
APRIL = date(2019, 4, 30)


@pytest.fixture
def helped(fund: Fund, secretary: User, chair: User, treasurer: User) -> Fund:
    """A fund of six members that helped five of them by April, and closed its books."""
    give(fund, "10000.00", by=secretary, on=date(2019, 1, 5))
    members = [make_member(fund, by=secretary) for _each in range(6)]
    for member in members[:5]:
        help_one(fund, member.person, member, "500.25", by=(secretary, chair, treasurer))
    close_books(fund, APRIL, by=treasurer)
    return fund


def help_one(fund, person, membership, amount, *, by, on=APRIL, category="illness"):
    filer, decider, payer = by
    claim = make_claim(
        fund, by=filer, person=person, membership=membership, amount=amount, category=category, on=on
    )  # fmt: skip
    approve(claim, by=decider, on=on)
    pay(claim, by=payer, on=on)


PROVINCE = {
    "as_of": "2019-04-30",
    "funds": 18,
    "members": 6,
    "balance": "7498.75",
    "people_helped": 5,
    "people_helped_members": None,
    "people_helped_non_members": None,
    "cases": 5,
    "paid": "2501.25",
}


@pytest.mark.parametrize("as_of", APRIL_TEXT.values())
def test_the_province_is_given_as_of_a_day_in_either_calendar(helped, as_of):
    answer = Client().get("/open-data/province.json", {"as_of": as_of})

    assert answer.json() == PROVINCE
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_a_day_between_is_told_as_the_last_that_was_closed(helped):
    answers = [
        Client().get("/open-data/province.json", asked).json()
        for asked in ({}, {"as_of": "2562-08-31"}, {"as_of": "2562-04-29"})
    ]

    assert answers == [
        PROVINCE, PROVINCE,
        PROVINCE | {"as_of": "2019-03-31", "balance": "10000.00", "people_helped": 0, "cases": 0, "paid": "0.00"},
    ]  # fmt: skip


def test_what_was_given_to_few_is_told_with_a_later_month(helped, secretary, chair, treasurer):
    by = secretary, chair, treasurer
    help_one(helped, make_outsider(), None, "100.00", by=by, on=date(2019, 5, 20))
    close_books(helped, date(2019, 5, 1), by=treasurer)
    may = Client().get("/open-data/funds.json").json()
    for _each in range(4):
        help_one(helped, make_outsider(), None, "100.00", by=by, on=date(2019, 6, 20))
    close_books(helped, date(2019, 6, 1), by=treasurer)
    june = Client().get("/open-data/funds.json").json()

    told = [(row["as_of"], row["cases"]) for rows in (may, june) for row in rows if row["code"] == "rawai"]
    assert told == [("2019-04-30", 5), ("2019-06-30", 10)]


def test_the_helped_are_told_apart_at_the_end_of_a_year(helped, treasurer):
    close_books(helped, date(2019, 12, 1), by=treasurer)

    assert Client().get("/open-data/province.json", {"as_of": "2562-12-31"}).json() == PROVINCE | {
        "as_of": "2019-12-31", "people_helped_members": 5, "people_helped_non_members": 0,
    }  # fmt: skip


def test_few_members_are_not_told_nor_given_away_by_the_total(fund, other_fund, secretary):
    make_member(fund, by=secretary)
    one_alone = Client().get("/open-data/province.json").json()
    for _each in range(9):
        make_member(other_fund, by=secretary)
    rows = Client().get("/open-data/funds.json").json()

    assert one_alone["members"] is None
    assert [row["members"] for row in rows if row["code"] in ("rawai", "chalong")] == [None, None]
    assert {row["members"] for row in rows if row["code"] not in ("rawai", "chalong")} == {0}


def test_the_funds_are_a_list_in_their_order_with_the_same_columns(helped):
    rows = Client().get("/open-data/funds.json", {"as_of": "2562-05-01"}).json()

    assert [row["code"] for row in rows] == list(Fund.objects.order_by("position").values_list("code", flat=True))
    assert next(row for row in rows if row["code"] == "rawai") == {
        "as_of": "2019-04-30", "code": "rawai", "name_th": "กองทุนสวัสดิการชุมชนเทศบาลตำบลราไวย์",
        "name_en": "Rawai Community Welfare Fund", "members": 6, "balance": "7498.75", "people_helped": 5,
        "people_helped_members": None, "people_helped_non_members": None, "cases": 5, "paid": "2501.25",
    }  # fmt: skip
    assert sum(Decimal(row["balance"]) for row in rows) == Decimal("7498.75")


def test_the_sheet_says_the_same_as_the_list(helped):
    asked = {"as_of": "2562-05-01"}
    sheet = Client().get("/open-data/funds.csv", asked)

    assert sheet_rows(sheet) == [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in Client().get("/open-data/funds.json", asked).json()
    ]
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="funds-2019-05-01.csv"'


def sheet_rows(answer) -> list[dict[str, str]]:
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def year_of_help(helped: Fund, secretary: User, chair: User, treasurer: User) -> Fund:
    """The year 2562, closed: beside the five of April two births and seven deaths."""
    give(helped, "20000.00", by=secretary, on=date(2019, 6, 1))
    by = secretary, chair, treasurer
    for count, category, amount in ((2, "birth", "500.00"), (7, "death", "1000.00")):
        for _each in range(count):
            help_one(helped, make_outsider(), None, amount, by=by, on=date(2019, 6, 20), category=category)
    close_books(helped, date(2019, 12, 1), by=treasurer)
    return helped


def test_the_help_of_a_year_is_given_by_kind_with_few_hidden_among_many(year_of_help):
    answer = Client().get("/open-data/help.json", {"year": "2562"}).json()

    assert (answer["province"], answer["year"], answer["years"][-1]) == ("phuket", 2019, 2019)
    assert [(row["code"], row["category"], row["to"], row["cases"], row["paid"]) for row in answer["rows"]] == [
        ("rawai", "birth", "others", None, None),
        ("rawai", "illness", "members", 5, "2501.25"),
        ("rawai", "death", "others", None, None),
        ("province", "birth", "others", None, None),
        ("province", "illness", "members", 5, "2501.25"),
        ("province", "death", "others", None, None),
    ]
    assert answer["rows"][0] | {"cases": 0, "paid": 0} == {
        "year": 2019, "after": "2018-12-31", "until": "2019-12-31", "code": "rawai",
        "name_th": "กองทุนสวัสดิการชุมชนเทศบาลตำบลราไวย์", "name_en": "Rawai Community Welfare Fund",
        "category": "birth", "to": "others", "cases": 0, "paid": 0, "hidden": 1,
    }  # fmt: skip


def test_the_sheet_of_help_says_the_same(year_of_help):
    sheet = Client().get("/open-data/help.csv", {"year": "2019"})

    assert sheet_rows(sheet) == [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in Client().get("/open-data/help.json", {"year": "2019"}).json()["rows"]
    ]
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="help-2019.csv"'


@pytest.mark.parametrize("year", ["2562", "2020", "soon", "99999999"])
def test_a_year_that_a_fund_has_not_closed_is_not_told(helped, year):
    answer = Client().get("/open-data/help.json", {"year": year})

    assert (answer.status_code, list(answer.json())) == (400, ["error"])


def test_where_no_year_is_told_there_are_no_rows(helped):
    assert Client().get("/open-data/help.json").json() == {"province": "phuket", "year": None, "years": [], "rows": []}
    assert sheet_rows(Client().get("/open-data/help.csv")) == []


def test_the_schema_describes_what_is_given(year_of_help):
    described = Client().get("/open-data/schema.json").json()["$defs"]

    assert list(described["province.json"]["properties"]) == ["funds", *[k for k in PROVINCE if k != "funds"]]
    assert list(described["funds.json"]["items"]["properties"]) == list(Client().get("/open-data/funds.json").json()[0])
    assert described["help.json"]["properties"]["rows"]["items"]["required"] == list(
        Client().get("/open-data/help.json", {"year": "2019"}).json()["rows"][0]
    )


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"as_of": "31/2/2562"}, "“31/2/2562”"),
        ({"as_of": "2562-02-31"}, "2562"),
        ({"as_of": "9999-01-01"}, "9999"),
        ({"as_of": "2600-01-01"}, "2600"),
        ({"province": "nowhere"}, ""),
    ],
)
@pytest.mark.parametrize("page", ["province.json", "funds.json", "funds.csv"])
def test_what_cannot_be_answered_is_refused_with_a_reason(province, page, asked, reason):
    answer = Client().get(f"/open-data/{page}", asked)

    assert answer.status_code == 400
    assert list(answer.json()) == ["error"]
    assert reason in answer.json()["error"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("page", ["funds.json", "schema.json"])
def test_a_copy_that_is_still_true_is_not_sent_again(helped, page):
    first = Client().get(f"/open-data/{page}")
    again = Client().get(f"/open-data/{page}", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


def test_a_copy_is_sent_anew_when_more_is_told(helped, treasurer):
    first = Client().get("/open-data/funds.json")
    close_books(helped, date(2019, 5, 1), by=treasurer)
    changed = Client().get("/open-data/funds.json", headers={"If-None-Match": first.headers["ETag"]})

    assert (changed.status_code, changed.headers["ETag"] != first.headers["ETag"]) == (200, True)


def test_what_is_entered_but_not_closed_is_not_told(helped, secretary):
    first = Client().get("/open-data/funds.json").content
    give(helped, "1.00", by=secretary, on=date(2019, 5, 2))

    assert Client().get("/open-data/funds.json").content == first


def test_a_second_province_is_asked_for_by_its_name(helped):
    Province.objects.create(code="82", slug="phang-nga", name_th="พังงา", name_en="Phang Nga")

    answer = Client().get("/open-data/province.json", {"province": "phang-nga", "as_of": "2562-05-01"})

    assert answer.json() == {
        "as_of": "2019-05-01", "funds": 0, "members": 0, "balance": "0.00", "people_helped": 0,
        "people_helped_members": None, "people_helped_non_members": None, "cases": 0, "paid": "0.00",
    }  # fmt: skip


def test_open_data_cost_the_same_for_one_fund_and_for_eighteen(helped, django_assert_num_queries):
    for page, queries in (("funds.json", 4), ("province.json", 5), ("help.json", 2)):
        Client().get(f"/open-data/{page}")
        with django_assert_num_queries(queries):
            Client().get(f"/open-data/{page}")


def test_the_page_names_every_column_that_is_published(helped):
    page = Client().get("/open-data/").content.decode()

    published = [*Client().get("/open-data/funds.json").json()[0], *HELP_COLUMNS]
    assert [name for name in published if f"<code>{name}</code>" not in page] == []


def test_the_command_hides_nothing_from_who_keeps_the_portal(helped, capsys):
    for as_of in APRIL_TEXT.values():
        call_command("totals", "--as-of", as_of, "--json")
        assert json.loads(capsys.readouterr().out) == PROVINCE | {
            "people_helped_members": 5, "people_helped_non_members": 0,
        }  # fmt: skip


def test_the_command_prints_a_table_for_people(helped, capsys):
    call_command("totals", "--as-of", "2562-05-01")

    lines = capsys.readouterr().out.splitlines()
    assert "1 พฤษภาคม 2562" in lines[0]
    assert [line.split()[0] for line in lines[1:]] == ["18", "6", "7,498.75", "5", "5", "0", "5", "2,501.25"]


def test_the_command_refuses_a_day_that_it_cannot_read(province):
    for as_of in ("yesterday", "2562-02-31", "2600-01-01"):
        with pytest.raises(CommandError):
            call_command("totals", "--as-of", as_of)
