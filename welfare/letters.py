"""Thai letters and digits: written one way, so that names are found and stand in order.

Asked for through `welfare.thai`, which gives all of it on.
"""

import re
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

# Digits and signs.

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
# Looked for first: nearly no text has any, and to look is ten times as fast as to replace.
_THAI_DIGIT, _UNSEEN = re.compile("[๐-๙]"), re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def thai_digits(text: object) -> str:
    """Write every Arabic digit as a Thai one."""
    return str(text).translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """Write every Thai digit as an Arabic one."""
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def without_invisible(text: str) -> str:
    """Drop the marks of no width that copying from web pages and sheets brings along."""
    return text.translate(_INVISIBLE) if _UNSEEN.search(text) else text


# Names.


class Title(NamedTuple):
    """A title, and the sex it suggests in a form: M, F or nothing."""

    text: str
    sex: Literal["M", "F", ""]


TITLES = (
    Title("นาย", "M"),
    Title("นาง", "F"),
    Title("นางสาว", "F"),
    Title("ด.ช.", "M"),
    Title("ด.ญ.", "F"),
    Title("พระ", "M"),
    Title("พระครู", "M"),
    Title("พระมหา", "M"),
    Title("พระอธิการ", "M"),
    Title("สามเณร", "M"),
    Title("แม่ชี", "F"),
    Title("ว่าที่ร้อยตรี", ""),
    Title("ดร.", ""),
)

_JOINED_TITLES = (
    "นาย", "นาง", "นางสาว", "เด็กชาย", "เด็กหญิง", "สามเณร", "แม่ชี", "ว่าที่ร้อยตรี", "ว่าที่ร้อยโท", "ว่าที่ร้อยเอก",
    "พระ", "พระครู", "พระครูปลัด", "พระครูสมุห์", "พระครูใบฎีกา", "พระครูวินัยธร", "พระมหา", "พระอธิการ", "พระปลัด",
    "พระสมุห์", "พระใบฎีกา", "ร้อยตรี", "ร้อยโท", "ร้อยเอก", "พันตรี", "พันโท", "พันเอก", "จ่าสิบตรี", "จ่าสิบโท", "จ่าสิบเอก",
    "สิบตรี", "สิบโท", "สิบเอก", "สิบตำรวจตรี", "สิบตำรวจโท", "สิบตำรวจเอก", "จ่าสิบตำรวจ", "ดาบตำรวจ", "ร้อยตำรวจตรี",
    "ร้อยตำรวจโท", "ร้อยตำรวจเอก", "พันตำรวจตรี", "พันตำรวจโท", "พันตำรวจเอก", "พันจ่าเอก", "เรือตรี", "เรือโท", "เรือเอก",
    "หม่อมหลวง", "หม่อมราชวงศ์", "นายแพทย์", "แพทย์หญิง", "ผู้ช่วยศาสตราจารย์", "รองศาสตราจารย์", "ศาสตราจารย์",
)  # fmt: skip
_DOTTED_TITLES = (
    "น.ส.", "ด.ช.", "ด.ญ.", "ดร.", "นพ.", "พญ.", "ทพ.", "ทญ.", "ม.ล.", "ม.ร.ว.", "ผศ.", "รศ.", "ศ.", "ผศ.ดร.", "รศ.ดร.",
    "ว่าที่ ร.ต.", "ว่าที่ ร.ท.", "ว่าที่ ร.อ.", "ร.ต.", "ร.ท.", "ร.อ.", "พ.ต.", "พ.ท.", "พ.อ.", "พ.อ.อ.", "จ.ส.ต.", "จ.ส.ท.",
    "จ.ส.อ.", "ส.ต.", "ส.ท.", "ส.อ.", "ส.ต.ต.", "ส.ต.ท.", "ส.ต.อ.", "ด.ต.", "ร.ต.ต.", "ร.ต.ท.", "ร.ต.อ.", "พ.ต.ต.",
    "พ.ต.ท.", "พ.ต.อ.", "mr.", "mrs.", "miss.", "ms.", "dr.", "คุณ.",
)  # fmt: skip


def _title_pattern() -> re.Pattern[str]:
    """A joined title may touch the name, unless what follows could not begin one; a short one ends in dot or space."""
    joined = (
        re.escape(title) + ("(?:\\s?หญิง)?" if re.search("(ตรี|โท|เอก|ตำรวจ)$", title) else "") + r"(?![ะ-ฺๅ็-๎])"
        for title in _JOINED_TITLES
    )
    dotted = (
        r"\.?\s?".join(re.escape(part) for part in re.findall(r"[^.\s]+", title)) + r"(?:\.\s?|\s|$)"
        for title in _DOTTED_TITLES
    )
    longest_first = sorted(chain(joined, dotted), key=len, reverse=True)
    return re.compile(rf"\s*(?:(?:{'|'.join(longest_first)})\s*)+", re.IGNORECASE)


