"""What the printed form of consent spells out beside the text itself, by version: always in Thai, as it is signed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spelled:
    """One version in its parts; a version that was used is never changed.

    `kept` names how long in words, with room for `years` after a decision and `days` after a withdrawal.
    """

    what: tuple[str, ...]
    purposes: tuple[str, ...]
    readers: tuple[str, ...]
    kept: tuple[str, ...]
    rights: tuple[str, ...]


SPELLED = {
    "1": Spelled(
        what=(
            "ใบรับรองแพทย์และเอกสารสุขภาพที่แนบกับคำขอรับสวัสดิการ",
            "สาเหตุของการเจ็บป่วยหรือความพิการที่กรอกในคำขอ",
        ),
        purposes=(
            "พิจารณาว่าได้รับสวัสดิการตามระเบียบหรือไม่ และเป็นเงินเท่าใด",
            "จ่ายสวัสดิการตามคำขอที่อนุมัติแล้ว",
            "ไม่ใช้เพื่อการอื่น และไม่ส่งให้ผู้อื่น",
        ),
        readers=(
            "กรรมการของกองทุนที่รับเรื่อง พิจารณา และจ่าย",
            "เจ้าหน้าที่จังหวัด เฉพาะคำขอที่ทำแทนกองทุนและยังไม่เสร็จ",
            "ทุกครั้งที่มีผู้เปิดดู ระบบบันทึกไว้ว่าใครดู เมื่อใด",
        ),
        kept=(
            "ลบเอกสารเมื่อพ้น {years} ปีหลังพิจารณาคำขอ",
            "ถอนความยินยอมแล้วไม่มีใครเห็นเอกสารอีก และลบภายใน {days} วัน",
        ),
        rights=(
            "ไม่ยินยอมก็ได้ ยังรับสวัสดิการได้เหมือนเดิม โดยนำเอกสารตัวจริงมาให้ดู กองทุนไม่เก็บสำเนา",
            "ถอนความยินยอมได้ทุกเมื่อ ไม่ต้องบอกเหตุผล",
            "ขอดู ขอสำเนาข้อมูลของตน และขอดูว่าใครเข้าดู ได้ที่กองทุน",
        ),
    ),
}  # fmt: skip
