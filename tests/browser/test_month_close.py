"""A month is counted, compared and closed with the keyboard alone, and each step shows where one stands."""

from datetime import date

from playwright.sync_api import Page, expect

from funds.models import CashCount, Fund, MonthClose
from tests.browser.conftest import accessibility_faults, sideways_scroll
from tests.browser.test_journey import sign_in
from tests.factories import JAN_2560, give
from welfare.models import User

MOST_STEPS = 80
# What has the focus: its words or its label, and whether the browser shows that it has it.
FOCUSED = """() => {
    const here = document.activeElement;
    const label = here.labels && here.labels.length ? here.labels[0].textContent : here.textContent;
    const style = getComputedStyle(here);
    const shown = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    return [label.replace(/\\s+/g, ' ').trim(), shown];
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what begins with `words` has the focus; every stop on the way shows that it has it."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        label, is_shown = page.evaluate(FOCUSED)
        assert is_shown, f"the focus cannot be seen on {label!r}"
        if label.startswith(words):
            return
    raise AssertionError(f"{words!r} is not reached with Tab")


def press(page: Page, words: str) -> None:
    """Go to the link or button and press Enter."""
    assert sideways_scroll(page) == 0, page.url
    assert accessibility_faults(page) == [], page.url
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_month_is_counted_and_closed_with_the_keyboard_alone(fund: Fund, treasurer: User, desktop: Page) -> None:
    give(fund, "1250.75", by=treasurer)
    sign_in(desktop, treasurer)
    desktop.goto(f"/funds/{fund.code}/months/?year=2017")

    press(desktop, "ปิดบัญชี มกราคม 2560")
    press(desktop, "ตรวจนับธนบัตรและเหรียญ")
    for piece, count in (("1,000 บาท", "1"), ("100 บาท", "2"), ("50 บาท", "1"), ("50 สตางค์", "1"), ("25 สตางค์", "1")):
        tab_to(desktop, piece)
        desktop.keyboard.type(count)
    press(desktop, "ตรวจก่อนบันทึก")
    expect(desktop.locator("main")).to_contain_text("1,250.75")
    press(desktop, "บันทึกการตรวจนับ")
    tab_to(desktop, "ยอดคงเหลือตามสมุดธนาคาร")
    desktop.keyboard.type("0")
    press(desktop, "ตรวจก่อนปิดบัญชี")
    press(desktop, "ปิดบัญชี มกราคม 2560")

    expect(desktop.get_by_role("heading", level=1)).to_contain_text("มกราคม 2560")
    close = MonthClose.objects.get()
    assert (close.month, [kept["difference"] for kept in close.balances]) == (date(2017, 1, 1), [0, 0])
    assert CashCount.objects.get().on == JAN_2560.replace(day=31)
