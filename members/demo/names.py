"""Names that mean nobody: given names by generation and sex, surnames by the people of Phuket, joined at random."""

from dataclasses import dataclass
from datetime import date
from random import Random

# Given names by the years in which they were fashionable: born before 2500, to 2525, to 2545, and after.
MEN = (
    "บุญชู ประเสริฐ สวัสดิ์ เจริญ จำเริญ ถวิล สนั่น ประจวบ บุญเลิศ ประสิทธิ์ สมบูรณ์ สมพร ละเอียด ประยูร สงวน สุวรรณ ชำนาญ "
    "เฉลิม อำนวย ไพโรจน์ วิเชียร สำราญ ถนอม เสงี่ยม บุญธรรม วิรัช จรูญ ปรีชา สมหมาย ทวี ช่วง เลื่อน ประพันธ์ สุธรรม ชะลอ ดำรง",
    "สมชาย สมศักดิ์ วิชัย วิโรจน์ สุชาติ อนันต์ ธีระ สุรชัย มานะ ประดิษฐ์ วีระ สุทิน ไพศาล นิพนธ์ พิชัย สมเกียรติ ชูชาติ อุดม ณรงค์ "
    "สุเทพ ประวิทย์ วินัย ธวัชชัย สุรศักดิ์ สมนึก จรัญ อภิชาติ เกษม สุนทร วิสุทธิ์ ภิรมย์ สมโชค อำพล กิตติ โสภณ ชาญชัย อารีย์ มนูญ",
    "ณัฐพล ธนากร อนุชา กิตติพงษ์ วรวุฒิ ศุภชัย เอกชัย จักรพันธ์ พงศกร นพดล ปิยะ อาทิตย์ ธีรพงษ์ ชัยวัฒน์ เกรียงไกร อดิศักดิ์ สิทธิชัย "
    "ภาณุพงศ์ วรพล นันทวัฒน์ ศราวุธ อภิสิทธิ์ ธนพล ชนะชัย รัฐพล ทศพล วีรยุทธ จิรายุ พีรพล ปฏิภาณ ภูวดล กฤษณะ สหรัฐ ธนวัฒน์",
    "ธนกฤต ภูผา ปุณณวิช กันตพงศ์ ชยพล ณัฐกิตติ์ ภูริ ธีร์ ปัณณทัต กรวิชญ์ พีรวิชญ์ นนทกร ชินดนัย ธาวิน ปภังกร อชิรวิทย์ สิรวิชญ์ ภาคิน "
    "คุณากร จิรภัทร ณัฐภัทร กฤตเมธ วรเมธ ธนดล พชร ปวริศร์ รชต ศิวกร ตะวัน ทะเล",
)
WOMEN = (
    "บุญเรือน ละม้าย ประนอม สมจิตร ลออ เฉลียว ถนอม สำเนียง จำเนียร สะอาด ประทุม ละมุน บุปผา เพ็ญศรี สายหยุด อุไร สมใจ กิมเฮียง เสริม "
    "ยุพิน ประไพ จรวย วันดี ผ่องศรี มณี อารมณ์ สุดใจ เยาวลักษณ์ อำไพ ทองใบ สงบ พะยอม ฉวี ซิ้วเอ็ง จินดา กิมหงวน บุญช่วย ลำดวน",
    "สุนีย์ วันเพ็ญ จารุณี พรทิพย์ สุภาพร อรพิน นงลักษณ์ มาลี รัตนา สุจินต์ ศิริพร กาญจนา วิไล อุษา ดวงใจ นันทา จันทนา พัชรี อารี สมหญิง "
    "อรุณี สุมาลี วรรณา ปราณี เบญจมาศ สายพิณ ทัศนีย์ ปิยะนุช ขวัญใจ เสาวนีย์ นิตยา เพ็ญจันทร์ กัลยา ยุพา สุพรรณี ผุสดี ประภา",
    "กนกวรรณ สุพัตรา ณัฐธิดา ปาริชาติ ชลธิชา วราภรณ์ อรทัย รุ่งนภา พิมพ์ใจ กมลชนก ธิดารัตน์ ศศิธร สุธิดา เกศรินทร์ จุฑามาศ นฤมล "
    "ปวีณา ขนิษฐา อภิญญา มณีรัตน์ ศิริวรรณ ณัฐกานต์ วิภาดา ชุติมา หทัยรัตน์ เสาวลักษณ์ ปนัดดา รัตติกาล อังคณา พัชรินทร์ สิริพร",
    "กัญญาณัฐ พิชญา ณัฐณิชา ปุณยวีร์ ธัญชนก อริสรา ชนัญชิดา กชกร พิมพ์มาดา วรัญญา ณิชาภัทร ปาณิสรา ธนัชพร กานต์สินี ลลิตา "
    "ศุภิสรา นภัสสร สิรินดา ชาลิสา ไอริน พรรณษา ญาดา มุกดา อันดา ปลายฟ้า ขวัญข้าว",
)
MUSLIM_MEN = (
    "หมาด ก้าหรีม ดลหล้า ยูโซบ สมาแอ เหรม อาหลี ดลเลาะ บ่าหรี สันติ ฮาหรน เจ๊ะหมัด หวัน ร่อหีม สุไลหมาน",
    "อดุล อิสมาแอล ยูซบ สมาน ฮาซัน สุไลมาน รอซี อับดุลเลาะ หมัดสะอาด ก้อหนี อารีฟ มนัส ดลหมาน สุรินทร์",
    "อับดุลรอหมาน ซาการียา ฟาอิซ อิบรอฮีม อนัส รุสลัน ฮาฟิซ ซูไฮมี มูฮัมหมัด อัสมาน ซอและ อาดีล",
    "มูฮัมหมัดอามีน อัยมาน ฟาริส ฮารีส ซุลฟาน อิรฟาน นาอีม อาริฟีน ดานิช ซัลมาน",
)
MUSLIM_WOMEN = (
    "หม๊ะ บี๊ด๊ะ เสาะ มารียำ รอเกี๊ยะ ย๊ะ สะอีด๊ะ ฝาตีม๊ะ ร่อบีย๊ะ ไหมมูน๊ะ หวันเต๊าะ สารีป๊ะ",
    "อามีนะ รอหนี สุดา มาริสา ซ่อฟีย๊ะ ฟาตีมะห์ สุรีนา ดรุณี รอฮานา ฮาลีม๊ะ นูรีดา สาวิตรี",
    "ซารีนา นูรียะห์ สุไฮลา ฟาริดา อัสมะ รุสนี ฮานีฟะห์ นัสริน วรรณี ซัลวา มุสลีมะห์ ฮัสนะ",
    "นูรฟาติน อัยนี ซาฟียา ฟิรดาว ฮานา นาเดีย ไลลา อามีเราะห์ มาเรียม ซูฮัยดา",
)