_TITLE = _title_pattern()


def strip_title(name: str) -> str:
    """Take the titles off the front of a name: นางสาวสมหญิง becomes สมหญิง, นายิกา stays; a title alone stays too."""
    found = _TITLE.match(name)
    return (name[found.end() :] if found else name).strip() or name.strip()


def tidy(text: str) -> str:
    """Write Thai one way: marks in their order, ํ+า as ำ, เ+เ as แ, single spaces, nothing invisible."""
    return " ".join([_tidy_word(word) for word in without_invisible(text).split()])


@lru_cache(maxsize=20_000)  # names repeat: a register of thousands has a few hundred given ones
def _tidy_word(word: str) -> str:
    word = word.replace("เเ", "แ")
    word = re.sub("[ัิ-ฺ็-๎]{2,}", lambda marks: "".join(sorted(marks.group(), key=_place)), word)
    return re.sub("ํ([่-๋]*)า", r"\1ำ", word)


def _place(mark: str) -> int:
    """A vowel stands next to its consonant, then the tone mark, then ์."""
    return 2 if mark == "์" else 1 if "่" <= mark <= "๋" else 0


def search_text(words: str) -> str:
    """Write a name or a query the one way in which names are searched, without title, case and Thai digits.

    A title alone leaves nothing, and so finds everybody.
    """
    text = arabic_digits(tidy(words)).lower()
    found = _TITLE.match(text)
    return text[found.end() :] if found else text


SORT_KEY_LENGTH = 400
_ORDER = " ฯๆ0123456789กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮํะัาำิีึืุูเแโใไฺabcdefghijklmnopqrstuvwxyz"
_LETTER = {letter: f"{chr(97 + place // 26)}{chr(97 + place % 26)}" for place, letter in enumerate(_ORDER)}
_LETTER["ๅ"] = _LETTER["า"]
_MARK = {mark: str(place) for place, mark in enumerate("์็่้๊๋", start=2)}


def sort_key(name: str) -> str:
    """Give a key whose plain order is the dictionary order of Thai names, at most 400 characters.

    A leading vowel counts after its consonant; tone marks, ็ and ์ count only between names that are
    otherwise the same. A space comes before every letter, so that สม ใจ stands before สมใจ; other punctuation
    does not count. The key is made of a to z and 0 to 9 alone: every collation of every database puts it in
    the same order. Thai comes before Latin, any other writing last.

    Source: Unicode CLDR, collation th, but for the space.
    """
    words = [_sort_word(word) for word in tidy(name).split(" ")]
    first, second = _LETTER[" "].join([word[0] for word in words]), "1".join([word[1] for word in words])
    return f"{first}0{second.rstrip('1')}"[:SORT_KEY_LENGTH]


@lru_cache(maxsize=20_000)
def _sort_word(word: str) -> tuple[str, str]:
    """Give the letters of one word by their place, and what counts only where the letters are the same."""
    first: list[str] = []
    second: list[str] = []
    for sign in re.sub("([เ-ไ])([ก-ฮ])", r"\2\1", arabic_digits(word).lower()):
        if letter := _LETTER.get(sign):
            first.append(letter)
            second.append("1")
        elif mark := _MARK.get(sign):
            second.append(mark)
        elif sign.isalnum():
            first.append(f"z{ord(sign):05x}")
            second.append("1")
    return "".join(first), "".join(second)


# Telephones.


def phone_digits(text: str) -> str:
    """Give the digits of a Thai telephone number as dialled here: +66 81 234 5678 becomes 0812345678.

    Raises ValueError when it is neither a mobile number (ten digits from 06, 08, 09) nor a land line (nine).
    """
    bare = re.sub(r"[\s.()\-‐‑–—]", "", arabic_digits(without_invisible(text)))
    bare = re.sub(r"^(\+|00)?66(?=[2-9])", "0", bare)
    if not re.fullmatch(r"0[689][0-9]{8}|0[23457][0-9]{7}", bare):
        raise ValueError(f"{text} is not a Thai telephone number")
    return bare


def phone_written(number: str) -> str:
    """Write the digits of a telephone number in their groups, 081-234-5678, 076-123-456 or 02-123-4567."""
    if re.fullmatch(r"0[0-9]{8,9}", number) is None:
        return number
    area = 2 if number.startswith("02") else 3
    return f"{number[:area]}-{number[area : area + 3]}-{number[area + 3 :]}"
