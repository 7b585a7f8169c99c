"""A collection day typed with the keyboard alone; what was typed outlives a lost line, session and page."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from funds import policies
from funds.models import Branch, Fund
from funds.policies import Due, Terms
from members import collections
from members.models import Collection, CollectionDraft, Membership, Plan
from tests.browser.conftest import DESKTOP, PHONE, NewPage, accessibility_faults, sideways_scroll
from tests.browser.test_journey import sign_in
from tests.factories import JAN_2560, cash_of, make_branch, make_member
from welfare.models import User

LONG = "กาญจนาภรณ์ลัดดาวัลย์"


@pytest.fixture
def branch(fund: Fund, treasurer: User) -> Branch:
    """Four members who pay 30 baht a month, one of them with the longest of names."""
    rates: dict[str, Due] = {Plan.MONTHLY: Due(Decimal(30), due_day=31)}
    policies.adopt(fund, Terms(rates=rates), since=JAN_2560, by=treasurer)
    made = make_branch(fund, "ศูนย์บ้านชายทะเลหาดราไวย์ฝั่งตะวันตกเฉียงใต้")
    for name in ("แก้ว", LONG, "ก้อย", "เก๋"):
        make_member(fund, by=treasurer, branch=made, plan=Plan.MONTHLY, first_name=name, last_name="ณ ราไวย์วิเศษสุวรรณ")
    cash_of(fund)
    return made


def open_sheet(page: Page, branch: Branch) -> list[str]:
    """Open the sheet; give the names of the boxes for the amounts, from the top."""
    page.goto(f"/funds/{branch.fund.code}/collections/sheets/{branch.pk}/")
    return [f"a{pk}" for pk in Membership.objects.filter(branch=branch).order_by("number").values_list("pk", flat=True)]


def typed_in(page: Page, names: list[str]) -> list[str]:
    return [page.locator(f"#{name}").input_value() for name in names]


def kept(page: Page) -> None:
    """Wait until the page says that the server keeps what was typed."""
    expect(page.locator("[data-state]")).to_contain_text(re.compile(r"\d\d:\d\d"))


def test_a_sheet_is_typed_with_the_number_pad_and_enter_alone(
    new_page: NewPage, fund: Fund, branch: Branch, treasurer: User
) -> None:
    page = new_page(DESKTOP)
    sign_in(page, treasurer)
    first, *_rest = open_sheet(page, branch)
    day = page.get_by_label("วันรับเงิน")
    day.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("01022560")  # the number pad has no month names
    page.locator(f"#{first}").focus()

    for keys in ("30", "60", "", "9"):  # the third did not come; the last one is mistyped
        page.keyboard.type(keys)
        page.keyboard.press("Enter")
    expect(page.locator("[data-total]")).to_have_text("99.00")
    page.keyboard.type("90")  # Enter led from the last member to the money that was counted
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # on the button that checks

    # Nine baht are no month: named in the list on top, the rest is as it was typed.
    expect(page.get_by_role("alert")).to_contain_text("30.00")
    assert (typed_in(page, open_sheet(page, branch)), Collection.objects.count()) == (["30", "60", "", "9"], 0)
    page.locator(f"#{open_sheet(page, branch)[3]}").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("110")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    # Ten baht short of the receipts: it must be said why.
    expect(page.get_by_role("alert")).to_contain_text("10.00")
    page.get_by_label("เหตุที่ไม่ตรงกับยอดใบเสร็จ").focus()
    page.keyboard.type("ทอนเงินเกิน")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("120.00")
    assert (accessibility_faults(page), sideways_scroll(page)) == ([], 0)
    page.get_by_role("button", name="ลงบัญชีและออกใบเสร็จ").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/collections/\d+/"))

    posted = Collection.objects.get()
    receipts = collections.receipts_of(posted)
    assert (posted.total, posted.difference, posted.explanation) == (Decimal(120), Decimal(-10), "ทอนเงินเกิน")
    assert [(receipt.number, receipt.amount) for receipt in receipts] == [
        (1, Decimal(30)),
        (2, Decimal(60)),
        (3, Decimal(30)),
    ]
    assert CollectionDraft.objects.count() == 0


def on_the_server(page: Page, names: list[str]) -> None:
    """Wait until the server keeps these rows: whether the page sent them before it was loaded anew or after."""
    wanted = sorted(name[1:] for name in names)
    for _ in range(50):
        if sorted(CollectionDraft.objects.get().typed["rows"]) == wanted:
            return
        page.wait_for_timeout(200)
    assert sorted(CollectionDraft.objects.get().typed["rows"]) == wanted


def test_what_was_typed_outlives_a_lost_line_a_lost_session_and_a_closed_lid(
    new_page: NewPage, fund: Fund, branch: Branch, treasurer: User, faults: list[str]
) -> None:
    page = new_page(PHONE)
    sign_in(page, treasurer)
    names = open_sheet(page, branch)
    page.locator(f"#{names[0]}").fill("30")
    kept(page)
    assert CollectionDraft.objects.get().typed["rows"] == {names[0][1:]: ["30", ""]}

    # The line is lost while typing, and the page is loaded anew when it is back.
    page.context.set_offline(True)
    page.locator(f"#{names[1]}").fill("60")
    expect(page.locator("[data-state]")).to_contain_text("เก็บไว้ในเครื่องนี้")
    page.context.set_offline(False)
    open_sheet(page, branch)
    assert typed_in(page, names) == ["30", "60", "", ""]
    on_the_server(page, names[:2])

    # The session ends; the next amount is typed into the open page, then the lid is closed.
    page.context.clear_cookies(name="sessionid")
    page.locator(f"#{names[2]}").fill("90")
    expect(page.locator("[data-state]")).to_contain_text("เก็บไว้ในเครื่องนี้")
    page.close(run_before_unload=False)
    again = page.context.new_page()
    sign_in(again, treasurer)
    open_sheet(again, branch)

    assert typed_in(again, names) == ["30", "60", "90", ""]
    on_the_server(again, names[:3])
    assert sideways_scroll(again) == 0
    faults.clear()  # the browser names the line that was cut, as it should
