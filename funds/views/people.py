"""Accounts of a province: who holds which office, and one person's offices and codes."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from funds import appointments, second_step
from funds.access import FundRequest, Role, in_fund, in_province
from funds.models import AccessCode, Appointment, Fund, Office, Province
from funds.people_forms import AppointForm, EndForm, SecondStepForm
from funds.resolutions import resolved
from welfare import sheets, thai
from welfare.models import User
from welfare.replicas import from_a_replica


@dataclass(frozen=True, slots=True)
class Row:
    """One appointment in a list of people."""

    user: User
    office: str
    place: str
    term: str
    state: str
    kind: str


def everybody(province: Province) -> QuerySet[Appointment]:
    """Give every appointment of a province and of its funds."""
    return Appointment.objects.filter(Q(province=province) | Q(fund__province=province))


def people_of(province: Province) -> QuerySet[User]:
    """Give everybody who holds, held or will hold an office in a province or in one of its funds."""
    return User.objects.filter(pk__in=everybody(province).values("user"))


@require_GET
@in_province(Role.PROVINCE_READER)
@from_a_replica
def people(request: FundRequest, province: Province) -> HttpResponseBase:
    """Who holds which office, fund by fund; with `?q=` by name."""
    words, past = " ".join(request.GET.get("q", "").split())[:100], request.GET.get("past") == "1"
    found = everybody(province).select_related("user", "fund", "province").order_by("fund__position", "pk")
    if words:
        found = found.filter(Q(user__display_name__contains=words) | Q(user__username__contains=words))
    today = thai.today()
    if not past:
        found = found.filter(Q(until__isnull=True) | Q(until__gte=today))
    if sheets.asked(request):
        return _file(request, f"people-{province.slug}", found)
    return render(request, "funds/people.html", {
        "province": province, "words": words, "past": past, "rows": rows(found),
    })  # fmt: skip


def rows(found: QuerySet[Appointment]) -> list[Row]:
    """Write appointments as a list shows them; two queries however many."""
    held, now, today = list(found), timezone.now(), thai.today()
    codes = set(
        AccessCode.objects.open(now).filter(user__in=[one.user_id for one in held]).values_list("user", flat=True)
    )
    return [Row(one.user, str(one.get_office_display()), one.fund.short_name if one.fund else str(one.province),
                term(one), *_state(one, today, codes)) for one in held]  # fmt: skip


def term(one: Appointment) -> str:
    """Say from when to when an office is held."""
    begins = thai.short_date(one.since)
    return f"{begins} – {thai.short_date(one.until)}" if one.until else _("since %(day)s") % {"day": begins}


def _state(one: Appointment, today: object, codes: set[int]) -> tuple[str, str]:
    if one.until is not None and one.until < today:  # type: ignore[operator]
        return _("ended"), "off"
    if one.since > today:  # type: ignore[operator]
        return _("begins later"), "wait"
    if one.user.has_usable_password():
        return _("in office"), "done"
    return (_("code given, not used yet"), "wait") if one.user_id in codes else (_("has no code yet"), "wait")


@require_GET
@in_province(Role.PROVINCE_READER)
def person(request: FundRequest, province: Province, user: int) -> HttpResponse:
    """One person: offices held and codes given."""
    found = get_object_or_404(people_of(province), pk=user)
    held = everybody(province).filter(user=found).select_related("fund", "province", "branch", "resolution", "by")
    codes = AccessCode.objects.filter(user=found).select_related("by").order_by("-pk")
    return render(request, "funds/person.html", {
        "province": province, "person": found, "now": timezone.now(), "codes": codes, "today": thai.today(),
        "held": [(one, term(one)) for one in held.order_by("-since", "-pk")],
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_ADMIN)
def appoint(request: FundRequest, province: Province) -> HttpResponse:
    """Record who was appointed, with a new account for who has none."""
    known = list(people_of(province).order_by("display_name"))
    form = AppointForm(request.POST or None, province=province, people=known, today=thai.today())
    if request.method == "POST" and form.is_valid():
        try:
            made = _appointed(form, request.user)
            messages.success(request, _("The appointment of %(name)s is recorded.") % {"name": made.user})
            return redirect("people:person", province.slug, made.user_id)
        except appointments.Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "funds/person_appoint.html", {"province": province, "form": form})


@transaction.atomic  # the resolution is written with who was appointed by it, or not at all
def _appointed(form: AppointForm, by: User) -> Appointment:
    said, place = form.cleaned_data, form.place_chosen
    newcomer = appointments.Newcomer(
        said["display_name"], appointments.offered_name(place, said["office"]), said["email"]
    )
    resolution = (
        resolved(place, meeting=said["meeting"], on=said["meeting_on"], by=by, body=said["body"])
        if isinstance(place, Fund)
        else None
    )
    return appointments.appoint(
        place, key=said["key"], whom=form.person_chosen or newcomer, office=said["office"], since=said["since"],
        until=said["until"], resolution=resolution, branch=form.branch_chosen, by=by,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_province(Role.PROVINCE_ADMIN)
def end(request: FundRequest, province: Province, appointment: int) -> HttpResponse:
    """End a term with its last day."""
    found = get_object_or_404(everybody(province).select_related("user", "fund", "province"), pk=appointment)
    form = EndForm(request.POST or None, today=thai.today())
    if request.method == "POST" and form.is_valid():
        try:
            appointments.end(found, on=form.cleaned_data["on"], by=request.user)
            messages.success(request, _("The term of %(name)s has its last day.") % {"name": found.user})
            return redirect("people:person", province.slug, found.user_id)
        except appointments.Refused as refused:
            form.add_error(None, str(refused))
    return render(
        request, "funds/person_end.html", {"province": province, "held": found, "form": form, "term": term(found)}
    )


@require_GET
@in_fund(Role.READER)
@from_a_replica
def officers(request: FundRequest, fund: Fund) -> HttpResponseBase:
    """The officers of one fund, those of today first, and how an office is filled."""
    found = (
        Appointment.objects.filter(fund=fund).select_related("user", "fund", "province").order_by("-until", "office")
    )
    if sheets.asked(request):
        return _file(request, f"officers-{fund.code}", found)
    return render(request, "funds/officers.html", {"fund": fund, "rows": rows(found)})


def _file(request: FundRequest, name: str, found: QuerySet[Appointment]) -> HttpResponseBase:
    columns = (
        sheets.Shown(_("Name")), sheets.Shown(_("Office")), sheets.Shown(_("Fund"), width=36),
        sheets.Shown(_("Since"), sheets.Kind.DAY), sheets.Shown(_("Until"), sheets.Kind.DAY), sheets.Shown(_("State")),
    )  # fmt: skip
    held = list(found)
    return sheets.export(request, name, columns, (
        (row.user, row.office, row.place, one.since, one.until, row.state)
        for one, row in zip(held, rows(found), strict=True)
    ))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@in_fund(Role.HEAD)
def second_step_rule(request: FundRequest, fund: Fund) -> HttpResponse:
    """Let the officers of a fund need a second step at sign-in, from a day on."""
    form = SecondStepForm(request.POST or None, today=thai.today(), initial={"since": fund.second_step_from})
    if request.method == "POST" and form.is_valid():
        second_step.require(fund, since=form.cleaned_data["since"], by=request.user)
        messages.success(request, _("The rule is saved."))
        return redirect("funds:officers", fund.code)
    return render(request, "funds/second_step.html", {"fund": fund, "form": form})


@require_GET
@login_required
def my_people(request: HttpRequest) -> HttpResponse:
    """Send a provincial officer to the people of their province, anybody else to where they work."""
    held = Appointment.objects.filter(user=request.user.pk, office__in=(Office.OFFICER, Office.ADMIN))
    own = held.on(thai.today()).select_related("province").first()
    if own is None or own.province is None:
        return redirect("start")
    return redirect(reverse("people:people", args=[own.province.slug]))
