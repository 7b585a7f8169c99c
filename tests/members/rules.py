"""Rule books for tests of claims: the published one of Yasothon, and an invented one with what that leaves out."""

from pathlib import Path

from funds import regulations
from funds.models import Fund, Term
from funds.rules import rulebooks
from welfare.models import User

YASOTHON = (Path(rulebooks.__file__).parents[1] / "data" / "rulebooks" / "yasothon.toml").read_text(encoding="utf-8")

SEASIDE = """
fund = "กองทุนสวัสดิการชุมชนริมทะเล (สมมติ)"
title = "ระเบียบสวัสดิการ (สมมติ)"
in_force_from = "2553-01-01"

[arrears]
refuse = true
grace = "3 months"
clause = "ข้อ 7"

[claims]
deadline = "6 months"
waiver = true
clause = "ข้อ 9"

[non_members]
purse = 5000
clause = "ข้อ 30"

[[term]]
code = "grade"
name = "ทุนเรียนดี"
clause = "ข้อ 15"
category = "education"
msdhs = "education"
[[term.condition]]
fact = "grade"
label = "เกรดเฉลี่ย"
from = 3.5
[[term.condition]]
fact = "finished"
label = "จบชั้น"
is = ["ป.6", "ม.3", "ม.6"]
[[term.pays]]
baht = 500

[[term]]
code = "bill"
name = "ค่ารักษา"
clause = "ข้อ 16"
category = "illness"
msdhs = "health"
[[term.condition]]
fact = "is_referred"
label = "มีใบส่งตัว"
is = true
[[term.pays]]
percent = 50
of = "cost"
[[term.cap]]
baht = 1000
per = "year"

[[term]]
code = "birth"
name = "รับขวัญบุตร"
clause = "ข้อ 17"
category = "birth"
msdhs = "birth"
payee = ["member", "guardian"]
[[term.pays]]
baht = 1000
per = "child"

[[term]]
code = "aid"
name = "ไม้เท้า รถเข็น"
clause = "ข้อ 18"
category = "disadvantaged"
msdhs = "disadvantaged"
[[term.pays]]
baht = 100
per = "item"
[[term.cap]]
baht = 1000
per = "life"

[[term]]
code = "storm"
name = "บ้านเสียหายจากพายุ"
clause = "ข้อ 31"
category = "disaster"
msdhs = "other"
for = "both"
[[term.pays]]
baht = 3000
"""


def adopt(fund: Fund, *, by: User, text: str = YASOTHON) -> dict[str, Term]:
    """Record a rule book as the law of `fund`; give its benefits by code."""
    regulation = regulations.adopt(fund, rulebooks.load(text), by=by)
    return {term.code: term for term in regulation.terms.select_related("regulation")}
