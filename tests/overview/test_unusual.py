"""The pages of signals: who sees which, by what they are filtered, and how one is closed and opened again."""

from datetime import date

import pytest
from django.test import Client

from funds.models import Fund
from members.models import Membership, SignalClosing
from tests.cast import signed_in
from tests.factories import MAY_DAY, give, make_member
from tests.pages import links, tables
from welfare.models import User

ADDRESS = "/funds/rawai/signals/"


@pytest.fixture
def old(fund: Fund, other_fund: Fund, secretary: User, stranger: User) -> Membership:
    """A member of 117 years in one fund, another in the other, and an entry of May Day in both."""
    for each, by in ((other_fund, stranger), (fund, secretary)):
        give(each, "10.00", by=by, on=MAY_DAY)
        member = make_member(each, by=by, born_on=date(1901, 1, 1))
    return member


def rows(client: Client, address: str, **asked: str) -> list[list[str]]:
    found = tables(client.get(address, asked))
    return found[0][1:] if found else []


def test_a_fund_shows_its_own_signals_with_the_reason_and_the_rows(old, auditor):
    page = signed_in(auditor).get(ADDRESS)

    assert [row[0] for row in tables(page)[0][1:]] == ["อายุมากและไม่มีความเคลื่อนไหว"]
    assert f"สมาชิกเลขที่ {old.number} อายุ 117 ปี" in page.content.decode()
    assert {f"/funds/rawai/members/{old.pk}/", f"{ADDRESS}age-{old.pk}/"} <= set(links(page))


def test_the_province_sees_all_funds_and_filters_them(old, other_fund, province_officer):
    client, address = signed_in(province_officer), "/province/phuket/signals/"

    assert [row[1] for row in rows(client, address, sort="fund")] == ["ราไวย์", "ฉลอง"]
    assert [row[1] for row in rows(client, address, fund=str(other_fund.pk))] == ["ฉลอง"]
    assert rows(client, address, kind="stays") == rows(client, address, state="closed") == []
    sheet = client.get(address, {"format": "csv"})
    assert len(sheet.getvalue().decode("utf-8-sig").strip().splitlines()) == 3


def test_a_signal_is_closed_with_a_reason_and_opened_again(old, auditor, chair):
    address = f"{ADDRESS}age-{old.pk}/"
    client = signed_in(auditor)
    form = client.get(address).context["form"]
    assert client.post(address, {"key": form["key"].value(), "reason": ""}).status_code == 200

    client.post(address, {"key": form["key"].value(), "reason": "ไปเยี่ยมแล้ว ยังแข็งแรง"})
    assert rows(client, ADDRESS) == []
    assert "ไปเยี่ยมแล้ว ยังแข็งแรง" in rows(client, ADDRESS, state="closed")[0][-1]
    closing = SignalClosing.objects.get()
    assert (closing.by, closing.subject, closing.facts) == (auditor, str(old.pk), "1901-01-01")

    other = signed_in(chair)
    again = other.get(address).context["form"]
    other.post(address, {"key": again["key"].value(), "reason": "ถามอีกครั้ง"})
    assert len(rows(other, ADDRESS)) == 1


def test_a_signal_of_another_fund_is_not_there(old, other_fund, auditor):
    theirs = Membership.objects.get(fund=other_fund)

    assert signed_in(auditor).get(f"{ADDRESS}age-{theirs.pk}/").status_code == 404
    assert signed_in(auditor).get(f"{ADDRESS}nonsense/").status_code == 404


def test_who_waits_is_told_how_many_there_are(old, chair, treasurer):
    told = signed_in(chair).get("/funds/rawai/waiting/").content.decode()

    assert "มีสัญญาณให้ตรวจดู 1 เรื่อง" in told
    assert ADDRESS not in signed_in(treasurer).get("/funds/rawai/waiting/").content.decode()


def test_a_fund_without_signals_says_so(fund, auditor):
    assert "ไม่มีสัญญาณ" in signed_in(auditor).get(ADDRESS).content.decode()


def test_the_list_costs_the_same_for_one_and_for_three(old, secretary, fund, auditor, django_assert_num_queries):
    client = signed_in(auditor)
    client.get(ADDRESS)
    with django_assert_num_queries(9) as first:
        client.get(ADDRESS)
    for _more in range(2):
        make_member(fund, by=secretary, born_on=date(1901, 1, 1))
    with django_assert_num_queries(len(first)):
        client.get(ADDRESS)
