"""From the paper application to the member number: apply, wait, be admitted or refused."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds.access import FundRequest, Role, in_fund
from funds.models import Fund
from members import enrolment
from members.forms import lists
from members.forms.enrolment import EnrolmentForm
from members.forms.membership import AdmissionForm, Answer
from members.models import Membership, Standing
from welfare import citizen, sheets, thai
from welfare.models import User
from welfare.replicas import from_a_replica

from . import answers
from .answers import Step


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def enrol(request: FundRequest, fund: Fund) -> HttpResponse:
    """Enter the paper application; with a resolution on it, the applicant is a member at once."""
    form = EnrolmentForm(request.POST or None, fund=fund, today=thai.today())
    context = {"fund": fund, "form": form, "titles": thai.TITLES}
    try:
        match answers.step(request, form):
            case Step.CHECK:
                known = enrolment.look_up(fund, form.applicant())
                return render(request, "members/enrol_check.html", context | _to_check(form, known))
            case Step.SAVE:
                membership = _enrolled(form, fund, by=request.user)
                messages.success(request, _welcome(membership))
                return redirect("members:member", fund.code, membership.pk)
    except (enrolment.AlreadyMember, enrolment.CitizenIdTaken) as refusal:
        form.add_error(None, str(refusal))
    return render(request, "members/enrol.html", context)


@transaction.atomic  # the resolution on the paper is written with who was admitted by it, or not at all
def _enrolled(form: EnrolmentForm, fund: Fund, *, by: User) -> Membership:
    typed = form.cleaned_data
    key: UUID = typed["key"]
    resolution = form.resolution(fund, by=by)
    if resolution is None:
        return enrolment.apply(
            fund, key=key, applicant=form.applicant(), branch=typed.get("branch"), plan=typed["plan"],
            on=typed["applied_on"], by=by, heirs=form.heirs(),
        )  # fmt: skip
    return enrolment.enrol(
        fund, key=key, applicant=form.applicant(), branch=typed.get("branch"), plan=typed["plan"],
        on=typed["applied_on"], resolution=resolution, by=by, heirs=form.heirs(),
    )  # fmt: skip


def _to_check(form: EnrolmentForm, known: enrolment.Known) -> dict[str, object]:
    """Say what was understood, and what to look at once more before it is saved."""
    return {
        "rows": form.said(),
        "known": known,
        "warning": citizen.warns(form.cleaned_data["citizen_id"]),
        "waits": not form.cleaned_data["meeting"],
    }


def _welcome(membership: Membership) -> str:
    name = membership.person.name
    if membership.number is None:
        return _("The application of %(name)s is saved and waits for a resolution.") % {"name": name}
    return _("%(name)s is a member now, number %(number)s.") % {"name": name, "number": membership.number}


@require_GET
@in_fund(Role.READER)
@from_a_replica
def applications(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The applications that wait for a resolution, the oldest first unless sorted otherwise."""
    words = request.GET.get("q", "").strip()[:100]
    order = lists.sort(request.GET.get("sort", ""), lists.APPLICATIONS, "on")
    waiting = Membership.objects.of(fund).applying().matching(words)
    waiting = waiting.select_related("person", "branch").order_by(*order.columns)
    if sheets.asked(request):
        columns = (
            sheets.Shown(_("Name"), width=32), sheets.Shown(_("Applied on"), sheets.Kind.DAY),
            sheets.Shown(_("Branch"), width=30), sheets.Shown(_("Pays")), sheets.Shown(_("Telephone")),
        )  # fmt: skip
        return sheets.export(request, f"applications-{fund.code}", columns, (
            (each.person.name, each.applied_on, each.branch, each.get_plan_display(),
             thai.phone_written(each.person.phone))
            for each in waiting
        ))  # fmt: skip
    return render(request, "members/applications.html", {
        "fund": fund, "waiting": waiting, "today": thai.today(), "words": words, "sort": order.key,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.REGISTRAR)
def admit(request: FundRequest, fund: Fund, membership: int) -> HttpResponse:
    """Enter what the committee resolved on an application."""
    applicant = get_object_or_404(
        Membership.objects.of(fund).select_related("person", "branch", "rejoins"), pk=membership
    )
    form = AdmissionForm(request.POST or None, membership=applicant)
    context = {"fund": fund, "form": form, "membership": applicant}
    step = answers.step(request, form)
    try:
        if step == Step.SAVE:
            decided = _decided(form, applicant, by=request.user)
            messages.success(request, _answer(decided))
            return redirect("members:member", fund.code, decided.pk)
        if applicant.standing(thai.today()) != Standing.APPLYING:
            raise enrolment.NotApplying(_("This application has been decided before."))
        if step == Step.CHECK:
            return render(request, "members/admit_check.html", context | {"rows": form.said()})
    except enrolment.NotApplying as refusal:
        context["meanwhile"] = applicant.steps.select_related("by").order_by("-pk").first()
        if form.is_bound:
            form.add_error(None, str(refusal))
    return render(request, "members/admit.html", context)


@transaction.atomic
def _decided(form: AdmissionForm, applicant: Membership, *, by: User) -> Membership:
    typed = form.cleaned_data
    resolution = form.resolution(applicant.fund, by=by)
    if resolution is None:
        raise ValueError("an application is decided by a resolution")
    if typed["answer"] == Answer.REFUSE:
        return enrolment.refuse(
            applicant, key=typed["key"], resolution=resolution, on=resolution.on, by=by, note=typed["note"]
        )
    return enrolment.admit(
        applicant, key=typed["key"], resolution=resolution, on=resolution.on, by=by,
        tenure_from=typed.get("tenure_from"),
    )  # fmt: skip


def _answer(decided: Membership) -> str:
    if decided.number is None:
        return _("It is recorded that %(name)s was not admitted.") % {"name": decided.person.name}
    return _welcome(decided)
