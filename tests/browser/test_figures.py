"""Every page of figures can be read on a phone, and by who listens to it: the public's and the province's."""

from datetime import date

from playwright.sync_api import Page

from funds.models import Fund
from tests.browser.conftest import accessibility_faults, sideways_scroll
from tests.browser.test_journey import sign_in
from tests.factories import MAY_DAY, approve, give, make_claim, make_contribution, make_member, make_outsider, pay
from welfare.models import User

PUBLIC = ("/", "/?measure=balance&as_of=2561-05-01", "/open-data/", "/funds/rawai/about/")
PROVINCE = (
    "", "?measure=paid&trend=helped&sort=-members&as_of=2561-05-01", "money-in/", "help/", "members/", "lights/",
    "announced/", "announced/new/", "villages/", "country/", "people-in-several-funds/", "trail/", "signals/",
    "foresight/", "match/", "match/rules/", "statements/", "status-forms/",
)  # fmt: skip


def faults_of(reader: Page, page: str) -> tuple[str, int, list[str]]:
    reader.goto(page)
    return page, sideways_scroll(reader), accessibility_faults(reader)


def test_every_page_of_figures_fits_a_phone_and_is_read_out(
    fund: Fund, treasurer: User, secretary: User, chair: User, province_admin: User, phone: Page
) -> None:
    give(fund, "2000.00", by=treasurer, on=date(2015, 2, 1))
    make_contribution(make_member(fund, by=secretary), "365.00", by=secretary)
    claim = make_claim(fund, by=secretary, person=make_outsider(), amount="1000.00")
    approve(claim, by=chair)
    pay(claim, by=treasurer, on=MAY_DAY)

    found = [faults_of(phone, page) for page in PUBLIC]
    sign_in(phone, province_admin)
    found += [faults_of(phone, f"/province/phuket/{page}") for page in PROVINCE]

    assert [one for one in found if one[1:] != (0, [])] == []
