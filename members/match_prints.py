"""The match request on paper and as Excel, always in Thai: six criteria, the sum, the plan, who signs, the list."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funds.models import Fund
from welfare import paper, thai
from welfare.money import ZERO, format_baht, in_words
from welfare.sheets.excel import xlsxwriter

from .match_checks import POSTS, STANDINGS, Facts
from .match_lists import MatchList
from .match_stages import Stand
from .models import Membership, WhyNotMatched

TITLE = "แบบเสนอขอรับการสนับสนุนเงินสมทบกองทุนสวัสดิการชุมชน"
DECLARATION = (
    "ขอรับรองว่าข้อมูลข้างต้นและบัญชีรายชื่อสมาชิกที่แนบเป็นความจริง หากตรวจพบว่าข้อมูลไม่ถูกต้อง "
    "ยินยอมให้ปรับลดยอดเงินสมทบ และจะคืนเงินส่วนที่ได้รับเกินให้แก่รัฐ"
)
TEXTS = ("strengths", "use_of_money", "monitoring")


def facts_of(fund: Fund, stand: Stand, *, counted: MatchList, facts: Facts, day: date) -> dict[str, Any]:
    """Give all that the paper says, in Thai words; `day` is that of a draft, a sent request has its own."""
    with override("th"):
        sent = stand.request
        wording = sent.figures.get("wording", {}) if sent else stand.round.wording
        checks = {check.name: check.words for one in facts.criteria for check in one.checks}
        place = f"{fund.authority_th} อำเภอ{fund.district.name_th} จังหวัด{fund.province.name_th}"
        members = counted.match
        return {
            "title": TITLE, "fund": fund.name_th, "place": place, "round": str(stand.round.number),
            "day": (sent.on if sent else day).isoformat(), "counting_on": thai.long_date(counted.on),
            "sections": [
                {
                    "number": str(one.number), "name": one.name, "is_last": one.number == 6,
                    "lines": [
                        {"label": check.label, "value": check.words, "state": check.state} for check in one.checks
                    ],
                }
                for one in facts.criteria
                if one.number <= 6
            ],
            "paid": [
                {
                    "number": str(number), "label": line.label, "cases": f"{line.cases:,}" if line.cases else "–",
                    "amount": format_baht(line.amount) if line.amount else "–",
                }
                for number, line in enumerate(facts.paid, start=1)
            ],
            "paid_cases": f"{sum(line.cases for line in facts.paid):,}",
            "paid_amount": format_baht(sum((line.amount for line in facts.paid), ZERO)),
            "members": f"{members.members:,}", "full_year": f"{members.full_year:,}",
            "matched_out": f"{members.matched_out:,}", "owing": f"{members.owing:,}", "heads": f"{counted.heads:,}",
            "rate": format_baht(counted.rule.head_rate), "rounds_max": str(counted.rule.rounds_max),
            "amount": format_baht(counted.amount), "amount_words": in_words(counted.amount),
            "texts": [
                {"label": label, "value": checks.get(name, "")}
                for name, label in zip(TEXTS, ("จุดเด่นของกองทุน", "การใช้เงินสมทบ", "การติดตามผล"), strict=True)
            ],
            "plan": checks.get("year_plan", ""), "declaration": DECLARATION, "chair": checks.get("chair", ""),
            "committee": [*wording.get("committee", []), "", "", "", ""][:4],
            "executive": wording.get("executive", ""), "executive_post": _post(wording),
            "source": counted.rule.source, "frozen": sent is not None,
            "sent_on": thai.long_date(sent.on) if sent else "", "sent_by": str(sent.by) if sent else "",
            "version": str(sent.version) if sent else "", "sha256": sent.sha256 if sent else "",
            "list_sha256": sent.list_sha256 if sent else "",
        }  # fmt: skip


def _post(wording: dict[str, Any]) -> str:
    """Say the executive's post, and by what right where it is not their own."""
    post, stands = wording.get("executive_post", ""), wording.get("executive_stands", "own")
    if not post:
        return ""
    return str(POSTS[post]) if stands == "own" else f"{POSTS[post]} ({STANDINGS[stands]})"


def request(fund: Fund, stand: Stand, *, counted: MatchList, facts: Facts, day: date) -> bytes:
    """Print the request on A4, with its list of members on the pages that follow; a draft says that it is one."""
    said = facts_of(fund, stand, counted=counted, facts=facts, day=day)
    return paper.pdf("match_request", said | {"list": list(_listed(fund, counted))})


def requests(day: date, copies: Iterable[tuple[Fund, Stand, MatchList, Facts]], *, counting_on: date) -> bytes:
    """Print the requests of many funds of one counting day, each with its list; one that is not sent says so."""
    facts = [
        facts_of(fund, stand, counted=counted, facts=facts, day=day) | {"list": list(_listed(fund, counted))}
        for fund, stand, counted, facts in copies
    ]
    with override("th"):
        on = thai.long_date(counting_on)
    return paper.pdf("match_requests", {"counting_on": on, "day": day.isoformat(), "copies": facts})


