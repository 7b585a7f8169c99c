"""One member's page: the passbook on screen, and how a membership ends."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funds import bookdays
from funds.access import FundRequest, Role, in_fund
from funds.models import Fund, Plan
from funds.rules.tenure import between
from members import arrears, consents, enrolment, looks, match_lists, passbook, passbook_lines, refunds
from members.forms.membership import LeaveForm
from members.models import Claim, ClaimState, Contribution, EndReason, Membership, MembershipStep, Standing
from members.passbook import Passbook
from welfare import citizen, sheets, thai
from welfare.money import format_baht

from . import answers
from .answers import Step

PER_PAGE = 36
ENDS = {reason.value for reason in EndReason}


def membership_of(fund: Fund, pk: int) -> Membership:
    """Give a membership of `fund` with its person and branch, or answer 404."""
    rows = Membership.objects.of(fund).select_related("person", "branch", "rejoins", "opening")
    found = get_object_or_404(rows, pk=pk)
    found.fund = fund
    return found


@require_GET
@in_fund(Role.READER)
def member(request: FundRequest, fund: Fund, membership: int) -> HttpResponseBase:
    """Who this is, how long a member, what was paid, received and is named."""
    found, day = membership_of(fund, membership), thai.today()
    books = bookdays.kept_until(fund, day)
    lines, late = passbook_lines.lines(found, day, judged=books), _late(fund, found, books)
    if sheets.asked(request):
        return _file(request, fund, found, lines)
    claims = Claim.objects.of(fund).filter(person=found.person_id).with_state()
    asked = list(claims.select_related("payout").order_by("-filed_on", "-pk"))
    if any(consents.is_about_health(one.category) for one in asked):
        looks.note(found.person, looks.SAW_CLAIMS, fund=fund, on=day, by=request.user)
    sums = passbook.passbook(found)
    steps = found.steps.select_related("by", "resolution").order_by("on", "pk")
    return render(request, "members/member.html", {
        "fund": fund, "membership": found, "person": found.person, "today": day,
        "standing": found.standing(day), "age": _age(found, day), "tenure": _tenure(found, day),
        "passbook": sums, "paid_note": _paid_note(sums), "received_note": _received_note(sums),
        "tenure_note": _("from %(date)s") % {"date": thai.long_date(found.tenure_from)} if found.tenure_from else "",
        "born": _born(found), "citizen_id": _citizen_id(found), "claim_for": f"?member={found.pk}",
        "matched": match_lists.words_of(found),
        "page": Paginator(lines[::-1], PER_PAGE).get_page(request.GET.get("page")),
        "late": late, "late_said": _said_late(late) if late else "",
        "books": books if books < day else None, "goes_back": _goes_back(found),
        "claims": [
            (claim, ClaimState(claim.state).label) for claim in asked
        ],
        "life": life(steps),
        "beneficiaries": found.beneficiaries.filter(valid_until__isnull=True).order_by("position", "pk"),
    })  # fmt: skip


def _file(request: FundRequest, fund: Fund, found: Membership, lines: list[passbook_lines.Line]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Paid on"), sheets.Kind.DAY), sheets.Shown(_("Covers from"), sheets.Kind.DAY),
        sheets.Shown(_("Covers until"), sheets.Kind.DAY), sheets.Shown(_("Amount (baht)"), sheets.Kind.BAHT),
        sheets.Shown(_("Missed payments"), sheets.Kind.COUNT), sheets.Shown(_("Receipt")), sheets.Shown(_("Treasurer")),
    )  # fmt: skip
    return sheets.export(request, f"passbook-{fund.code}-{found.number or found.pk}", columns, (
        (line.on, line.first, line.last, line.paid, line.missed or None, line.receipt, line.treasurer)
        for line in lines
    ))  # fmt: skip


def _late(fund: Fund, found: Membership, books: date) -> arrears.Stand | None:
    """Give where a member stands who has missed a payment up to the day to which the books are kept."""
    if found.standing(books) != Standing.MEMBER or found.plan == Plan.FREE:
        return None
    (stand,) = arrears.stands(fund, [found], books)
    return stand if stand.missed else None


def _said_late(late: arrears.Stand) -> str:
    """Say what is owed, until when it can be paid, and whether the member was warned."""
    said = [_("The fund has no rate for this way of paying.")]
    if late.owed is not None:
        words = {"owed": format_baht(late.owed), "day": thai.long_date(late.day)}
        said = [_("%(owed)s baht are owed on %(day)s.") % words]
    if late.last_day:
        over = _("The last day to pay was %(day)s: the committee may end the membership.")
        still = _("The membership stays if the payment comes by %(day)s.")
        said.append((over if late.may_lapse else still) % {"day": thai.long_date(late.last_day)})
    if late.warned_on:
        said.append(_("Warned on %(day)s.") % {"day": thai.long_date(late.warned_on)})
    return " ".join(said)


def _goes_back(found: Membership) -> bool:
    """Say whether contributions are to be given back to who left, or were."""
    if found.ended_on is None:
        return False
    return bool(refunds.voucher_of(found) or refunds.refund(found, reason=found.end_reason, on=found.ended_on))


def _paid_note(sums: Passbook) -> str:
    return ngettext("%(count)s payment by this member", "%(count)s payments by this member", sums.payments) % {
        "count": sums.payments
    }


def _received_note(sums: Passbook) -> str:
    return ngettext(
        "%(count)s case paid by this fund since founding",
        "%(count)s cases paid by this fund since founding",
        sums.cases,
    ) % {"count": sums.cases}


def _born(found: Membership) -> str:
    born_on = found.person.born_on
    if born_on is None:
        return ""
    if found.person.is_birth_year_only:
        return _("in the year %(year)s") % {"year": thai.be_year(born_on)}
    return thai.long_date(born_on)


def _citizen_id(found: Membership) -> str:
    return citizen.mask(found.person.citizen_last4) or found.person.get_no_citizen_id_display()


def _age(found: Membership, day: date) -> str:
    """Write the age in whole years, of who died on the day it happened."""
    born_on = found.person.born_on
    last = found.ended_on if found.end_reason == EndReason.DIED and found.ended_on else day
    if born_on is None or born_on > last:
        return ""
    years = between(born_on, last).months // 12
    return (_("about %(years)s years old") if found.person.is_birth_year_only else _("%(years)s years old")) % {
        "years": years
    }


def _tenure(found: Membership, day: date) -> str:
    """Write how long the membership lasts or lasted."""
    last = min(found.ended_on or day, day)
    if found.tenure_from is None or found.tenure_from > last:
        return ""
    return between(found.tenure_from, last).words()


def life(steps: Iterable[MembershipStep]) -> list[dict[str, str]]:
    """Write the steps of a membership as lines of its timeline, the earliest first."""
    return [
        {
            "on": thai.long_date(step.on),
            "what": step.get_step_display(),
            "by": _("entered by %(name)s") % {"name": step.by},
            "note": " · ".join(filter(None, (_resolved(step), step.note))),
            "kind": "wrong" if step.step in ENDS else "done",
        }
        for step in steps
    ]


def _resolved(step: MembershipStep) -> str:
    if step.resolution is None:
        return ""
    return _("%(body)s, meeting %(meeting)s of %(date)s") % {
        "body": step.resolution.get_body_display(),
        "meeting": step.resolution.meeting,
        "date": thai.long_date(step.resolution.on),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def leave(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """Enter why and when a membership ends."""
    found = membership_of(fund, membership)
    form = LeaveForm(request.POST or None, membership=found)
    context = {"fund": fund, "form": form, "membership": found}
    step = answers.step(request, form)
    typed = form.cleaned_data if step != Step.TYPE else {}
    try:
        if step == Step.SAVE:
            with transaction.atomic():  # with the resolution, or not at all
                ended = enrolment.leave(
                    found, key=typed["key"], reason=EndReason(typed["reason"]), on=typed["on"], by=request.user,
                    note=typed["note"], resolution=form.resolution(fund, by=request.user),
                )  # fmt: skip
            messages.success(request, _("The membership of %(name)s has ended.") % {"name": ended.person.name})
            return redirect("members:member", fund.code, ended.pk)
        if found.standing(thai.today()) != Standing.MEMBER:
            raise enrolment.NotAMember(_("This membership has ended before, or had not begun on that day."))
        if step == Step.CHECK:
            return render(request, "members/leave_check.html", context | _to_check(found, form))
    except enrolment.NotAMember as refusal:
        context["meanwhile"] = found.steps.select_related("by").order_by("-pk").first()
        if form.is_bound:
            form.add_error(None, str(refusal))
    return render(request, "members/leave.html", context)


def _to_check(found: Membership, form: LeaveForm) -> dict[str, Any]:
    """Say what happens when it is saved, and what may have been overlooked."""
    later = Contribution.objects.filter(membership=found, on__gte=form.cleaned_data["on"]).standing()
    return {
        "rows": form.said(),
        "passbook": passbook.passbook(found),
        "paid_later": later.order_by("on", "pk").first(),
        "waiting": Claim.objects.of(found.fund).filter(person=found.person_id).waiting().count(),
        "beneficiaries": found.beneficiaries.filter(valid_until__isnull=True).order_by("position", "pk")
        if form.cleaned_data["reason"] == EndReason.DIED
        else [],
    }
