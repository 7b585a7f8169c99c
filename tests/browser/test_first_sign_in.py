"""From the paper to the first sign-in, then a passkey that opens the account without a password."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from funds import access_codes, appointments
from funds.models import Office
from tests.browser.conftest import PHONE, accessibility_faults, sideways_scroll

PASSWORD = "ฝนตกหนักที่หาดราไวย์"


def look_over(page):
    assert sideways_scroll(page) == 0, page.url
    assert accessibility_faults(page) == [], page.url


def by_name(faults):
    """Take out that the live server was asked by its name, which is no other host."""
    faults[:] = [fault for fault in faults if "localhost" not in fault]


def with_a_key(page):
    """Give the browser a device that holds passkeys and says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_from_the_paper_to_a_passkey(new_page, live_server, faults, fund, province_admin):
    newcomer = appointments.Newcomer("นางใหม่ ทะเล", "auditor.rawai")
    user = appointments.appoint(
        fund, key=uuid4(), whom=newcomer, office=Office.AUDITOR, since=date(2018, 5, 1), by=province_admin
    ).user
    code = access_codes.new_code()
    access_codes.issue(user, key=uuid4(), code=code, at=timezone.now(), by=province_admin)
    page = new_page(PHONE)
    home = live_server.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    page.set_default_timeout(30_000)  # a passkey takes its time on a busy machine
    with_a_key(page)

    page.goto(f"{home}/join/")
    look_over(page)
    page.get_by_label("รหัสบนกระดาษ").fill(access_codes.spelled(code).upper())
    page.get_by_role("button", name="ต่อไป").click()
    look_over(page)
    page.get_by_label("รหัสผ่าน", exact=True).fill(PASSWORD)
    page.get_by_label("รหัสผ่านเดิมอีกครั้ง").fill(PASSWORD)
    page.get_by_role("button", name="เปิดบัญชีผู้ใช้และเข้าสู่ระบบ").click()
    page.wait_for_url("**/funds/rawai/")

    page.goto(f"{home}/accounts/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.get_by_label("รหัสผ่าน").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/webauthn/add/")
    look_over(page)
    page.locator("[name=passwordless]").check()
    page.get_by_role("button", name="เพิ่มพาสคีย์").click()
    page.wait_for_url(lambda url: not url.endswith("/webauthn/add/"))

    page.context.clear_cookies()
    page.goto(f"{home}/accounts/login/")
    look_over(page)
    page.get_by_role("button", name="เข้าสู่ระบบด้วยพาสคีย์").click()
    page.wait_for_url("**/funds/rawai/")
    by_name(faults)
