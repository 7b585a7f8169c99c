"""The standing cast: who works in which fund and province. Tests ask for them by role."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from funds.models import Account, District, Fund, Office, Province
from welfare.models import User
from welfare.thai import today

from .factories import LONG_AGO, MAY_DAY, appoint, make_user


@pytest.fixture
def province(db: None) -> Province:
    """Phuket with its 18 funds, founded before the first test and put back after each."""
    return Province.objects.get(slug="phuket")


@pytest.fixture
def fund(province: Province) -> Fund:
    return Fund.objects.get(code="rawai")


@pytest.fixture
def other_fund(province: Province) -> Fund:
    return Fund.objects.get(code="chalong")


@pytest.fixture
def treasurer(fund: Fund) -> User:
    user = make_user("treasurer.rawai", "นางประไพ ทองคำ")
    appoint(user, Office.TREASURER, fund)
    return user


@pytest.fixture
def chair(fund: Fund) -> User:
    user = make_user("chair.rawai", "นายสมบูรณ์ ราไวย์")
    appoint(user, Office.CHAIR, fund)
    return user


@pytest.fixture
def secretary(fund: Fund) -> User:
    user = make_user("secretary.rawai", "นางสาวมาลี ชาวเล")
    appoint(user, Office.SECRETARY, fund)
    return user


@pytest.fixture
def auditor(fund: Fund) -> User:
    user = make_user("auditor.rawai", "นายวิชัย สุขใจ")
    appoint(user, Office.AUDITOR, fund)
    return user


@pytest.fixture
def stranger(other_fund: Fund) -> User:
    """The treasurer of another fund."""
    user = make_user("treasurer.chalong", "นายไพโรจน์ แสงทอง")
    appoint(user, Office.TREASURER, other_fund)
    return user


@pytest.fixture
def former_treasurer(fund: Fund) -> User:
    user = make_user("former.rawai", "นางอุไร เก่าแก่")
    appoint(user, Office.TREASURER, fund, since=LONG_AGO, until=MAY_DAY)
    return user


@pytest.fixture
def coming_treasurer(fund: Fund) -> User:
    user = make_user("coming.rawai", "นายอนุชา มาใหม่")
    appoint(user, Office.TREASURER, fund, since=today().replace(year=today().year + 1, day=1))
    return user


@pytest.fixture
def province_officer(province: Province) -> User:
    user = make_user("officer", "นางกัลยา เจ้าหน้าที่")
    appoint(user, Office.OFFICER, province)
    return user


@pytest.fixture
def province_admin(province: Province) -> User:
    """With a second step at sign-in, as every administrator needs one."""
    user = make_user("admin", "นายกิตติ ผู้ดูแล")
    appoint(user, Office.ADMIN, province)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "none"})
    return user


def signed_in(user: User) -> Client:
    """A browser in which `user` has signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def no_province(db: None) -> None:
    """A portal in which nothing has been founded yet."""
    for model in (Account, Fund, District, Province):
        model.objects.all().delete()
