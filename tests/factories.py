"""People and papers for tests, made through the same acts that pages use."""

from datetime import date
from decimal import Decimal
from itertools import count
from uuid import uuid4

from funds import attachments, bank, closing, counting, drafts, in_kind, ledger, months, regulations
from funds.bankbook import Line
from funds.models import (
    Account,
    AccountKind,
    Appointment,
    Attachment,
    BankLine,
    Branch,
    CashCount,
    Fund,
    InKind,
    MatchRound,
    MonthClose,
    Office,
    OfficialPaper,
    Province,
    Receipt,
    Regulation,
    RegulationDraft,
    Resolution,
    Source,
    Voucher,
)  # fmt: skip
from funds.rules import rulebooks
from funds.rules.terms import Pay, RuleBook, Term
from funds.rules.terms import Resolution as Adoption
from members import (
    approvals,
    claim_papers,
    claims,
    collections,
    consents,
    contributions,
    duplicates,
    enrolment,
    match_lists,
    matching,
    merging,
    whatif,
)
from members.imports import files, writing
from members.merge_plan import MergePlan
from members.models import (
    Claim,
    Collection,
    Consent,
    Decision,
    Distinction,
    Import,
    ImportFile,
    ImportKind,
    Membership,
    Merge,
    Payout,
    Person,
    Plan,
    Signature,
    Verdict,
    WhatIf,
)  # fmt: skip
from members.status import freezing
from welfare import citizen
from welfare.models import User
from welfare.money import to_satang
from welfare.sheets import Grid
from welfare.uploads import JPEG, Upload

JAN_2560 = date(2017, 1, 15)
MAY_DAY = date(2018, 5, 1)
AUGUST = date(2018, 8, 14)
LONG_AGO = date(2010, 1, 1)

_numbers = count(1)


def citizen_id(number: int | None = None) -> str:
    """Make a citizen ID that nobody holds: it begins with 9 and has the right check digit."""
    twelve = f"9{next(_numbers) if number is None else number:011d}"
    return twelve + citizen.check_digit(twelve)


def make_user(username: str, name: str = "") -> User:
    return User.objects.create_user(username, password="a long enough password", display_name=name or username)


def appoint(
    user: User, office: Office, at: Fund | Province, *, since: date = LONG_AGO, until: date | None = None,
    branch: Branch | None = None,
) -> Appointment:  # fmt: skip
    place = {"province": at} if isinstance(at, Province) else {"fund": at}
    return Appointment.objects.create(user=user, office=office, since=since, until=until, branch=branch, **place)


def make_resolution(fund: Fund, *, by: User, on: date = JAN_2560, meeting: str = "") -> Resolution:
    return Resolution.objects.create(fund=fund, meeting=meeting or f"{next(_numbers)}/2560", on=on, by=by)


def make_regulation(fund: Fund, *, by: User, since: date = JAN_2560, amount: int = 500) -> Regulation:
    """Adopt a rule book with one benefit: `amount` baht at the birth of a child."""
    birth = Term("birth", "คลอดบุตร", "ข้อ 11", "birth", "birth", pays=(Pay(Decimal(amount)),))
    book = RuleBook(fund.name, "ระเบียบสวัสดิการ", since, terms=(birth,), resolution=Adoption("ประชุมใหญ่", "1/2559", since))
    return regulations.adopt(fund, book, by=by)


def make_draft(fund: Fund, *, by: User, since: date = date(2019, 1, 1), amount: int = 800) -> RegulationDraft:
    """Begin the draft of a rule book with one benefit: `amount` baht at the birth of a child."""
    birth = Term("birth", "คลอดบุตร", "ข้อ 11", "birth", "birth", pays=(Pay(Decimal(amount)),))
    book = rulebooks.to_dict(RuleBook(fund.name, "ระเบียบสวัสดิการใหม่", since, terms=(birth,)))
    return drafts.begin(fund, book=book, key=uuid4(), by=by)


def make_what_if(draft: RegulationDraft, *, by: User) -> WhatIf:
    return whatif.begin(draft, first_on=JAN_2560, last_on=AUGUST, key=uuid4(), by=by)


def make_applicant(
    first_name: str = "สมหญิง", last_name: str = "ใจดี", title: str = "นาง", **facts: object
) -> enrolment.Applicant:
    details: dict[str, object] = {"sex": "F", "born_on": date(1960, 5, 1), "citizen_id": citizen_id()} | facts
    return enrolment.Applicant(title=title, first_name=first_name, last_name=last_name, **details)  # type: ignore[arg-type]


