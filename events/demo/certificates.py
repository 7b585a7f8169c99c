"""The certificates of 14 August 2561 as the demo shows them: to the 18 committees, and to supporters, all invented."""

from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

from events import certificates, pictures
from events.certificates import Recipient
from events.models import Assembly, Border, CertificateKind, Colour, Signatory
from funds.models import Province
from welfare.models import User

SPACE = UUID("5c1f1f0e-0814-4257-8000-000000000000")
# Drawn for the demo: a network puts its own in its place. State emblems are not shipped.
SEAL = Path(__file__).with_name("seal.svg")
NETWORK = "เครือข่ายองค์กรสวัสดิการชุมชนจังหวัดภูเก็ต"
COMMITTEE = "ปฏิบัติหน้าที่ได้อย่างดี มีผลงานเป็นที่ประจักษ์"
SUPPORTER = "ได้ให้การสนับสนุนกองทุนสวัสดิการชุมชนอย่างต่อเนื่อง"
SUPPORTERS = (
    "บริษัท อันดามันทะเลใส จำกัด", "โรงแรมหาดทรายเงิน", "ห้างหุ้นส่วนจำกัด ภูเก็ตก่อสร้างร่วมใจ", "ร้านขนมพื้นเมืองแม่ประไพ",
    "สหกรณ์ร้านค้าชุมชนคนรักทะเลและเรือประมงพื้นบ้าน อำเภอถลาง จังหวัดภูเก็ต", "กลุ่มผู้ประกอบการเรือนำเที่ยวอ่าวฉลอง", "ตลาดนัดชุมชนราไวย์",
    "ร้านอาหารครัวคุณยาย",
)  # fmt: skip
HANDED_BY = "ผู้ว่าราชการจังหวัดภูเก็ต"


def make(assembly: Assembly, *, address: str, by: User) -> None:
    """Issue to the supporters and to the committees, and hand them over; `address` is what the QR codes lead to."""
    province, on = assembly.province, assembly.on
    signing = _signatories(province, by=by)
    committees = certificates.of_all_funds(province, "คณะกรรมการ")
    kinds = (
        ("ผู้สนับสนุน", SUPPORTER, Border.CORNERS, Colour.GOLD, [Recipient(name) for name in SUPPORTERS]),
        ("คณะกรรมการกองทุน", COMMITTEE, Border.DOUBLE, Colour.BLUE, committees),
    )
    for name, deed, border, colour, recipients in kinds:
        kind = _kind(province, name, deed, border, colour, by=by)
        issue = certificates.issue(
            kind,
            recipients,
            key=uuid5(SPACE, name),
            on=on,
            signatories=signing,
            address=address,
            assembly=assembly,
            by=by,
        )
        certificates.hand_over(issue.certificates.all(), handed_by=HANDED_BY, on=on, by=by)
    _kind(province, "ผู้เข้าร่วมสมัชชา", "ได้เข้าร่วมสมัชชาสวัสดิการชุมชนจังหวัดภูเก็ต", Border.LINE, Colour.GREEN, by=by)
    _kind(province, "บุคคลดีเด่น", "ได้อุทิศตนเพื่อสวัสดิการของชุมชน", Border.DOUBLE, Colour.RED, by=by)


def _kind(province: Province, name: str, deed: str, border: Border, colour: Colour, *, by: User) -> CertificateKind:
    seal = pictures.keep(province, SEAL.read_bytes(), name="ตราเครือข่าย (ตัวอย่าง)", by=by, kind=pictures.SVG)
    return CertificateKind.objects.create(
        key=uuid5(SPACE, f"kind {name}"), province=province, name=name, issuer=NETWORK,
        superior="ร่วมกับสำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดภูเก็ต", deed=deed, border=border, colour=colour, seal=seal,
        blessing="ขอให้มีความสุข ความเจริญ และเป็นกำลังของชุมชนสืบไป", by=by,
    )  # fmt: skip


def _signatories(province: Province, *, by: User) -> list[Signatory]:
    """Give two who sign, with invented names."""
    return [
        Signatory.objects.create(key=uuid5(SPACE, name), province=province, name=name, post=post, since=since, by=by)
        for name, post, since in (
            ("นางสาวอารยา ทะเลงาม", f"ประธาน{NETWORK}", date(2016, 1, 1)),
            ("นายธีรภัทร อันดามัน", "ผู้ว่าราชการจังหวัดภูเก็ต", date(2017, 10, 1)),
        )
    ]
