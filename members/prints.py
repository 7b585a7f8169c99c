"""The papers of this room, always in Thai: the payment voucher, the receipt, the claim form."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any, ParamSpec

from django.utils.translation import override

from funds.models import Category, Fund, Receipt, Transfer, Voucher
from welfare import citizen, paper, thai
from welfare.money import format_baht, in_words

from .models import Claim, Contribution, Membership, Payout, Signature, Verdict
from .outlook import Outlook

P = ParamSpec("P")
# A receipt names its members up to this many; beyond, it gives the sum of each source.
NAMED = 6
# The sheets that a receipt or a voucher is printed on; the usual one of each.
SIZES = ("a4", "a5")
RECEIPT_SIZE, VOUCHER_SIZE = "a5", "a4"
TICKED = {
    "คลอดบุตร": (Category.BIRTH,),
    "เจ็บป่วย": (Category.ILLNESS,),
    "ผู้สูงอายุ": (Category.ELDERLY,),
    "เสียชีวิต": (Category.DEATH, Category.FUNERAL),
    "ทุนการศึกษา": (Category.EDUCATION,),
    "ภัยพิบัติ": (Category.DISASTER,),
}


def _in_thai(make: Callable[P, bytes]) -> Callable[P, bytes]:
    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> bytes:
        with override("th"):
            return make(*args, **kwargs)

    return made


@_in_thai
def voucher(
    fund: Fund, paid: Voucher, *, copy: bool | int = False, size: str = VOUCHER_SIZE, number: str = "",
    with_cause: bool = True,
) -> bytes:  # fmt: skip
    """Print a payment voucher of `fund`; for welfare with its claim, the clause and why this sum.

    `number` is the whole citizen ID of who is paid in person, where the paper needs it. `copy` marks it as a copy, a
    number says which. It is marked as void when it was turned back. Without `with_cause` no typed reason is told.
    """
    payout = (
        Payout.objects.filter(voucher=paid)
        .select_related("claim__person", "claim__membership", "claim__term", "claim__decision__by")
        .first()
    )
    transfer = Transfer.objects.select_related("credit").filter(voucher=paid).order_by("pk").first()
    facts = _heading(fund, paid.on) | {
        "number": str(paid), "on": thai.long_date(paid.on), "payee": paid.payee, "citizen_id": "", "member": "",
        "address": "", "purpose": paid.purpose, "person": "", "happened": "", "claim": "", "why": [], "more": "",
        "amount": format_baht(paid.amount), "words": in_words(paid.amount),
        "paid_from": str(transfer.credit) if transfer else "", "approved": "", "payer": str(paid.by),
        "witness": paid.witness, "copy": copy, "void": _void(paid), "size": size,
    }  # fmt: skip
    if payout is not None:
        facts |= _welfare(payout.claim, payee=paid.payee)
    if not with_cause:
        facts["more"] = ""
    if number:
        facts["citizen_id"] = citizen.display(number)
    return paper.pdf("voucher", facts)


def _welfare(claim: Claim, *, payee: str) -> dict[str, Any]:
    """Give what a voucher says of the claim it pays; ID and address only of a person who is paid in person."""
    person, decision = claim.person, claim.decision
    facts: dict[str, Any] = {
        "purpose": f"สวัสดิการ{claim.what}", "person": person.name, "happened": _happened(claim),
        "claim": f"ตามคำขอเลขที่ {claim} วันที่ {thai.long_date(claim.filed_on)}", "why": claim.why(),
        "member": _number(claim), "approved": f"{', '.join(_signers(claim))} เมื่อวันที่ {thai.long_date(decision.on)}",
    }  # fmt: skip
    if payee == person.name:
        facts |= {"citizen_id": citizen.mask(person.citizen_last4), "address": person.address(), "person": ""}
    reasons = [reason for reason in (claim.reason, decision.reason) if reason]
    if claim.is_for_outsider:
        reasons.insert(0, "ผู้รับไม่ได้เป็นสมาชิก")
    return facts | {"more": " · ".join(reasons)}


def _signers(claim: Claim) -> list[str]:
    """Name all who approved in the last round, in their order; who decided last, or alone where it was refused."""
    signed = Signature.objects.filter(claim=claim).select_related("by").order_by("pk")
    last = max((each.round for each in signed), default=0)
    before = [str(each.by) for each in signed if each.round == last and claim.decision.verdict == Verdict.APPROVE]
    return [*before, str(claim.decision.by)]


def _happened(claim: Claim) -> str:
    first = thai.long_date(claim.occurred_on)
    return f"เกิดเหตุวันที่ {first}" + (f" ถึงวันที่ {thai.long_date(claim.until_on)}" if claim.until_on else "")


def _number(claim: Claim) -> str:
    return str(claim.membership.number) if claim.membership else ""


def _heading(fund: Fund, on: date) -> dict[str, Any]:
    place = f"{fund.authority_th} อำเภอ{fund.district.name_th} จังหวัด{fund.province.name_th}"
    return {"fund": fund.name_th, "place": place, "day": on.isoformat()}


@_in_thai
def receipt(fund: Fund, given: Receipt, *, copy: bool | int = False, size: str = RECEIPT_SIZE) -> bytes:
    """Print a receipt of `fund`: a line for each member who paid on it, or for each source of money.

    `copy` marks it as a copy, a number says which. It is marked as void when it was turned back.
    """
    given.fund = fund
    return paper.pdf("receipt", _heading(fund, given.on) | {
        "number": str(given), "book": str(given.book), "on": thai.long_date(given.on), "payer": given.payer,
        "lines": _lines(given), "amount": format_baht(given.amount), "words": in_words(given.amount),
        "note": given.note, "receiver": str(given.by), "copy": copy, "void": _void(given), "size": size,
    })  # fmt: skip


def _void(paper: Receipt | Voucher) -> str:
    """Say since when and why a paper is void; nothing while its money stands."""
    mirror = Transfer.objects.filter(reversal_of__in=paper.transfers.all()).order_by("pk").first()
    return f"เมื่อวันที่ {thai.long_date(mirror.on)} เพราะ{mirror.note}" if mirror else ""


def _lines(given: Receipt) -> list[dict[str, str]]:
    paid = list(
        Contribution.objects.filter(receipt=given).select_related("membership__person").order_by("pk")[: NAMED + 1]
    )
    if 0 < len(paid) <= NAMED and sum((each.amount for each in paid), Decimal(0)) == given.amount:
        return [_line(each) for each in paid]
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for transfer in Transfer.objects.filter(receipt=given, reversal_of=None).select_related("credit").order_by("pk"):
        sums[transfer.credit.label] += transfer.amount
    return [{"what": source, "covers": "", "amount": format_baht(amount)} for source, amount in sums.items()]


def _line(paid: Contribution) -> dict[str, str]:
    member = paid.membership
    what = "ค่าธรรมเนียมแรกเข้า" if paid.is_entry_fee else "เงินสัจจะ"
    covers = ""
    if paid.covers_from and paid.covers_until:
        covers = f"{thai.short_date(paid.covers_from)} ถึง {thai.short_date(paid.covers_until)}"
    return {
        "what": f"{what} {member.person.name} สมาชิกเลขที่ {member.number}", "covers": covers,
        "amount": format_baht(paid.amount),
    }  # fmt: skip


@_in_thai
def claim(fund: Fund, asked: Claim, *, copy: bool = False, with_cause: bool = True) -> bytes:
    """Print the claim form as filed, with the decision where there is one; its records must be loaded.

    Without `with_cause` no typed reason is told.
    """
    person, decision = asked.person, getattr(asked, "decision", None)
    ticked = [{"label": label, "on": asked.category in kinds} for label, kinds in TICKED.items()]
    ticked.append({"label": "อื่น ๆ", "on": not any(kind["on"] for kind in ticked)})
    return paper.pdf("claim", _heading(fund, asked.filed_on) | {
        "number": str(asked), "filed_on": thai.long_date(asked.filed_on), "person": person.name,
        "citizen_id": citizen.mask(person.citizen_last4), "age": _age(person.born_on, asked.occurred_on),
        "member": _number(asked), "address": person.address(), "claimant": asked.claimant or person.name,
        "kinds": ticked, "what": asked.what, "happened": _happened(asked), "reason": asked.reason if with_cause else "",
        "why": asked.why(),
        "more": "", "amount": format_baht(asked.amount), "words": in_words(asked.amount),
        "filed_by": str(asked.by), "verdict": decision.verdict if decision else "",
        "verdict_reason": decision.reason if with_cause and decision and decision.verdict == Verdict.REFUSE else "",
        "signers": _signers(asked) if decision else [],
        "decided_on": thai.long_date(decision.on) if decision else "", "copy": copy,
    })  # fmt: skip


def _age(born_on: date | None, day: date) -> str:
    if born_on is None:
        return ""
    return str(day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day)))


@_in_thai
def outlook(
    fund: Fund, member: Membership, benefits: Sequence[tuple[Outlook, Sequence[Any]]], had: Iterable[Payout], *,
    day: date,
) -> bytes:  # fmt: skip
    """Print on one page what a member may ask for, what is left of each limit, and what they had; words as given."""
    return paper.pdf("outlook", _heading(fund, day) | {
        "person": member.person.name, "member": str(member.number), "on": thai.long_date(day),
        "benefits": [
            {
                "name": each.name, "clause": each.clause, "open": each.is_open, "why": " · ".join(each.why_not),
                "amount": format_baht(each.amount) if each.amount else "",
                "left": [f"{limit.limit} เหลือ {limit.left}" for limit in limits],
            }
            for each, limits in benefits
        ],
        "had": [
            {"what": each.claim.what, "on": thai.short_date(each.on), "amount": format_baht(each.amount)}
            for each in had
        ],
    })  # fmt: skip
