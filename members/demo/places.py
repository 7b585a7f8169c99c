"""Where the people of the demo live: villages and communities of each fund, under their public names.

The village numbers, and which community has a centre of its own, are invented.
"""

from .names import Mixture

# Communities (of towns) or villages (of subdistricts) by the code of the fund; a village is "number name".
PLACES = {
    "phuket-city": "บางเหนียว|แสนสุข|สามกอง|สะพานหิน|โคกพุทรา|ถนนถลาง|กอไผ่|ตลาดเหนือ|หัวควน",
    "patong": "นาใน|โคกมะขาม|ไสน้ำเย็น|กะหลิม|ชายวัด|มอญ",
    "kathu": "กะทู้|เก็ตโฮ่|ทุ่งทอง|บางทอง|สี่กอ|นาบอน|บางวาด",
    "karon": "1 กะรน|2 กะตะ|3 คอกช้าง|4 บางลา|5 โคกโตนด",
    "ratsada": "1 แหลมตุ๊กแก|2 กู้กู|3 บางชีเหล้า|4 ท่าเรือใหม่|5 เหนือ|6 สะปำใต้|7 เกาะสิเหร่",
    "rawai": "1 ในหาน|2 ราไวย์|3 บางคณฑี|4 แหลมพรหมเทพ|5 ไสยวน|6 หาดราไวย์|7 แหลมกา",
    "wichit": "1 บ่อแร่|2 ระแงง|3 ชิดเชี่ยว|4 แหลมชั่น|5 ท่าแครง|6 อ่าวมะขาม|7 พันวา|8 ดาวรุ่ง|9 นาบอน",
    "chalong": "1 นากก|2 ป่าหล่าย|3 ตากแดด|4 นาใหญ่|5 วัดใหม่|6 ฉลอง|7 โคกโตนด|8 บนสวน|9 วัดฉลอง",
    "choeng-thale-municipality": "1 เชิงทะเล|2 ตลาดเชิงทะเล|3 ป่าสัก|4 บางเทา",
    "thep-krasattri-municipality": "1 ตลาดถลาง|2 ดอน|3 เคียน|4 พอน",
    "si-sunthon": "1 ลิพอน|2 ท่าเรือ|3 บางโจ|4 มานิค|5 ลิพอนใต้|6 ป่าสัก|7 ยา|8 หัวหาร",
    "pa-khlok": "1 ผักฉีด|2 ป่าคลอก|3 บางโรง|4 พารา|5 อ่าวปอ|6 บางแป|7 ยามู|8 อ่าวกุ้ง|9 เกาะนาคา",
    "ko-kaeo": "1 สะปำ|2 บางคู|3 เกาะแก้ว|4 คลองเกาะผี|5 เกาะมะพร้าว|6 เกาะแก้วใต้|7 ทุ่งคา",
    "kamala": "1 เหนือ|2 นอกเล|3 หัวควน|4 โคกยาง|5 กมลาใต้|6 บางหวาน",
    "choeng-thale-tao": "1 บางเทา|2 บางเทานอก|3 สุรินทร์|4 หาดสุรินทร์|5 พรุจำปา|6 โคกโตนด",
    "thep-krasattri-tao": "1 เมืองใหม่|2 ควน|3 พรุจำปา|4 แขนน|5 ตรอกม่วง|6 นาใน|7 ป่าครองชีพ|8 ดอนใน",
    "mai-khao": "1 หมากปรก|2 ไม้ขาว|3 ด่านหยิต|4 ท่าฉัตรไชย|5 บ่อไทร|6 สวนมะพร้าว|7 คอเอน",
    "sakhu": "1 สาคู|2 ในยาง|3 บางม่าเหลา|4 ในทอน|5 ตรอกมะขาม",
}
_ELSEWHERE = Mixture()
MIXTURES = {
    "phuket-city": Mixture(hokkien=50, muslim=4),
    "patong": Mixture(hokkien=25, muslim=15),
    "kathu": Mixture(hokkien=45, muslim=6),
    "ratsada": Mixture(hokkien=25, muslim=10, sea=12),
    "rawai": Mixture(hokkien=15, muslim=18, sea=12),
    "wichit": Mixture(hokkien=25, muslim=12),
    "chalong": Mixture(hokkien=22, muslim=8),
    "choeng-thale-municipality": Mixture(hokkien=20, muslim=35),
    "choeng-thale-tao": Mixture(hokkien=6, muslim=62),
    "kamala": Mixture(hokkien=3, muslim=70),
    "pa-khlok": Mixture(hokkien=4, muslim=68),
    "ko-kaeo": Mixture(hokkien=18, muslim=35, sea=3),
    "mai-khao": Mixture(hokkien=5, muslim=22, sea=6),
    "sakhu": Mixture(hokkien=8, muslim=20),
}


def places_of(code: str) -> list[tuple[int | None, str]]:
    """Give the village number (or None) and the name of each place of a fund."""
    found: list[tuple[int | None, str]] = []
    for place in PLACES[code].split("|"):
        number, _space, name = place.rpartition(" ")
        found.append((int(number), f"บ้าน{name}") if number else (None, f"ชุมชน{name}"))
    return found


def centre(moo: int | None, place: str) -> str:
    """Name the centre of a place, as its members call it."""
    return f"ศูนย์หมู่ {moo} {place}" if moo else f"ศูนย์{place}"


def mixture_of(code: str) -> Mixture:
    return MIXTURES.get(code, _ELSEWHERE)
