"""One claim: what was asked, why this sum, who did what and when, and for whom it waits."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from funds import regulations
from funds.access import OFFICES, FundRequest, Role, in_fund
from funds.models import Attachment, Category, Fund, Signers, Transfer
from funds.rules import wording
from members import approvals, claim_papers, consents, looks
from members.approvals import Approval
from members.models import Claim, ClaimState, EndReason, PaperSeen, Signature, StandIn
from welfare import money, thai

from .asking import said_step
from .claims import BADGES


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of what happened to a claim."""

    on: str
    what: str
    by: str
    note: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Waits:
    """For whom a claim waits, and the door that opens for this reader, if one does."""

    text: str
    url: str = ""
    label: str = ""


def claim_of(fund: Fund, pk: int) -> Claim:
    """Give the claim of `fund` with its records; 404 where there is none."""
    found = get_object_or_404(Claim.objects.of(fund).with_state().with_records(), pk=pk)
    found.fund = fund
    return found


def is_standing_in(request: FundRequest, role: Role) -> bool:
    """Say whether the reader would take a step for the fund, holding none of its offices for it."""
    return not request.offices & OFFICES[role]


def sees_causes(request: FundRequest, claim: Claim) -> bool:
    """Say whether the reader may see why: who files, decides and pays in the fund, and who may stand in for them.

    The province stands in only while a claim waits; an auditor sees the sum, the clause and the kind of welfare.
    """
    if not consents.is_about_health(claim.category) or request.rights[Role.CONFIDANT]:
        return True
    waits = (ClaimState.WAITING, ClaimState.RETURNED, ClaimState.APPROVED)
    return request.rights[Role.PROVINCE_READER] and claim.state in waits


@require_GET
@in_fund(Role.READER)
def claim(request: FundRequest, fund: Fund, claim: int) -> HttpResponse:
    """One claim with all that happened to it."""
    found = claim_of(fund, claim)
    membership, sees = found.membership, sees_causes(request, found)
    about_health = consents.is_about_health(found.category)
    if about_health and sees:
        looks.note(found.person, looks.SAW_CAUSE, fund=fund, on=thai.today(), by=request.user, claim=str(found))
    consent = consents.standing(found.person, fund) if about_health else None
    tells_of_death = (
        found.category == Category.DEATH and membership is not None and membership.end_reason != EndReason.DIED
        and found.state not in (ClaimState.REFUSED, ClaimState.WITHDRAWN)
    )  # fmt: skip
    approval = approvals.approval_of(found) if found.state == ClaimState.WAITING else None
    return render(request, "members/claim.html", {
        "fund": fund, "claim": found, "facts": facts_of(found) if sees else [],
        "waits": _waits(request, fund, found, approval),
        "tells_of_death": tells_of_death, "badge": BADGES.get(found.state, "off"),
        "label": ClaimState(found.state).label, "life": _life(found, with_notes=sees), "needs": _needs(approval),
        "may": _may(request, found), "papers": _papers(found) if sees else [],
        "files": _files(fund, found) if sees else [], "sees": sees, "consent": consent, "about_health": about_health,
    })  # fmt: skip


def _may(request: FundRequest, claim: Claim) -> dict[str, bool]:
    """Say which steps beside the next one stand open to the reader."""
    if not request.rights[Role.CLERK]:
        return {}
    waits = (ClaimState.WAITING, ClaimState.RETURNED, ClaimState.APPROVED)
    is_confirmed = any(step.act == "confirmed" for step in claim.acts.all())
    return {
        "attach": claim.state in (*waits, ClaimState.PAID),
        "withdraw": claim.state in waits,
        "confirm": claim.state == ClaimState.PAID and not is_confirmed,
    }


def _papers(claim: Claim) -> list[tuple[str, PaperSeen | None]]:
    """Give the papers that the rule asks for, and others that were ticked, each with who saw the original."""
    seen = {each.paper: each for each in claim_papers.seen(claim)}
    return [(paper, seen.get(paper)) for paper in dict.fromkeys((*claim_papers.required(claim), *seen))]


def _files(fund: Fund, claim: Claim) -> list[tuple[Attachment, str, str]]:
    """Give the files with their addresses: to be shown, and to be taken back."""
    show, take_back = "members:claim-file", "members:claim-file-taking-back"
    return [
        (
            each,
            reverse(show, args=[fund.code, claim.pk, each.address]),
            reverse(take_back, args=[fund.code, claim.pk, each.address]),
        )
        for each in claim_papers.files_of(claim)
    ]


def _needs(approval: Approval | None) -> list[tuple[str, str, bool]]:
    """Give the steps of an approval by rule: who signs, who has signed, and whether it is done."""
    if approval is None or not any(need.step.pk for need in approval.needs):
        return []
    return [
        (
            said_step(need.step),
            ", ".join(str(each.by) for each in need.signed) or _("nobody yet"),
            not need.missing,
        )
        for need in approval.needs
    ]


