"""Lists of the portal with so many more rows, and what their pages and files must show."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse

from events.assemblies import invite
from events.models import Group, Invitation
from funds import accounts, handovers
from funds.models import AccountKind, Office, Term
from members.models import Opening
from tests.events.factories import make_assembly, resolve
from tests.events.strategy_acts import make_strategy
from tests.factories import (
    AUGUST,
    JAN_2560,
    MAY_DAY,
    make_claim,
    make_distinction,
    make_draft,
    make_member,
    make_merge,
    make_outsider,
    make_what_if,
)
from tests.members.rules import adopt
from welfare import thai

TODAY = thai.today()
FORMULA = "=1+1"


@dataclass(frozen=True)
class Listed:
    """A list with its headings and rows as its file must have them, and what each row of its page begins with."""

    url: str
    heads: list[str]
    rows: list[list[Any]]
    titles: list[str] | None = None


def due(cast: Any, count: int) -> Listed:
    """Members of seventy who paid for twelve years: each falls due for the sum of the old."""
    first, heads = date(TODAY.year - 12, 1, 15), ["เลขที่สมาชิก", "ชื่อ", "ศูนย์/สาขา", "จำนวนเงิน (บาท)"]
    if not Term.objects.filter(regulation__fund=cast.fund).exists():
        adopt(cast.fund, by=cast.secretary)
    found = cast.kept.setdefault("due", [])
    for _each in range(count):
        member = make_member(cast.fund, by=cast.secretary, on=first, born_on=date(TODAY.year - 70, 1, 1))
        Opening.objects.create(
            membership=member, on=first, paid_until=date(TODAY.year, 12, 31), match_rounds=2, by=cast.secretary
        )
        found.append(member)
    rows = [[each.number, each.person.name, "", 1500] for each in found]
    return Listed(
        reverse("members:claims-due", args=["rawai"], query={"benefit": "old_age"}), heads, rows,
        [each.person.name for each in found],
    )  # fmt: skip


def opening(cast: Any, count: int) -> Listed:
    due(cast, count)
    heads = ["เลขที่", "ชื่อ", "เป็นสมาชิกตั้งแต่", "ส่งถึงวันที่", "รอบที่รัฐสมทบ", "เคยรับสวัสดิการ", "ณ วันที่", "ผู้บันทึก"]
    rows = [
        [each.number, each.person.name, each.tenure_from, date(TODAY.year, 12, 31), 2, "ไม่ใช่", each.opening.on,
         str(cast.secretary)]
        for each in cast.kept["due"]
    ]  # fmt: skip
    return Listed(reverse("members:opening", args=["rawai"]), heads, rows)


def bank_accounts(cast: Any, count: int) -> Listed:
    found = cast.kept.setdefault("banks", list(cast.fund.accounts.filter(kind=AccountKind.BANK).order_by("pk")))
    for number in range(len(found), len(found) + count):
        found.append(
            accounts.open_account(cast.fund, kind=AccountKind.BANK, name=f"ธ.ก.ส. {number}", by=cast.treasurer)
        )
    heads = ["บัญชี", "ยอดตามบัญชี (บาท)", "นำเข้ารายการถึงวันที่", "รายการที่ยังไม่จับคู่"]
    return Listed(
        reverse("funds:bank", args=["rawai"]), heads, [[str(each), 0, "", 0] for each in found],
        [str(each) for each in found],
    )  # fmt: skip


def alike(cast: Any, count: int) -> Listed:
    """Pairs that nobody decided on; the first time also two who were told apart, and two made one."""
    found = cast.kept.setdefault("pairs", [])
    for number in range(len(found), len(found) + count):
        like: dict[str, Any] = {
            "first_name": "ก" + "ขคง"[number],
            "moo": 3,
            "citizen_id": "",
            "no_citizen_id": "not_at_hand",
        }
        two = [make_member(cast.fund, by=cast.secretary, born_on=None, **like) for _each in range(2)]
        found.append([f"{each.person.name} เลขที่ {each.number}" for each in two])
    if count == 1:
        one, other = make_outsider("แยก"), make_outsider("ต่าง")
        make_distinction(one, other, cast.fund, by=cast.secretary)
        cast.kept["decided"] = [
            ["บอกไว้แล้วว่าเป็นคนละคน", one.name, other.name, "", str(cast.secretary), AUGUST, ""],
            ["รวมเป็นคนเดียวกัน", "นางซ้ำ สองครั้ง", "นางซ้ำ สองครั้ง", "", str(cast.secretary), AUGUST, "บัตรใบเดียวกัน"],
        ]
        make_merge(cast.fund, by=cast.secretary)
    heads = ["สถานะ", "ชื่อแรก", "ชื่อที่สอง", "คล้ายกันตรงไหน", "โดย", "วันที่", "หมายเหตุ"]
    rows = [["คู่ที่รอตัดสินใจ", *two, "ชื่อสกุลและหมู่บ้านตรงกัน", "", "", ""] for two in found]
    return Listed(
        reverse("members:duplicates", args=["rawai"]), heads, rows + cast.kept["decided"], [two[0] for two in found]
    )


def neighbours(cast: Any, count: int) -> Listed:
    found = cast.kept.setdefault("helped", [])
    if not found:
        make_claim(cast.fund, by=cast.secretary, person=make_outsider("นอกคำค้น", "อื่นใด"), category="disaster")
    for number in range(len(found), len(found) + count):
        person = make_outsider("อ" + "กขค"[number], "ทะเลงาม")
        make_claim(cast.fund, by=cast.secretary, person=person, category="disaster")
        found.append(person)
    heads, rows = ["ชื่อ", "ที่อยู่", "คำขอรับสวัสดิการ", "คำขอล่าสุดเมื่อ"], [[each.name, "", 1, MAY_DAY] for each in found]
    url = reverse("members:neighbours", args=["rawai"], query={"q": "ทะเลงาม"})
    return Listed(url, heads, rows, [each.name for each in found])


def handed_over(cast: Any, count: int) -> Listed:
    found = cast.kept.setdefault("handovers", [])
    offices = [(Office.TREASURER, cast.treasurer), (Office.CHAIR, cast.chair), (Office.SECRETARY, cast.secretary)]
    for office, by in offices[len(found) : len(found) + count]:
        given = handovers.give(
            cast.fund, key=uuid4(), office=office, figures={"lines": []}, papers="สมุดบัญชี", on=MAY_DAY,
            at=datetime(2018, 5, 1, 20, tzinfo=UTC), by=by,
        )  # fmt: skip
        found.insert(0, given)
    heads = ["ตำแหน่ง", "ผู้มอบ", "วันที่ส่งมอบ", "ผู้รับมอบ", "วันที่ยืนยัน"]
    # It is the next day in Thailand.
    rows = [[each.get_office_display(), str(each.given_by), date(2018, 5, 2), "รอยืนยัน", ""] for each in found]
    return Listed(reverse("members:handovers", args=["rawai"]), heads, rows, [row[0] for row in rows])


def what_ifs(cast: Any, count: int) -> Listed:
    draft = cast.kept.get("draft") or cast.kept.setdefault("draft", make_draft(cast.fund, by=cast.secretary))
    found = cast.kept.setdefault("runs", [])
    for _each in range(count):
        found.append(make_what_if(draft, by=cast.secretary))
    url = reverse("members:what-ifs", args=["rawai", draft.pk])
    rows = [[TODAY, JAN_2560, AUGUST, "คิดแล้ว"] for _each in found]
    return Listed(url, ["เมื่อใด", "ตั้งแต่วันที่", "ถึงวันที่", "สถานะ"], rows, [thai.short_date(TODAY)] * len(found))


def gatherings(cast: Any, count: int) -> list[Any]:
    found: list[Any] = cast.kept.setdefault("assemblies", [])
    for number in range(len(found) + 1, len(found) + count + 1):
        found.insert(0, make_assembly(cast.province, by=cast.admin, number=str(number), theme=FORMULA))
    return found


def assemblies(cast: Any, count: int) -> Listed:
    found = gatherings(cast, count)
    rows = [[each.title, FORMULA, AUGUST, "ศาลาประชาคม", "เผยแพร่แล้ว"] for each in found]
    heads = ["สมัชชา", "หัวข้อสมัชชา", "วันที่", "สถานที่", "หน้าสำหรับประชาชน"]
    return Listed(reverse("events:assemblies", args=["phuket"]), heads, rows, [each.title for each in found])


def assemblies_of_a_fund(cast: Any, count: int) -> Listed:
    found = gatherings(cast, count)
    rows = [[each.title, FORMULA, AUGUST, "ศาลาประชาคม", 2] for each in found]
    heads = ["สมัชชา", "หัวข้อสมัชชา", "วันที่", "สถานที่", "ที่นั่งของเรา"]
    return Listed(reverse("events:fund-assemblies", args=["rawai"]), heads, rows, [each.title for each in found])


def invitations(cast: Any, count: int) -> Listed:
    assembly = cast.kept.get("inviting") or cast.kept.setdefault("inviting", gatherings(cast, 1)[0])
    for _each in range(count):
        number = assembly.invitations.count()
        invite(assembly, group=Group.CIVIL, name=f"องค์การ {number}", quota=2, by=cast.admin)
    invited = Invitation.objects.of(assembly).in_order().select_related("fund")
    rows: list[list[Any]] = [[each.called, each.get_group_display(), 0, 2] for each in invited]
    url = reverse("events:invitations", args=["phuket", assembly.pk])
    return Listed(url, ["ผู้รับเชิญ", "กลุ่ม", "ในรายชื่อ", "ที่นั่ง"], rows, [row[0] for row in rows])


def strategies(cast: Any, count: int) -> Listed:
    found = cast.kept.setdefault("strategies", [])
    for _each in range(count):
        found.insert(0, make_strategy(cast.province, by=cast.admin))
    title = found[0].title
    url = reverse("events:strategies", args=["phuket"], query={"q": title[:8]})
    rows = [[title, 1, "ยังไม่มี"] for _each in found]
    return Listed(url, ["เอกสาร", "ฉบับล่าสุด", "ลงนามครบแล้ว"], rows, [title] * len(found))


def resolutions(cast: Any, count: int) -> Listed:
    if not cast.kept.get("assembly"):
        earlier = make_assembly(cast.province, by=cast.admin, number="8", on=MAY_DAY)
        resolve(earlier, "ค้างไว้", by=cast.admin, manner="adopted", owner="คณะทำงาน")
        cast.kept |= {
            "assembly": make_assembly(cast.province, by=cast.admin, number="9"),
            "earlier": earlier,
            "made": [],
        }
    assembly, found = cast.kept["assembly"], cast.kept["made"]
    for _each in range(count):
        found.append(resolve(assembly, by=cast.admin, manner="voted", votes_for=1, votes_against=2, due_on=AUGUST))
    heads = ["สมัชชา", "เลขที่", "มติ", "กองทุน", "วิธีลงมติ", "ผลการลงมติ", "ผู้รับผิดชอบ", "กำหนดเสร็จ", "ผลการดำเนินการ", "หมายเหตุ"]
    rows = [[assembly.title, each.number, each.title, "", "ลงคะแนน", "ไม่ผ่าน", "", AUGUST, "", ""] for each in found] + [
        [cast.kept["earlier"].title, 1, "ค้างไว้", "", "เห็นชอบโดยไม่ลงคะแนน", "ผ่าน", "คณะทำงาน", "", "", ""]
    ]
    url = reverse("events:assembly-resolutions", args=["phuket", assembly.pk])
    return Listed(url, heads, rows, [f"{each.number}. {each.title}" for each in found])


OF_A_FUND = (due, opening, bank_accounts, alike, neighbours, handed_over, what_ifs, assemblies_of_a_fund)
OF_THE_PROVINCE = (assemblies, invitations, strategies, resolutions)
