"""Long work shows how far it is; when the portal is away for a moment the page says so, and goes on by itself."""

from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from funds.models import PaperRun, Province
from members.status import runs
from tests.browser.conftest import accessibility_faults, sideways_scroll
from tests.browser.test_journey import sign_in
from tests.factories import AUGUST
from welfare.models import User


@pytest.fixture
def run(province: Province, province_officer: User) -> PaperRun:
    return runs.begin(province, AUGUST, key=uuid4(), by=province_officer)


def there(run: PaperRun) -> str:
    return reverse("province-status-run", args=[run.province.slug, run.pk])


def test_a_run_that_stands_still_says_so_and_goes_on_by_itself(
    run: PaperRun, province_officer: User, phone: Page, faults: list[str]
) -> None:
    sign_in(phone, province_officer)
    away = [True]

    def line(route: Route) -> None:
        if away[0] and route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    phone.route("**/status-forms/**", line)
    phone.goto(there(run))

    expect(phone.get_by_role("alert")).to_contain_text("งานหยุดรออยู่")
    expect(phone.get_by_role("button", name="ลองอีกครั้ง")).to_be_visible()
    assert (sideways_scroll(phone), accessibility_faults(phone)) == (0, [])
    away[0] = False
    expect(phone.get_by_role("link", name="ทั้งหมดใน PDF เดียว")).to_be_visible(timeout=60_000)
    assert (run.parts.count(), [fault for fault in faults if "ERR_FAILED" not in fault]) == (18, [])
    faults.clear()


def test_without_scripts_a_button_makes_each_part(run: PaperRun, province_officer: User, without_scripts: Page) -> None:
    sign_in(without_scripts, province_officer)
    without_scripts.goto(there(run))

    without_scripts.get_by_role("button", name="ต่อไป").click()

    expect(without_scripts.get_by_role("group", name="กำลังจัดทำแบบ")).to_contain_text("3 จาก 18 กองทุน")
