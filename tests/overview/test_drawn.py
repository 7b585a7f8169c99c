"""What is kept of a page is everybody's: readers' names, offices and tokens never reach one another."""

import re

import pytest
from django.test import Client

from funds.models import Office, Province
from tests.cast import signed_in
from tests.factories import appoint, give, make_user
from welfare.models import User
from welfare.overview import drawn
from welfare.stencils import MARK

PAGES = ("/province/phuket/", "/province/phuket/money-in/", "/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w{64}"')


@pytest.fixture
def colleague(province: Province) -> User:
    user = make_user("colleague", "นางอีกคน <อีก> เจ้าหน้าที่")
    appoint(user, Office.OFFICER, province)
    return user


def read(reader: Client, page: str) -> str:
    written: str = reader.get(page).content.decode()
    assert not MARK.search(written)
    return TOKEN.sub("", written)


@pytest.mark.parametrize("page", PAGES)
def test_who_holds_the_same_office_reads_the_same_page_under_their_own_name(page, province_officer, colleague):
    drawn.forget()
    first, second = (read(signed_in(user), page) for user in (province_officer, colleague))

    assert first.count(province_officer.display_name) == 2
    assert second == first.replace(province_officer.display_name, "นางอีกคน &lt;อีก&gt; เจ้าหน้าที่")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_of_a_reader_is_kept(page, province_officer):
    drawn.forget()
    reader = signed_in(province_officer)
    written = reader.get(page).content.decode()
    frames = [frame.fill({"body": "", "name": "", "token": ""}) for frame in drawn.FRAMES.all()]
    kept = drawn.FIGURES.all() + frames

    assert len(kept) == 2
    secrets = [province_officer.display_name, province_officer.username, *re.findall(r'value="(\w{64})"', written)]
    assert [word for word in secrets if any(word in each for each in kept)] == []


def test_a_frame_is_kept_for_those_of_the_same_offices_alone(province_officer, province_admin, treasurer):
    drawn.forget()
    everyones = read(Client(), "/")
    page = "/province/phuket/"
    officers, admins = (read(signed_in(user), page) for user in (province_officer, province_admin))

    assert [word in everyones for word in ("/accounts/login/", "/accounts/logout/")] == [True, False]
    assert "/accounts/logout/" in read(signed_in(treasurer), "/")
    assert read(Client(), "/") == everyones
    assert [str(Office.ADMIN.label) in each for each in (officers, admins)] == [False, True]


def test_a_message_is_shown_once_and_on_no_page_that_is_kept(fund, treasurer, province_officer):
    give(fund, "10.00", by=treasurer)
    reader = signed_in(province_officer)
    before = read(reader, "/")
    reader.post("/accounts/logout/")
    with_message = read(reader, "/")

    assert "notice--done" in with_message
    assert "notice--done" not in before + read(reader, "/") + read(Client(), "/")