def _life(claim: Claim, *, with_notes: bool) -> list[Happened]:
    """Give what happened to a claim in the order it was entered; `with_notes` why people said so too."""
    what = _("Filed: %(amount)s baht") % _baht(claim.amount)
    said: list[tuple[object, Happened]] = [(claim.at, Happened(thai.long_date(claim.filed_on), what, str(claim.by)))]
    for one in Signature.objects.filter(claim=claim).select_related("by"):
        what = _("Signed: %(amount)s baht") % _baht(one.amount)
        said.append((one.at, Happened(thai.long_date(one.on), what, str(one.by), one.reason)))
    for stood in StandIn.objects.filter(claim=claim).select_related("by"):
        what = _("An officer of the province stands in for the fund")
        said.append((stood.at, Happened(thai.long_date(stood.on), what, str(stood.by), stood.reason)))
    for step in claim.acts.all():
        kind = "wait" if step.act == "returned" else "off" if step.act == "withdrawn" else ""
        what = str(step.get_act_display())
        what = what[:1].upper() + what[1:]
        said.append((step.at, Happened(thai.long_date(step.on), what, str(step.by), step.note, kind)))
    if decision := getattr(claim, "decision", None):
        refused = decision.verdict == "refuse"
        what = _("Refused") if refused else _("Approved: %(amount)s baht") % _baht(decision.amount)
        said.append((decision.at, Happened(
            thai.long_date(decision.on), what, str(decision.by), decision.reason, "wrong" if refused else "",
        )))  # fmt: skip
    if not with_notes:
        said = [(at, replace(happened, note="")) for at, happened in said]
    if payout := getattr(claim, "payout", None):
        what = _("Paid: %(amount)s baht out of %(account)s") % {
            "amount": money.format_baht(payout.amount), "account": payout.transfer.credit,
        }  # fmt: skip
        note = _("Voucher %(voucher)s, received by %(payee)s") % {
            "voucher": payout.voucher, "payee": payout.voucher.payee,
        }  # fmt: skip
        if payout.proof:
            note += " · " + _("transfer slip %(number)s") % {"number": payout.proof}
        elif payout.voucher.witness:
            note += " · " + _("witness: %(name)s") % {"name": payout.voucher.witness}
        said.append((payout.at, Happened(thai.long_date(payout.on), what, str(payout.by), note)))
        back = Transfer.objects.filter(reversal_of=payout.transfer_id).select_related("by").first()
        if back:
            what = _("Turned back in the books")
            said.append((back.at, Happened(thai.long_date(back.on), what, str(back.by), back.note, "wrong")))
    return [happened for _at, happened in sorted(said, key=lambda each: each[0])]  # type: ignore[arg-type,return-value]


def _baht(amount: object) -> dict[str, str]:
    return {"amount": money.format_baht(amount)}  # type: ignore[arg-type]


def facts_of(claim: Claim) -> list[tuple[str, str]]:
    """Give the facts that the rule asked for, as label and words."""
    said: list[tuple[str, str]] = []
    for name, unit in (("children", "child"), ("items", "item")):
        if name in claim.facts:
            said.append((wording.fact_name(name), wording.counted(claim.facts[name], unit)))
    named = claim.facts.get("facts", {})
    if named and claim.term:
        labels = {condition.fact: condition.label for condition in regulations.rule_of(claim.term).conditions}
        said += [(wording.fact_name(name, labels.get(name, "")), wording.value(value)) for name, value in named.items()]
    if claim.facts.get("proxy"):
        said.append((_("Proxy"), claim.facts["proxy"]))
    if claim.facts.get("vouched_by"):
        said.append((_("Who vouches for it"), claim.facts["vouched_by"]))
    return said


def _waits(request: FundRequest, fund: Fund, claim: Claim, approval: Approval | None) -> Waits | None:
    if approval is not None:
        return _waits_for_signature(request, fund, claim, approval)
    if claim.state == ClaimState.RETURNED:
        text = _("It was sent back, and waits for who files claims to mend it.")
        if not request.rights[Role.CLERK] or request.user.pk in approvals.signers_of(claim):
            return Waits(text)
        return Waits(text, reverse("members:claim-repair", args=[fund.code, claim.pk]), _("Mend this claim"))
    if claim.state == ClaimState.APPROVED:
        return _waits_for_payment(request, fund, claim)
    return None


def _waits_for_signature(request: FundRequest, fund: Fund, claim: Claim, approval: Approval) -> Waits:
    need = approval.next
    who = Signers(need.step.who).label if need else ""
    text = _("It waits for %(who)s who did not file it.") % {"who": who}
    if request.user.pk in approvals.makers_of(claim):
        return Waits(_("You filed this claim, so someone else decides: %(who)s.") % {"who": who})
    if any(signature.by_id == request.user.pk for signature in approval.signatures):
        return Waits(_("You have signed. It waits for another one: %(who)s.") % {"who": who})
    url, label = reverse("members:claim-decision", args=[fund.code, claim.pk]), _("Decide on this claim")
    if need and request.offices & need.step.offices:
        return Waits(text, url, label)
    if need and not approvals.free_for(claim, need.step.offices, on=thai.today()):
        text = _("Nobody in the fund may take this step. An officer of the province stands in.")
    if request.rights[Role.PROVINCE_READER]:
        return Waits(text, url, _("Stand in for the fund"))
    return Waits(text)


def _waits_for_payment(request: FundRequest, fund: Fund, claim: Claim) -> Waits:
    text = _("It is approved and waits for the treasurer to pay.")
    if request.user.pk in approvals.signers_of(claim):
        return Waits(_("You approved this claim, so someone else pays: the treasurer."))
    if request.user.pk in approvals.makers_of(claim):
        return Waits(_("You filed this claim, so someone else pays it."))
    url = reverse("members:claim-payout", args=[fund.code, claim.pk])
    if request.rights[Role.PAYER]:
        return Waits(text, url, _("Pay this claim"))
    if not approvals.free_for(claim, OFFICES[Role.PAYER], on=thai.today()):
        text = _("Nobody in the fund may take this step. An officer of the province stands in.")
    if request.rights[Role.PROVINCE_READER]:
        return Waits(text, url, _("Stand in for the fund"))
    return Waits(text)
