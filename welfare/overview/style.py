"""A living catalogue of the portal's components, shown while it is being built and never in use.

The people and figures on it are invented; the names are long on purpose.
"""

from decimal import Decimal
from uuid import uuid4

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from welfare.forms import BahtFormField, CitizenIdField, KeyField, PortalForm, ThaiDateField
from welfare.overview import charts, tilemap

TILES = (
    ("ไม้ขาว", "", 2, 1, 812), ("สาคู", "", 1, 2, 403), ("เทพกระษัตรี", "อบต.", 2, 2, 655),
    ("เทพกระษัตรี", "เทศบาล", 3, 2, 738), ("เชิงทะเล", "อบต.", 1, 3, 521), ("เชิงทะเล", "เทศบาล", 2, 3, 610),
    ("ศรีสุนทร", "", 3, 3, 1204), ("ป่าคลอก", "", 4, 3, 967), ("กมลา", "", 1, 4, 488), ("กะทู้", "", 2, 4, 842),
    ("เกาะแก้ว", "", 3, 4, 377), ("ป่าตอง", "", 1, 5, None), ("นครภูเก็ต", "", 2, 5, 1510), ("รัษฎา", "", 3, 5, 1122),
    ("กะรน", "", 1, 6, 290), ("ฉลอง", "", 2, 6, 744), ("วิชิต", "", 3, 6, 1011), ("ราไวย์", "", 2, 7, 786),
)  # fmt: skip
BALANCES = (
    3.2, 5.9, 9.4, 12.8, 17.1, 22.6, 28.0, 33.9, 39.2, 45.5, 51.1, 56.736316,
)  # fmt: skip
KINDS = (
    ("เจ็บป่วย", 6120), ("เสียชีวิต", 1804), ("ผู้สูงอายุ", 3377), ("คลอดบุตร", 941), ("การศึกษา", 1206),
    ("ผู้ด้อยโอกาสและผู้พิการ", 503),
)  # fmt: skip
ICONS = """home members member collect claims money rules reports calendar search add done wait wrong info off right
left print download upload edit key sign-out account language phone certificate gathering province log"""
COLUMNS = ("name", "number", "branch", "paid", "kind", "state")
MEMBERS = (
    ("นางสาวกาญจนาภรณ์ วิเศษสุวรรณประเสริฐ", "0247", "ชุมชนบ้านพอน", "3,650.00", "done", "ส่งครบ"),
    ("นายสมชาย ใจดี", "0012", "ชุมชนบ้านดอน", "4,015.00", "wait", "ขาดส่ง 2 งวด"),
    ("เด็กหญิงณัฐณิชา ทองคำ", "0633", "ชุมชนบ้านเหรียง", "365.00", "done", "ส่งครบ"),
    ("พระครูวิสุทธิธรรมคุณ", "0101", "ชุมชนวัดพระนางสร้าง", "3,285.00", "off", "พ้นสภาพ"),
)


class SampleForm(PortalForm):
    """One field of every sort."""

    name = forms.CharField(label="ชื่อ นามสกุล", help_text="เขียนตามบัตรประชาชน")
    occurred_on = ThaiDateField(label="วันที่เกิดเหตุ")
    amount = BahtFormField(label="จำนวนเงิน")
    citizen_id = CitizenIdField(label="เลขประจำตัวประชาชน", required=False)
    branch = forms.ChoiceField(label="ศูนย์ประสานงาน", choices=[("", "เลือก"), ("1", "ชุมชนบ้านพอน"), ("2", "ชุมชนบ้านดอน")])
    kind = forms.ChoiceField(
        label="เรื่องที่ขอ",
        choices=[("ILLNESS", "เจ็บป่วย นอนโรงพยาบาล"), ("BIRTH", "คลอดบุตร"), ("DEATH", "เสียชีวิต")],
        widget=forms.RadioSelect,
    )
    evidence = forms.MultipleChoiceField(
        label="หลักฐานที่ได้รับ",
        required=False,
        choices=[("a", "ใบรับรองแพทย์"), ("b", "สำเนาบัตรประชาชน"), ("c", "สมุดประจำตัวสมาชิก")],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="หมายเหตุ", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label="สมาชิกให้ความยินยอมแล้ว เอกสารลงชื่อเก็บไว้ที่กองทุน")
    key = KeyField()