def make_member(
    fund: Fund,
    *,
    by: User,
    on: date = JAN_2560,
    branch: Branch | None = None,
    plan: str = Plan.YEARLY,
    **details: object,
) -> Membership:
    return enrolment.enrol(
        fund, key=uuid4(), applicant=make_applicant(**details), branch=branch, plan=plan, on=on,  # type: ignore[arg-type]
        resolution=make_resolution(fund, by=by, on=on), by=by,
    )  # fmt: skip


def make_outsider(first_name: str = "อุไร", last_name: str = "ทะเลงาม") -> Person:
    person = Person(sex="F").named(title="นาง", first_name=first_name, last_name=last_name)
    person.identified(citizen_id()).save()
    return person


def cash_of(fund: Fund) -> Account:
    return ledger.account(fund, AccountKind.CASH)


def give(fund: Fund, amount: str, *, by: User, on: date = JAN_2560) -> None:
    """Put `amount` baht of a donation into the fund's cash box."""
    donation = ledger.account(fund, AccountKind.INCOME, Source.DONATION)
    ledger.receive(
        fund, key=uuid4(), payer="ผู้มีจิตศรัทธา", lines=[(donation, Decimal(amount))], into=cash_of(fund), on=on, by=by
    )


def count_cash(fund: Fund, *, by: User, on: date) -> CashCount:
    """Count what the books say is in the cash box at the end of `on`: one coin of 25 satang for each 25 satang."""
    box = cash_of(fund)
    pieces = {25: to_satang(counting.book_balance(box, on)) // 25}
    return counting.count_cash(box, key=uuid4(), pieces=pieces, on=on, by=by)


def close_books(fund: Fund, month: date, *, by: User, on: date | None = None) -> MonthClose:
    """Close the books to the end of `month` on its last day; cash agrees with them but for single satang."""
    last = on or months.last_day(month)
    count_cash(fund, by=by, on=months.last_day(month))
    found = {place.account.pk: closing.Found(place.book, "เศษสตางค์") for place in counting.places(fund, month, on=last)}
    return closing.close_month(fund, month, key=uuid4(), found=found, on=last, by=by, with_earlier=True)


def make_contribution(member: Membership, amount: str = "365.00", *, by: User, on: date = MAY_DAY) -> Receipt:
    paid = [contributions.Paid(member, Decimal(amount))]
    return contributions.collect(
        member.fund, key=uuid4(), payer=member.person.name, paid=paid, into=cash_of(member.fund), on=on, by=by
    )


def make_claim(
    fund: Fund, *, by: User, person: Person, membership: Membership | None = None, amount: str = "500.00",
    category: str = "illness", on: date = MAY_DAY,
) -> Claim:  # fmt: skip
    request = claims.Request(
        person=person, membership=membership, category=category, occurred_on=on, judged=Decimal(amount),
        amount=Decimal(amount), reason="" if membership else "บ้านไฟไหม้",
    )  # fmt: skip
    return claims.file(fund, request, key=uuid4(), on=on, by=by)


def approve(claim: Claim, *, by: User, on: date = MAY_DAY) -> Decision:
    decided = approvals.decide(claim, key=uuid4(), verdict=Verdict.APPROVE, on=on, by=by)
    assert isinstance(decided, Decision)
    return decided


def sign(claim: Claim, *, by: User, on: date = MAY_DAY) -> Decision | Signature:
    return approvals.decide(claim, key=uuid4(), verdict=Verdict.APPROVE, on=on, by=by)


def pay(claim: Claim, *, by: User, on: date = MAY_DAY) -> Payout:
    return claims.pay(claim, key=uuid4(), cash=cash_of(claim.fund), on=on, by=by)


def make_bank_line(
    fund: Fund, amount: str = "12.50", *, by: User, on: date = MAY_DAY, text: str = "ดอกเบี้ย"
) -> BankLine:
    """Take one line into the fund's bank account, as a file of its own."""
    line = Line(2, on, Decimal(amount), None, text)
    made = bank.import_lines(
        ledger.account(fund, AccountKind.BANK), key=uuid4(), file_name="สมุดธนาคาร.csv", sha256=uuid4().hex,
        columns={}, lines=[line], by=by,
    )  # fmt: skip
    return made.lines.get()


def make_branch(fund: Fund, name: str = "ศูนย์บ้านชายทะเล", moo: int = 2) -> Branch:
    return Branch.objects.create(fund=fund, name=name, moo=moo)


def make_collection(member: Membership, amount: str = "365.00", *, by: User, on: date = MAY_DAY) -> Collection:
    """Post a sheet of the member's branch on which one member pays."""
    line = collections.Line(contributions.Paid(member, Decimal(amount)), member)
    return collections.post_collection(
        member.fund, member.branch, key=uuid4(), lines=[line], into=cash_of(member.fund), on=on,
        counted=Decimal(amount), by=by,
    )  # fmt: skip


def make_consent(claim: Claim, *, by: User, on: date = MAY_DAY) -> Consent:
    return consents.give(claim.person, fund=claim.fund, key=uuid4(), on=on, by=by)


def make_claim_file(claim: Claim, *, by: User, name: str = "ใบรับรองแพทย์.jpg") -> Attachment:
    """Attach a file to a claim, by consent; its bytes are no picture, which nobody looks at here."""
    make_consent(claim, by=by)
    (made,) = claim_papers.attach(claim, [Upload(name, JPEG, name.encode())], key=uuid4(), by=by)
    return made


def make_proof(voucher: Voucher, *, by: User, name: str = "ใบเสร็จร้านค้า.jpg") -> Attachment:
    """Attach a file to a voucher; its bytes are no picture, which nobody looks at here."""
    (made,) = attachments.prove(voucher, [Upload(name, JPEG, name.encode())], key=uuid4(), by=by)
    return made


def make_status_form(fund: Fund, *, by: User, as_of: date = AUGUST) -> OfficialPaper:
    return freezing.freeze(fund, as_of, key=uuid4(), on=as_of, by=by)


def make_in_kind(fund: Fund, worth: str = "1500.00", *, by: User, on: date = MAY_DAY) -> InKind:
    return in_kind.record(
        fund, key=uuid4(), source=Source.LAO, giver="เทศบาลตำบลราไวย์", what="ห้องประชุมและอาหารว่าง", worth=Decimal(worth),
        on=on, by=by,
    )  # fmt: skip


def make_distinction(one: Person, other: Person, fund: Fund, *, by: User) -> Distinction:
    return duplicates.tell_apart(one, other, fund=fund, note="", key=uuid4(), on=AUGUST, by=by)


def make_merge(fund: Fund, *, by: User, kept: Person | None = None, gone: Person | None = None) -> Merge:
    """Make two entries one; two without a record where none are given."""
    entries = [Person().named(title="นาง", first_name="ซ้ำ", last_name="สองครั้ง") for _each in range(2)]
    if kept is None or gone is None:
        kept, gone = Person.objects.bulk_create(entries)
    return merging.merge(
        kept, gone, fund=fund, seen=MergePlan(fund, kept, gone).seen, reason="บัตรใบเดียวกัน", for_province=True,
        key=uuid4(), on=AUGUST, by=by,
    )  # fmt: skip


def make_match(fund: Fund, *, by: User, approved_by: User) -> MatchRound:
    """Send a round of the state's match that counts one member, and have it approved."""
    make_member(fund, by=by, on=LONG_AGO, plan=Plan.FREE, first_name="ก้อง")
    made = matching.begin(fund, key=uuid4(), number=1, counting_on=date(2017, 9, 30), by=by)
    sent = matching.send(made, key=uuid4(), seen=match_lists.list_of(made).fingerprint, on=MAY_DAY, by=by)
    matching.approve(sent, key=uuid4(), amount=sent.amount, on=AUGUST, by=approved_by)
    return made


def make_import(fund: Fund, *, by: User, name: str = "อำนาจ ยืนยง") -> Import:
    """Take in a register of one member."""
    key = uuid4()
    return writing.take_in(
        fund, Grid([("ชื่อ-สกุล", "วันที่สมัคร"), (name, "15/1/2560")]), key=key, file_name="ทะเบียน.xlsx", sha256=key.hex * 2,
        today=AUGUST, by=by,
    )  # fmt: skip


def make_import_file(fund: Fund, *, by: User, name: str = "อารี ยืนยง") -> ImportFile:
    """Choose a register of one member that waits to be taken in."""
    content = f"ชื่อ-สกุล,วันที่สมัคร\n{name},15/1/2560".encode()
    return files.keep(fund, content, key=uuid4(), kind=ImportKind.MEMBERS, name="ทะเบียน.csv", by=by)