def requests_sheet(day: date, copies: Iterable[tuple[Fund, Stand, MatchList, Facts]]) -> bytes:
    """Write the requests of many funds as one Excel file, a sheet for each fund."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, wrap = _formats(book)
    for fund, stand, counted, facts in copies:
        said = facts_of(fund, stand, counted=counted, facts=facts, day=day)
        _paper_sheet(book.add_worksheet(fund.short_th[:31]), said, bold, wrap)
    book.close()
    return file.getvalue()


def _formats(book: Any) -> tuple[Any, Any]:
    return book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True, "valign": "top"})


def _paper_sheet(sheet: Any, said: dict[str, Any], bold: Any, wrap: Any) -> None:
    for column, width in enumerate((52, 44, 18)):
        sheet.set_column(column, column, width)
    for place, (label, *values) in enumerate(_paper_rows(said)):
        sheet.write_string(place, 0, label, wrap if values else bold)
        for column, value in enumerate(values, start=1):
            sheet.write_string(place, column, value, wrap)


def _listed(fund: Fund, counted: MatchList) -> Iterator[dict[str, str]]:
    names = dict(_names(fund))
    for place, line in enumerate((line for line in counted.lines if not line.why), start=1):
        yield {
            "place": f"{place:,}", "number": str(line.number), "name": names[line.membership],
            "since": thai.short_date(line.since) if line.since else "", "rounds": str(line.rounds + 1),
        }  # fmt: skip


def _names(fund: Fund) -> Iterator[tuple[int, str]]:
    for member in Membership.objects.of(fund).select_related("person").iterator(chunk_size=2000):
        yield member.pk, member.person.name


def request_sheet(fund: Fund, stand: Stand, *, counted: MatchList, facts: Facts, day: date) -> bytes:
    """Write the request as an Excel file: the paper, who is counted, and who is not and why."""
    said = facts_of(fund, stand, counted=counted, facts=facts, day=day)
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, wrap = _formats(book)
    _paper_sheet(book.add_worksheet("แบบเสนอขอ"), said, bold, wrap)
    with override("th"):
        _list_sheet(fund, book, counted, bold)
    book.close()
    return file.getvalue()


def _paper_rows(said: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Give the paper row by row: a heading alone, or a label with what is said."""
    yield (said["title"],)
    yield (f"รอบที่ {said['round']} นับสมาชิก ณ วันที่ {said['counting_on']}",)
    yield ("กองทุน", said["fund"])
    yield ("ที่ตั้ง", said["place"])
    yield ("สถานะเอกสาร", f"ส่งเมื่อ {said['sent_on']} ฉบับที่ {said['version']}" if said["frozen"] else "ร่าง")
    for section in said["sections"]:
        yield (f"{section['number']}. {section['name']}",)
        for line in section["lines"]:
            yield (line["label"], line["value"])
        if section["number"] == "5":
            yield ("สวัสดิการที่จ่ายให้สมาชิกในรอบปี", "ครั้ง", "บาท")
            for line in said["paid"]:
                yield (f"{line['number']}. {line['label']}", line["cases"], line["amount"])
            yield ("รวม", said["paid_cases"], said["paid_amount"])
    yield ("ยอดที่ขอรับการสนับสนุน",)
    yield ("สมาชิกที่นับ (คน)", said["heads"])
    yield ("อัตราต่อคน (บาท)", said["rate"])
    yield ("รวมเป็นเงิน (บาท)", said["amount"])
    yield ("ตัวอักษร", said["amount_words"])
    for text in [*said["texts"], {"label": "แผนการดำเนินงาน 1 ปี", "value": said["plan"]}]:
        yield (text["label"], text["value"])
    yield (said["declaration"],)
    yield ("ประธานกองทุน", said["chair"])
    for name in said["committee"]:
        yield ("กรรมการ", name)
    yield ("ผู้บริหารองค์กรปกครองส่วนท้องถิ่น", said["executive"], said["executive_post"])
    if said["frozen"]:
        yield ("รหัสตรวจสอบเอกสาร", said["sha256"])
        yield ("รหัสตรวจสอบบัญชีรายชื่อ", said["list_sha256"])


def _list_sheet(fund: Fund, book: Any, counted: MatchList, bold: Any) -> None:
    names = dict(_names(fund))
    day = book.add_format({"num_format": "[$-107041E]d mmm yyyy;@", "align": "left"})
    heads = (_("Number"), _("Name"), _("In the fund since"), _("Rounds matched before"))
    for title, is_counted in (("สมาชิกที่นับ", True), ("สมาชิกที่ไม่นับ", False)):
        sheet = book.add_worksheet(title)
        sheet.set_column(0, 0, 10)
        sheet.set_column(1, 1, 34)
        sheet.set_column(2, 4, 26)
        for column, words in enumerate(heads if is_counted else (*heads, _("Why not counted"))):
            sheet.write_string(0, column, words, bold)
        for place, line in enumerate((line for line in counted.lines if bool(line.why) != is_counted), start=1):
            if line.number is not None:
                sheet.write_number(place, 0, line.number)
            sheet.write_string(place, 1, names[line.membership])
            if line.since:
                sheet.write_datetime(place, 2, line.since, day)
            sheet.write_number(place, 3, line.rounds)
            if line.why:
                sheet.write_string(place, 4, str(WhyNotMatched(line.why).label))
