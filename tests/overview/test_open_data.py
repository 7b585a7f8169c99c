"""Open data say the same figures as the pages, to everyone, as of any day."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from funds.models import Fund, Province
from tests.factories import approve, give, make_claim, make_member, make_outsider, pay
from welfare.models import User

MAY_DAY_TEXT = {"th": "2561-05-01", "iso": "2018-05-01"}


@pytest.fixture
def helped(fund: Fund, secretary: User, chair: User, treasurer: User) -> Fund:
    """A fund that helped a member and a neighbour on May Day."""
    give(fund, "10000.00", by=secretary)
    member = make_member(fund, by=secretary)
    for person, membership, amount in ((member.person, member, "500.25"), (make_outsider(), None, "1000.00")):
        claim = make_claim(fund, by=secretary, person=person, membership=membership, amount=amount)
        approve(claim, by=chair)
        pay(claim, by=treasurer)
    return fund


AS_OF_MAY_DAY = {
    "as_of": "2018-05-01",
    "funds": 18,
    "members": 1,
    "balance": "8499.75",
    "people_helped": 2,
    "people_helped_members": 1,
    "people_helped_non_members": 1,
    "cases": 2,
    "paid": "1500.25",
}


@pytest.mark.parametrize("as_of", MAY_DAY_TEXT.values())
def test_the_province_is_given_as_of_a_day_in_either_calendar(helped, as_of):
    answer = Client().get("/open-data/province.json", {"as_of": as_of})

    assert answer.json() == AS_OF_MAY_DAY
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_the_day_before_has_the_money_and_the_member_and_no_help(helped):
    answer = Client().get("/open-data/province.json", {"as_of": "2561-04-30"})

    assert answer.json() == AS_OF_MAY_DAY | {
        "as_of": "2018-04-30", "balance": "10000.00", "people_helped": 0, "people_helped_members": 0,
        "people_helped_non_members": 0, "cases": 0, "paid": "0.00",
    }  # fmt: skip


def test_the_funds_are_a_list_in_their_order_with_the_same_columns(helped):
    rows = Client().get("/open-data/funds.json", {"as_of": "2561-05-01"}).json()

    assert [row["code"] for row in rows] == list(Fund.objects.order_by("position").values_list("code", flat=True))
    assert next(row for row in rows if row["code"] == "rawai") == {
        "as_of": "2018-05-01", "code": "rawai", "name_th": "กองทุนสวัสดิการชุมชนเทศบาลตำบลราไวย์",
        "name_en": "Rawai Community Welfare Fund", "members": 1, "balance": "8499.75", "people_helped": 2,
        "people_helped_members": 1, "people_helped_non_members": 1, "cases": 2, "paid": "1500.25",
    }  # fmt: skip
    assert sum(Decimal(row["balance"]) for row in rows) == Decimal("8499.75")


def test_the_sheet_says_the_same_as_the_list(helped):
    asked = {"as_of": "2561-05-01"}
    sheet = Client().get("/open-data/funds.csv", asked)

    text = sheet.content.decode("utf-8")
    assert text.startswith("\ufeff")
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert read == [
        {name: str(value) for name, value in row.items()} for row in Client().get("/open-data/funds.json", asked).json()
    ]
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="funds-2018-05-01.csv"'


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"as_of": "31/2/2561"}, "“31/2/2561”"),
        ({"as_of": "2561-02-31"}, "2561"),
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


def test_a_copy_that_is_still_true_is_not_sent_again(helped, secretary):
    first = Client().get("/open-data/funds.json")
    again = Client().get("/open-data/funds.json", headers={"If-None-Match": first.headers["ETag"]})
    give(helped, "1.00", by=secretary)
    changed = Client().get("/open-data/funds.json", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, changed.headers["ETag"] != first.headers["ETag"]) == (200, True)


def test_a_second_province_is_asked_for_by_its_name(helped):
    Province.objects.create(code="82", slug="phang-nga", name_th="พังงา", name_en="Phang Nga")

    answer = Client().get("/open-data/province.json", {"province": "phang-nga", "as_of": "2561-05-01"})

    assert answer.json() == {
        "as_of": "2018-05-01", "funds": 0, "members": 0, "balance": "0.00", "people_helped": 0,
        "people_helped_members": 0, "people_helped_non_members": 0, "cases": 0, "paid": "0.00",
    }  # fmt: skip


def test_open_data_cost_the_same_for_one_fund_and_for_eighteen(helped, django_assert_num_queries):
    with django_assert_num_queries(4):
        Client().get("/open-data/funds.json")
    with django_assert_num_queries(3):
        Client().get("/open-data/province.json")


def test_the_page_names_every_column_that_is_published(helped):
    page = Client().get("/open-data/").content.decode()

    published = Client().get("/open-data/funds.json").json()[0]
    assert [name for name in published if f"<code>{name}</code>" not in page] == []


def test_the_command_prints_what_open_data_give(helped, capsys):
    for as_of in MAY_DAY_TEXT.values():
        call_command("totals", "--as-of", as_of, "--json")
        assert json.loads(capsys.readouterr().out) == AS_OF_MAY_DAY


def test_the_command_prints_a_table_for_people(helped, capsys):
    call_command("totals", "--as-of", "2561-05-01")

    lines = capsys.readouterr().out.splitlines()
    assert "1 พฤษภาคม 2561" in lines[0]
    assert [line.split()[0] for line in lines[1:]] == ["18", "1", "8,499.75", "2", "1", "1", "2", "1,500.25"]


def test_the_command_refuses_a_day_that_it_cannot_read(province):
    for as_of in ("yesterday", "2561-02-31", "2600-01-01"):
        with pytest.raises(CommandError):
            call_command("totals", "--as-of", as_of)
