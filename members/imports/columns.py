"""What a file of members may hold: its columns under every heading of a paper register, and each row as one entry."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import EndReason, Plan, Relation, Sex
from members.openings import MOST_ROUNDS
from welfare import citizen, sheets, thai
from welfare.forms import CitizenIdField, PhoneField
from welfare.sheets import Cell, CellNotUnderstood, Column

HEIRS = 3
# No fund is older than the first of these funds; who founded one was born in this span.
EARLIEST_JOIN, EARLIEST_BIRTH = date(2000, 1, 1), date(1890, 1, 1)
HIGHEST_NUMBER = 999_999
MOST_REMEMBERED = 5_000
# Stands in the example row of the template, which is left out when somebody forgets to delete it.
EXAMPLE = "(ตัวอย่าง ลบแถวนี้)"

LABELS: Mapping[str, Any] = {
    "number": gettext_lazy("Member number"),
    "title": gettext_lazy("Title"),
    "name": gettext_lazy("Name and surname in one"),
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Surname"),
    "sex": gettext_lazy("Sex"),
    "citizen_id": gettext_lazy("Citizen ID"),
    "born": gettext_lazy("Birthday"),
    "house_number": gettext_lazy("House number"),
    "moo": gettext_lazy("Village number"),
    "place": gettext_lazy("Village or community, road"),
    "phone": gettext_lazy("Telephone"),
    "branch": gettext_lazy("Branch"),
    "plan": gettext_lazy("Pays"),
    "joined_on": gettext_lazy("Member since"),
    "ended_on": gettext_lazy("Ended on"),
    "end_reason": gettext_lazy("Why it ended"),
    "paid_until": gettext_lazy("Paid up to"),
    "match_rounds": gettext_lazy("Rounds of state match"),
    "helped": gettext_lazy("Helped before"),
    "heir1_name": gettext_lazy("Beneficiary 1"),
    "heir1_relation": gettext_lazy("Relation of beneficiary 1"),
    "heir1_share": gettext_lazy("Share of beneficiary 1 (per cent)"),
    "heir2_name": gettext_lazy("Beneficiary 2"),
    "heir2_relation": gettext_lazy("Relation of beneficiary 2"),
    "heir2_share": gettext_lazy("Share of beneficiary 2 (per cent)"),
    "heir3_name": gettext_lazy("Beneficiary 3"),
    "heir3_relation": gettext_lazy("Relation of beneficiary 3"),
    "heir3_share": gettext_lazy("Share of beneficiary 3 (per cent)"),
}

KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "number": ("เลขที่สมาชิก", "เลขสมาชิก", "เลขทะเบียน", "เลขทะเบียนสมาชิก", "ทะเบียนเลขที่", "รหัสสมาชิก", "หมายเลขสมาชิก",
               "สมาชิกเลขที่", "เลขที่", "ลำดับสมาชิก", "member no", "member number", "number"),
    "title": ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "title"),
    "name": ("ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อสกุล", "ชื่อและนามสกุล", "ชื่อ และ สกุล", "ชื่อตัว-ชื่อสกุล", "รายชื่อ",
             "ชื่อ-สกุลสมาชิก", "ชื่อสมาชิก", "ชื่อ-นามสกุลสมาชิก", "รายชื่อสมาชิก", "full name", "name"),
    "first_name": ("ชื่อ", "ชื่อตัว", "ชื่อจริง", "first name"),
    "last_name": ("นามสกุล", "สกุล", "ชื่อสกุลสมาชิก", "last name", "surname"),
    "sex": ("เพศ", "sex"),
    "citizen_id": ("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "เลขที่บัตรประชาชน", "หมายเลขบัตรประชาชน", "บัตรประชาชน",
                   "เลขบัตรประจำตัวประชาชน", "เลขประจำตัวประชาชน 13 หลัก", "เลข 13 หลัก", "รหัสบัตรประชาชน", "เลขประจำตัว",
                   "หมายเลขประจำตัวประชาชน", "เลขที่บัตรประจำตัวประชาชน", "citizen id", "id card", "id"),
    "born": ("วันเกิด", "วันเดือนปีเกิด", "ว/ด/ป เกิด", "ว.ด.ป.เกิด", "วัน/เดือน/ปีเกิด", "ปีเกิด", "เกิดวันที่", "born", "birthday",
             "date of birth"),
    "house_number": ("บ้านเลขที่", "เลขที่บ้าน", "house number"),
    "moo": ("หมู่ที่", "หมู่", "ม.", "หมู่บ้านที่", "moo", "village number"),
    "place": ("หมู่บ้าน", "ชื่อหมู่บ้าน", "บ้าน", "ชุมชน", "ที่อยู่", "ถนน", "ซอย/ถนน", "ชุมชน/หมู่บ้าน", "address", "place"),
    "phone": ("โทรศัพท์", "เบอร์โทรศัพท์", "เบอร์โทร", "หมายเลขโทรศัพท์", "โทร", "มือถือ", "เบอร์มือถือ", "telephone", "phone"),
    "branch": ("ศูนย์", "สาขา", "ศูนย์ประสานงาน", "ศูนย์/สาขา", "กลุ่ม", "เขต", "branch"),
    "plan": ("ส่งแบบ", "ประเภทการส่ง", "การส่งเงิน", "วิธีส่งเงิน", "ส่งเงินแบบ", "งวดการส่ง", "รูปแบบการส่ง", "ประเภทการออม",
             "การส่งเงินสัจจะ", "จ่ายแบบ", "pays", "plan"),
    "joined_on": ("วันที่เป็นสมาชิก", "เป็นสมาชิกเมื่อ", "เป็นสมาชิกตั้งแต่", "วันเป็นสมาชิก", "วันที่เข้าเป็นสมาชิก", "วันที่สมัคร",
                  "วันสมัคร", "วันที่เข้า", "สมัครเมื่อ", "วันที่เริ่มเป็นสมาชิก", "วันที่รับเข้า", "วันเดือนปีที่สมัคร", "ว/ด/ป ที่สมัคร",
                  "วันเดือนปีที่เป็นสมาชิก", "member since", "joined on", "joined"),
    "ended_on": ("วันที่พ้นสภาพ", "พ้นสภาพเมื่อ", "วันพ้นสภาพ", "วันที่สิ้นสุดสมาชิกภาพ", "วันที่ลาออก", "วันที่ออก",
                 "ended on", "left on"),
    "end_reason": ("เหตุที่พ้นสภาพ", "สาเหตุที่พ้นสภาพ", "เหตุพ้นสภาพ", "สาเหตุ", "สถานะ", "สถานภาพสมาชิก",
                   "why it ended", "status"),
    "paid_until": ("ส่งถึงวันที่", "ส่งถึง", "ชำระถึง", "จ่ายถึง", "ส่งเงินถึงวันที่", "ส่งเงินสัจจะถึง", "ส่งเงินสัจจะถึงวันที่",
                   "ชำระถึงวันที่", "paid up to", "paid until"),
    "match_rounds": ("จำนวนรอบสมทบ", "รอบสมทบ", "ได้รับสมทบ", "สมทบจากรัฐ (รอบ)", "สมทบแล้ว (รอบ)",
                     "rounds of state match"),
    "helped": ("เคยรับสวัสดิการ", "เคยได้รับสวัสดิการ", "รับสวัสดิการแล้ว", "helped before"),
    "heir1_name": ("ผู้รับผลประโยชน์", "ผู้รับประโยชน์", "ชื่อผู้รับผลประโยชน์", "ผู้รับผลประโยชน์ 1", "ผู้รับผลประโยชน์คนที่ 1",
                   "ผู้รับสวัสดิการแทน", "ชื่อ-สกุลผู้รับผลประโยชน์", "ผู้รับเงินสงเคราะห์", "beneficiary"),
    "heir1_relation": ("ความสัมพันธ์", "ความสัมพันธ์ 1", "เกี่ยวข้องเป็น", "เกี่ยวพันเป็น", "ความเกี่ยวข้อง", "relation"),
    "heir1_share": ("ส่วนแบ่ง", "ร้อยละ", "ส่วนแบ่ง 1", "ร้อยละ 1", "share"),
    "heir2_name": ("ผู้รับผลประโยชน์ 2", "ผู้รับผลประโยชน์คนที่ 2", "ผู้รับผลประโยชน์ (2)"),
    "heir2_relation": ("ความสัมพันธ์ 2", "ความสัมพันธ์ (2)"),
    "heir2_share": ("ส่วนแบ่ง 2", "ร้อยละ 2", "ส่วนแบ่ง (2)"),
    "heir3_name": ("ผู้รับผลประโยชน์ 3", "ผู้รับผลประโยชน์คนที่ 3", "ผู้รับผลประโยชน์ (3)"),
    "heir3_relation": ("ความสัมพันธ์ 3", "ความสัมพันธ์ (3)"),
    "heir3_share": ("ส่วนแบ่ง 3", "ร้อยละ 3", "ส่วนแบ่ง (3)"),
}  # fmt: skip

SEXES = {
    "ชาย": "M",
    "ช": "M",
    "ผู้ชาย": "M",
    "male": "M",
    "m": "M",
    "หญิง": "F",
    "ญ": "F",
    "ผู้หญิง": "F",
    "female": "F",
    "f": "F",
}
PLANS = {
    "รายวัน": Plan.DAILY, "วัน": Plan.DAILY, "วันละ 1 บาท": Plan.DAILY, "วันละบาท": Plan.DAILY, "รายเดือน": Plan.MONTHLY,
    "เดือน": Plan.MONTHLY, "ราย 3 เดือน": Plan.QUARTERLY, "รายสามเดือน": Plan.QUARTERLY, "รายไตรมาส": Plan.QUARTERLY,
    "ราย 6 เดือน": Plan.HALF_YEARLY, "รายหกเดือน": Plan.HALF_YEARLY, "รายครึ่งปี": Plan.HALF_YEARLY,
    "ครึ่งปี": Plan.HALF_YEARLY, "รายปี": Plan.YEARLY, "ปี": Plan.YEARLY, "ปีละครั้ง": Plan.YEARLY, "ตามสะดวก": Plan.FREE,
    "ไม่กำหนด": Plan.FREE,
}  # fmt: skip
STILL = "still"
REASONS = {
    "ตาย": EndReason.DIED, "เสียชีวิต": EndReason.DIED, "ถึงแก่กรรม": EndReason.DIED, "ลาออก": EndReason.LEFT,
    "ย้าย": EndReason.MOVED, "ย้ายออก": EndReason.MOVED, "ย้ายที่อยู่": EndReason.MOVED, "ขาดส่ง": EndReason.LAPSED,
    "พ้นสภาพ": EndReason.LAPSED, "ไล่ออก": EndReason.EXPELLED, "ให้ออก": EndReason.EXPELLED, "คัดชื่อออก": EndReason.EXPELLED,
    "ปกติ": STILL, "คงอยู่": STILL, "เป็นสมาชิก": STILL, "ยังเป็นสมาชิก": STILL, "สมาชิก": STILL,
}  # fmt: skip
HELPED = {"เคย": "yes", "ใช่": "yes", "มี": "yes", "ไม่เคย": "no", "ไม่": "no", "ไม่มี": "no", "yes": "yes", "no": "no"}
RELATIONS = {
    "สามี": "spouse", "ภรรยา": "spouse", "ภริยา": "spouse", "คู่สมรส": "spouse", "บุตร": "child", "ลูก": "child",
    "บุตรชาย": "child", "บุตรสาว": "child", "บุตรหญิง": "child", "ลูกชาย": "child", "ลูกสาว": "child", "บิดา": "father",
    "พ่อ": "father", "มารดา": "mother", "แม่": "mother", "พี่น้อง": "sibling", "พี่": "sibling", "น้อง": "sibling",
    "พี่ชาย": "sibling", "พี่สาว": "sibling", "น้องชาย": "sibling", "น้องสาว": "sibling", "หลาน": "grandchild",
    "หลานชาย": "grandchild", "หลานสาว": "grandchild", "ญาติ": "relative", "ลุง": "relative", "ป้า": "relative",
    "น้า": "relative", "อา": "relative", "ปู่": "relative", "ย่า": "relative", "ตา": "relative", "ยาย": "relative",
    "ลูกเขย": "relative", "ลูกสะใภ้": "relative", "เพื่อน": "other", "ไม่เกี่ยวข้อง": "other", "อื่นๆ": "other", "อื่น ๆ": "other",
}  # fmt: skip

Meaning = Mapping[str, str]


@dataclass(slots=True)
class Entry:
    """One row of a register as it was understood. `number` is 0 where the file has none, `plan` empty likewise."""

    row: int
    title: str
    first_name: str
    last_name: str
    search: str
    sex: str
    citizen_id: str
    born_on: date | None
    is_birth_year_only: bool
    house_number: str
    moo: int | None
    place: str
    phone: str
    number: int
    branch: str
    plan: str
    joined_on: date
    ended_on: date | None
    end_reason: str
    heirs: tuple[tuple[str, str, int], ...]
    paid_until: date | None = None
    match_rounds: int = 0
    is_helped: bool = False

    @property
    def has_opening(self) -> bool:
        """Say whether the paper says what was before the portal."""
        return bool(self.paid_until or self.match_rounds or self.is_helped)

    @property
    def name(self) -> str:
        return f"{self.title}{self.first_name} {self.last_name}".strip()


def columns(today: date) -> tuple[Column, ...]:
    """Give the columns that a file of members may have."""
    readers: dict[str, Callable[[Cell], Any]] = {
        "number": sheets.whole(least=1, most=HIGHEST_NUMBER), "title": sheets.text(longest=40),
        "name": sheets.text(longest=200), "first_name": sheets.text(longest=100), "last_name": sheets.text(longest=100),
        "sex": chosen(SEXES, Sex.choices), "citizen_id": citizen_id, "born": _birth(today),
        "house_number": _house, "moo": _moo, "place": sheets.text(longest=120), "phone": phone,
        "branch": sheets.text(longest=100), "plan": chosen(PLANS, Plan.choices),
        "joined_on": sheets.day(today=today, earliest=EARLIEST_JOIN),
        "ended_on": sheets.day(today=today, earliest=EARLIEST_JOIN), "end_reason": chosen(REASONS, EndReason.choices),
    }  # fmt: skip
    readers["paid_until"] = sheets.day(today=today, earliest=EARLIEST_JOIN, allow_future=True)
    readers["match_rounds"], readers["helped"] = sheets.whole(most=MOST_ROUNDS), chosen(HELPED, ())
    for place in range(1, HEIRS + 1):
        readers[f"heir{place}_name"] = sheets.text(longest=200)
        readers[f"heir{place}_relation"] = chosen(RELATIONS, Relation.choices)
        readers[f"heir{place}_share"] = sheets.whole(least=1, most=100)
    return tuple(
        Column(name, label, once(readers[name]), KNOWN_AS[name], is_required=name == "joined_on")
        for name, label in LABELS.items()
    )


def once(read: Callable[[Cell], Any]) -> Callable[[Cell], Any]:
    """Read the same cell once: days, branches and relations stand in a register again and again."""
    known: dict[tuple[type, Cell], Any] = {}

    def again(cell: Cell) -> Any:
        key = type(cell), cell
        if (found := known.get(key, known)) is known:
            found = read(cell)
            if len(known) < MOST_REMEMBERED:
                known[key] = found
        return found

    return again


def chosen(meanings: Mapping[str, str], choices: Any) -> Callable[[Cell], str]:
    """Read one of a few words, as the paper or as the portal writes them."""
    known = {str(label): str(value) for value, label in choices} | {
        word: str(value) for word, value in meanings.items()
    }
    bare = {"".join(word.split()).lower(): value for word, value in known.items()}

    def read(cell: Cell) -> str:
        words = thai.arabic_digits(sheets.text()(cell))
        found = bare.get("".join(words.split()).lower())
        if found is None:
            some = ", ".join(list(meanings)[:8])
            raise CellNotUnderstood(_("This is none of the words known here, such as: %(words)s") % {"words": some})
        return found

    return read


_id_field, _phone_field = CitizenIdField(required=False), PhoneField(required=False)
_MOBILE = re.compile(r"0[689][0-9]{8}")


def citizen_id(cell: Cell) -> str:
    """Read thirteen digits. A number of which Excel kept three digits is told as lost, not guessed."""
    if isinstance(cell, str) and not cell.endswith("0000000") and citizen.is_valid(cell):
        return cell  # as most stand there: nothing to mend
    words = sheets.text()(cell)
    if words in ("-", "–"):
        return ""
    if re.fullmatch(r"\d{13}", words) and words.endswith("0000000"):
        raise CellNotUnderstood(
            _("Excel has shortened a long number, its digits are lost. Set the column to Text and type it again.")
        )
    return str(_cleaned(_id_field, words))


def phone(cell: Cell) -> str:
    """Read a telephone number; a number of Excel has lost its first zero, which is put back. Of several the first."""
    if isinstance(cell, str) and _MOBILE.fullmatch(cell):
        return cell
    words = re.split(r"[,/;]| และ ", sheets.text()(cell))[0].strip()
    if words in ("", "-", "–"):
        return ""
    if re.fullmatch(r"[2-9]\d{7,8}", words):
        words = f"0{words}"
    return str(_cleaned(_phone_field, words))


def _cleaned(field: Any, words: str) -> Any:
    try:
        return field.clean(words)
    except ValidationError as problem:
        raise CellNotUnderstood(" ".join(problem.messages)) from None


def _birth(today: date) -> Callable[[Cell], tuple[date, bool] | None]:
    """Read a birthday, or only its year; gives the day and whether only the year is known."""
    read_day = sheets.day(today=today, earliest=EARLIEST_BIRTH)

    def read(cell: Cell) -> tuple[date, bool] | None:
        words = thai.arabic_digits(sheets.shown(cell)).strip()
        is_year_only = bool(re.fullmatch(r"[12]\d{3}", words))
        found = read_day(f"1/1/{words}" if is_year_only else cell)
        return (found, is_year_only) if found else None

    return read


def _house(cell: Cell) -> str:
    """Read a house number; 12/3 that Excel took for a day of this year is told as lost."""
    if isinstance(cell, date):
        raise CellNotUnderstood(_("Excel took this house number for a date. Set the column to Text and type it again."))
    return str(sheets.text(longest=30)(cell))


def _moo(cell: Cell) -> int | None:
    words = re.sub(r"^(หมู่ที่|หมู่|ม\.?)\s*", "", sheets.shown(cell))
    found: int | None = sheets.whole(least=1, most=99)(words)
    return found
