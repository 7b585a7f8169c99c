"""What a file of welfare that was paid on paper may hold, and the benefit of the rule book that a word in it means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.models import Category, Fund, Regulation, Term
from members import occurrences
from welfare import sheets, thai
from welfare.money import ZERO
from welfare.sheets import Cell, Column

from . import finding
from .columns import EARLIEST_JOIN, EXAMPLE, once
from .finding import Spell
from .understood import Found

LONGEST_STAY = 366
LABELS: Mapping[str, Any] = {
    **finding.LABELS,
    "kind": gettext_lazy("Kind of welfare"),
    "occurred_on": gettext_lazy("Happened on"),
    "until_on": gettext_lazy("Until"),
    "nights": gettext_lazy("Nights"),
    "paid_on": gettext_lazy("Paid on"),
    "amount": gettext_lazy("Welfare paid (baht)"),
    "payee": gettext_lazy("Paid to"),
    "source": gettext_lazy("Decided by (resolution or book)"),
    "paper": gettext_lazy("Number of the paper voucher"),
}
KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "kind": ("ประเภทสวัสดิการ", "สวัสดิการ", "ประเภท", "เรื่อง", "รายการ", "ชนิดสวัสดิการ", "ด้าน", "kind", "benefit"),
    "occurred_on": ("วันที่เกิดเหตุ", "เกิดเหตุเมื่อ", "วันที่นอนโรงพยาบาล", "เข้ารักษาวันที่", "วันที่เข้ารักษา", "วันเกิดเหตุ", "ตั้งแต่วันที่",
                    "happened on", "occurred on"),
    "until_on": ("ถึงวันที่", "วันที่ออก", "ออกวันที่", "วันที่ออกจากโรงพยาบาล", "until"),
    "nights": ("จำนวนคืน", "คืน", "กี่คืน", "nights"),
    "paid_on": ("วันที่จ่าย", "จ่ายวันที่", "วันที่จ่ายเงิน", "วันที่รับเงิน", "วันที่รับสวัสดิการ", "วันที่", "ว/ด/ป", "paid on", "date"),
    "amount": ("จำนวนเงิน", "จำนวนเงินที่จ่าย", "เงินสวัสดิการ", "ยอดเงิน", "จ่ายเงิน", "จำนวน", "บาท", "amount"),
    "payee": ("ผู้รับเงิน", "จ่ายให้", "ชื่อผู้รับเงิน", "paid to"),
    "source": ("มติ", "มติที่ประชุม", "ตามมติ", "อนุมัติโดย", "ประชุมครั้งที่", "สมุดเล่มที่", "เล่มที่", "resolution", "decided by"),
    "paper": ("เลขที่ใบสำคัญ", "ใบสำคัญเลขที่", "ใบสำคัญจ่ายเงินเลขที่", "ใบสำคัญ", "เลขที่ใบสำคัญจ่ายเงิน", "voucher no", "voucher"),
}  # fmt: skip
EXAMPLE_ROW: Mapping[str, str] = {
    "number": "1", "name": f"นางสมหญิง ใจดี {EXAMPLE}", "kind": "เจ็บป่วย", "occurred_on": "3/2/2566", "nights": "2",
    "paid_on": "10/2/2566", "amount": "200", "payee": "", "source": "มติ 2/2566", "paper": "15",
}  # fmt: skip
# How books of welfare call the lines of the official form, beside its own words.
CATEGORIES: Mapping[str, Sequence[str]] = {
    Category.BIRTH: ("คลอดบุตร", "คลอด", "เกิด", "แรกเกิด", "รับขวัญบุตร", "เด็กแรกเกิด", "รับขวัญเด็กแรกเกิด"),
    Category.ILLNESS: ("เจ็บป่วย", "ป่วย", "นอนโรงพยาบาล", "นอน รพ", "นอนรพ", "รักษาพยาบาล", "เยี่ยมไข้", "ค่านอนโรงพยาบาล"),
    Category.ELDERLY: ("ผู้สูงอายุ", "สูงอายุ", "ชราภาพ", "บำนาญ", "แก่"),
    Category.DEATH: ("เสียชีวิต", "ตาย", "ถึงแก่กรรม", "มรณะ", "สมาชิกเสียชีวิต"),
    Category.FUNERAL: ("งานศพ", "ค่าทำศพ", "ฌาปนกิจ", "จัดการศพ", "พวงหรีด"),
    Category.DISADVANTAGED: ("ผู้ด้อยโอกาส", "ด้อยโอกาส", "พิการ", "คนพิการ", "ผู้พิการ", "ผู้ด้อยโอกาสและคนพิการ"),
    Category.OCCUPATION: ("อาชีพ", "ประกอบอาชีพ", "ส่งเสริมอาชีพ"),
    Category.EDUCATION: ("การศึกษา", "ทุนการศึกษา", "ทุน", "เรียน"),
    Category.CULTURE: ("ประเพณี", "วัฒนธรรม", "งานบวช", "บวช", "แต่งงาน", "วัฒนธรรมประเพณี"),
    Category.HOUSING: ("ที่อยู่อาศัย", "ซ่อมบ้าน", "บ้าน"),
    Category.DISASTER: ("ภัยพิบัติ", "ไฟไหม้", "น้ำท่วม", "อัคคีภัย", "วาตภัย", "อุทกภัย", "สึนามิ"),
    Category.PUBLIC_BENEFIT: ("สาธารณประโยชน์", "สาธารณะ"),
    Category.ENVIRONMENT: ("สิ่งแวดล้อม", "ทรัพยากรธรรมชาติ"),
    Category.OTHER: ("อื่นๆ", "อื่น ๆ", "อื่น"),
}  # fmt: skip


@dataclass(slots=True)
class Help:
    """One payment of welfare as it was understood; `term` is None where no rule book of the fund names the benefit.

    `is_outsider` where its person was no member: the spell is then none of the register.
    """

    row: int
    spell: Spell
    category: str
    term: Term | None
    occurred_on: date
    until_on: date | None
    paid_on: date
    amount: Decimal
    payee: str
    source: str
    paper: str
    is_outsider: bool = False

    @property
    def name(self) -> str:
        return self.spell.name

    @property
    def what(self) -> str:
        return self.term.name if self.term else str(Category(self.category).label)

    @property
    def days(self) -> tuple[date, ...]:
        return occurrences.days_of(self.occurred_on, self.until_on)


@dataclass(slots=True)
class Helps(Found[Help]):
    """What a file of welfare paid says: all of it lies up to the opening, so that its balance holds it already.

    `cards` are the citizen IDs of people who are new, by the number that stands for their person.
    """

    opened_on: date | None = None
    cards: Mapping[int, str] = field(default_factory=dict)

    @property
    def amount(self) -> Decimal:
        return sum((each.amount for each in self.entries), ZERO)

    @property
    def people(self) -> int:
        return len({each.spell.person for each in self.entries})


def columns(today: date) -> tuple[Column, ...]:
    """Give the columns that a file of welfare paid may have."""
    day = sheets.day(today=today, earliest=EARLIEST_JOIN)
    readers: Mapping[str, Callable[[Cell], Any]] = {
        "kind": sheets.text(longest=120), "occurred_on": day, "until_on": day,
        "nights": sheets.whole(least=1, most=LONGEST_STAY), "paid_on": day, "amount": sheets.baht(),
        "payee": sheets.text(longest=200), "source": sheets.text(longest=150), "paper": sheets.text(longest=40),
    }  # fmt: skip
    required = {"kind", "paid_on", "amount"}
    own = (Column(name, LABELS[name], once(read), KNOWN_AS[name], name in required) for name, read in readers.items())
    return (*finding.columns(once), *own)


class Unknown(ValueError):
    """A word names no benefit, or several; `args[0]` says which there are."""


@dataclass(slots=True)
class Book:
    """The benefits of a fund by day: what happened before its first rule book is read by that one."""

    versions: list[tuple[date, list[Term]]]
    known: dict[tuple[int, str, bool], tuple[str, Term | None]] = field(default_factory=dict)

    def meaning(self, word: str, day: date, *, is_outsider: bool = False) -> tuple[str, Term | None]:
        """Give the official category that `word` means on `day`, and the benefit of the rule book. Raises Unknown.

        Of help to an outsider only the benefits that are open to who is no member.
        """
        place = max((index for index, (since, _terms) in enumerate(self.versions) if since <= day), default=0)
        if (place, word, is_outsider) not in self.known:
            terms = self.versions[place][1] if self.versions else []
            if is_outsider:
                terms = [term for term in terms if term.rule.get("for", "members") != "members"]
            self.known[place, word, is_outsider] = _meaning(word, terms)
        return self.known[place, word, is_outsider]


def _meaning(word: str, terms: Sequence[Term]) -> tuple[str, Term | None]:
    bare = _bare(word)
    named = [term for term in terms if bare in (_bare(term.name), _bare(term.code), _bare(term.clause))]
    if len(named) == 1:
        return named[0].category, named[0]
    category = _CATEGORY_OF.get(bare)
    if category is None:
        names = ", ".join(term.name for term in terms[:12]) or ", ".join(str(each.label) for each in Category)
        raise Unknown(_("This is no benefit known here. Write one of: %(names)s") % {"names": names})
    alike = [term for term in terms if term.category == category]
    if len(alike) > 1:
        names = ", ".join(term.name for term in alike)
        raise Unknown(_("The rule book has several benefits of this kind. Write which: %(names)s") % {"names": names})
    return category, alike[0] if alike else None


def _bare(word: str) -> str:
    return "".join(thai.without_invisible(word).lower().replace(".", "").split())


_CATEGORY_OF = {_bare(word): str(category) for category, words in CATEGORIES.items() for word in words}


def book_of(fund: Fund) -> Book:
    """Read the names of the benefits of every rule book of `fund`. Two queries."""
    rows = Regulation.objects.of(fund).order_by("in_force_from", "pk").prefetch_related("terms")
    return Book([(each.in_force_from, sorted(each.terms.all(), key=lambda term: term.position)) for each in rows])