def millions(amount: Decimal) -> str:
    """Write a round level of the scale in whole millions, a value with two decimals of them."""
    return f"{amount / 1_000_000:,.2f} ล้านบาท" if amount % 1000 else f"{amount / 1_000_000:,.0f} ล้าน"


@require_GET
def style(request: HttpRequest) -> HttpResponse:
    """Every component once, with data that is hard to fit."""
    tiles = tilemap.lay_out([
        tilemap.Measure(name, column, row, value, f"{value:,}" if value else "–", "#map", note)
        for name, note, column, row, value in TILES
    ])  # fmt: skip
    balances = [(str(2550 + index), Decimal(str(value)) * 1_000_000) for index, value in enumerate(BALANCES)]
    wrong = SampleForm(
        {"occurred_on": "31/02/2568", "amount": "๑,๒๐๐.๕๐", "key": uuid4(), "kind": "BIRTH"}, auto_id="wrong_%s"
    )
    wrong.add_error(None, "มีผู้บันทึกคำขอของสมาชิกคนนี้แล้วเมื่อ 10 นาทีก่อน ตรวจดูก่อนบันทึกซ้ำ")
    return render(request, "style.html", {
        "fund": {"name": "กองทุนสวัสดิการชุมชนเทศบาลตำบลเทพกระษัตรี"},
        "office": "เหรัญญิก",
        "active": request.GET.get("active", "members"),
        "nav": [
            {"key": "province", "label": "ภาพรวมจังหวัด", "url": "?active=province"},
            {"key": "events", "label": "สมัชชา", "url": "?active=events"},
            {"key": "people", "label": "บัญชีผู้ใช้", "url": "?active=people"},
        ],
        "fund_nav": [
            {"key": key, "label": label, "url": f"?active={key}", "waiting": waiting}
            for key, label, waiting in (
                ("home", "หน้าแรก", 0), ("members", "สมาชิก", 0), ("collect", "รับเงิน", 0), ("claims", "คำขอ", 3),
                ("money", "การเงิน", 0), ("rules", "ระเบียบ", 0), ("reports", "รายงาน", 1),
            )
        ],
        "icons": ICONS.split(),
        "tiles": tiles,
        "trend": charts.trend(balances, say=millions),
        "bars": charts.bars([(label, count, "#bars") for label, count in KINDS], say=lambda count: f"{count:,}"),
        "form": SampleForm(),
        "wrong": wrong,
        "members": [dict(zip(COLUMNS, row, strict=True)) for row in MEMBERS],
        "page": Paginator(range(600), per_page=50).page(3),
        "sort": request.GET.get("sort", "name"),
        "lines": [
            {"label": "นอนโรงพยาบาล", "value": "5 คืน"},
            {"label": "ปีนี้ใช้ไปแล้ว 18 จาก 20 คืน จึงเบิกได้", "value": "2 คืน"},
            {"label": "คืนละ", "value": "100.00 บาท"},
        ],
        "choices": [
            {"label": "วันนี้", "url": "?as_of=today", "current": True},
            {"label": "สิ้นเดือนก่อน", "url": "?as_of=month"},
            {"label": "30 ก.ย. 2561", "url": "?as_of=2561-09-30"},
        ],
        "footer_links": [
            {"label": "ข้อมูลเปิด", "url": "#"}, {"label": "ตรวจเกียรติบัตร", "url": "#"},
            {"label": "การใช้งานสำหรับทุกคน", "url": "#"},
        ],
    })  # fmt: skip