_THAI_FIRST = (
    "ทอง แก้ว ศรี สุข บุญ เพชร จันทร์ วงศ์ ชู คง ไชย มณี รัตน ธรรม พรหม อินทร์ ณรงค์ วิเศษ สม ประ สวัสดิ์ เกียรติ นิล นาค ภักดี "
    "ศักดิ์ สิทธิ์ อุดม ปาน เรือง"
)
_THAI_LAST = (
    "สกุล วงศ์ แก้ว ทอง สวัสดิ์ มณี ศรี รักษ์ ชัย พันธ์ เกื้อ ขวัญ สมบูรณ์ รัตน์ ประเสริฐ เพชร ช่วย นุ้ย เกลี้ยง ภักดี เมือง ชูศรี สุข นาวี "
    "ไพบูลย์ คีรี ถาวร เจริญ"
)
_HOKKIEN_FIRST = "ตัน ตันติ ลิ่ม ลิ้ม หลิม อ๋อง เอี๋ยว เตียว คู โกย ฮ่อ จิน งาน หงษ์ ตัณฑ์"
_HOKKIEN_LAST = "ทวี สกุล สุวรรณ วัฒนา เจริญ พานิช ไพศาล สมบัติ ศิริ โสภณ พัฒน์ มงคล กุล อุดม ประทีป"
_CLANS = "ตัน ลิ้ม หลิม อ๋อง อึ๋ง เอี๋ยว เฮง ขอ โค้ว ซิ่น เอียบ หลี"
_MUSLIM_FIRST = "หมัด หลี เหล็ม ดล กอ เส็น มะ บิล หวัง สา เจ๊ะ ปา ดำ ยา นา"
_MUSLIM_LAST = "หมาน หลี เหล็ม อะหวัง และ หมาด เล็น รีม หยัน สัน มาด เด็น โส๊ะ ดุเหล็ม บุตร"


def _joined(firsts: str, lasts: str) -> tuple[str, ...]:
    return tuple(f"{first}{last}" for first in firsts.split() for last in lasts.split() if first != last)


SURNAMES = {
    "thai": _joined(_THAI_FIRST, _THAI_LAST),
    "hokkien": _joined(_HOKKIEN_FIRST, _HOKKIEN_LAST) + tuple(f"แซ่{clan}" for clan in _CLANS.split()) * 4,
    "muslim": _joined(_MUSLIM_FIRST, _MUSLIM_LAST),
    "sea": ("ทะเลลึก", "ช้างน้ำ", "หาดทรายทอง", "ประโมงกิจ", "ทะเลงาม", "คลื่นเงิน", "เรือทอง", "แหลมทอง", "หอยมุก", "ลมทะเล"),
}
_GIVEN = {
    ("M", False): tuple(tuple(names.split()) for names in MEN),
    ("F", False): tuple(tuple(names.split()) for names in WOMEN),
    ("M", True): tuple(tuple(names.split()) for names in MUSLIM_MEN),
    ("F", True): tuple(tuple(names.split()) for names in MUSLIM_WOMEN),
}
_NEW_FASHION = (1957, 1982, 2002)


@dataclass(frozen=True, slots=True)
class Mixture:
    """How many of a hundred households of a place are of each people; the rest are Thai."""

    hokkien: int = 20
    muslim: int = 15
    sea: int = 0

    def kin(self, rng: Random) -> str:
        """Choose of which people a household is."""
        drawn = rng.random() * 100
        for kin, share in (("hokkien", self.hokkien), ("muslim", self.muslim), ("sea", self.sea)):
            if drawn < share:
                return kin
            drawn -= share
        return "thai"


def surname(rng: Random, kin: str) -> str:
    return rng.choice(SURNAMES[kin])


def given_name(rng: Random, kin: str, sex: str, born_on: date) -> str:
    """Choose a name that was fashionable when someone was born."""
    generation = sum(born_on.year >= year for year in _NEW_FASHION)
    return rng.choice(_GIVEN[sex, kin == "muslim"][generation])


def title(rng: Random, sex: str, age: int, *, is_married: bool, may_ordain: bool) -> str:
    """Give the title that goes with sex and age; one man in two hundred and fifty is a monk."""
    if age < 15:
        return "ด.ช." if sex == "M" else "ด.ญ."
    if sex == "F":
        return "นาง" if is_married else "นางสาว"
    return "พระ" if may_ordain and age >= 20 and rng.random() < 0.004 else "นาย"
