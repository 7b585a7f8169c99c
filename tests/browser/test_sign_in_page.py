from playwright.sync_api import Page, expect

from .conftest import accessibility_faults, sideways_scroll


def test_the_sign_in_page_fits_the_screen_and_shuts_nobody_out(page: Page):
    page.goto("/accounts/login/")

    assert accessibility_faults(page) == []
    assert sideways_scroll(page) == 0


def test_the_sign_in_page_works_without_scripts(without_scripts: Page):
    without_scripts.goto("/accounts/login/")
    without_scripts.locator("form[action$='/accounts/login/'] [name=login]").fill("nobody")
    without_scripts.locator("[name=password]").fill("not-a-password")
    without_scripts.locator("[name=password]").press("Enter")

    expect(without_scripts.locator("[name=login]")).to_have_value("nobody")


def test_what_leaves_the_portal_or_fails_is_named(phone: Page, faults: list[str]):
    phone.goto("/accounts/login/")
    assert faults == []

    phone.evaluate("fetch('http://other.invalid/').catch(() => null)")
    phone.wait_for_timeout(200)

    assert [fault.split(":")[0] for fault in faults if "other.invalid" in fault] != []
    faults.clear()
