"""Who may do what: rights follow appointments and nothing else, and end with their term."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from welfare import thai, trail
from welfare.http import HtmxRequest
from welfare.models import User

from . import held, second_step
from .models import OFFICES_OF_A_PROVINCE, Fund, Office, Province

P = ParamSpec("P")


class Role(StrEnum):
    """A right that a page may ask for."""

    READER = "reader"
    REGISTRAR = "registrar"
    COLLECTOR = "collector"
    CLERK = "clerk"
    DECIDER = "decider"
    SIGNER = "signer"
    PAYER = "payer"
    SETTLER = "settler"
    CLOSER = "closer"
    REOPENER = "reopener"
    CORRECTOR = "corrector"
    SECOND = "second"
    REGULATOR = "regulator"
    DELEGATE = "delegate"
    HEAD = "head"
    OFFICER = "officer"
    OVERSEER = "overseer"
    PROVINCE_READER = "province_reader"
    PROVINCE_ADMIN = "province_admin"
    ORGANISER = "organiser"
    DESK = "desk"
    KEEPER = "keeper"
    CONFIDANT = "confidant"
    WATCHER = "watcher"
    MERGER = "merger"


OFFICES: dict[Role, frozenset[str]] = {
    Role.READER: frozenset(Office.values),
    Role.REGISTRAR: frozenset({Office.SECRETARY, Office.TREASURER}),
    Role.COLLECTOR: frozenset({Office.TREASURER}),
    Role.CLERK: frozenset({Office.SECRETARY, Office.TREASURER, Office.COMMITTEE}),
    Role.DECIDER: frozenset({Office.CHAIR, Office.COMMITTEE}),
    # Provincial staff stand in where a fund is too small for three people, with a reason.
    Role.SIGNER: frozenset({Office.CHAIR, Office.COMMITTEE, *OFFICES_OF_A_PROVINCE}),
    Role.PAYER: frozenset({Office.TREASURER}),
    Role.SETTLER: frozenset({Office.TREASURER, *OFFICES_OF_A_PROVINCE}),
    Role.CLOSER: frozenset({Office.TREASURER}),
    Role.REOPENER: frozenset({Office.CHAIR}),  # another person than who closes
    Role.CORRECTOR: frozenset({Office.TREASURER, Office.SECRETARY}),  # who makes papers turns them back
    # Someone of the committee, never who asked.
    Role.SECOND: frozenset({Office.CHAIR, Office.TREASURER, Office.SECRETARY, Office.COMMITTEE}),
    Role.REGULATOR: frozenset({Office.CHAIR, Office.SECRETARY}),  # the rules bind the treasurer, who keeps out of them
    Role.DELEGATE: frozenset({Office.CHAIR, Office.SECRETARY}),  # who sends the fund's people to an assembly
    Role.HEAD: frozenset({Office.CHAIR}),
    Role.OFFICER: frozenset({Office.CHAIR, Office.TREASURER, Office.SECRETARY, Office.AUDITOR, Office.COMMITTEE}),
    Role.OVERSEER: frozenset({Office.CHAIR, Office.AUDITOR, Office.ADMIN}),  # who reads what all others did
    Role.PROVINCE_READER: frozenset({Office.OFFICER, Office.ADMIN}),
    Role.PROVINCE_ADMIN: frozenset({Office.ADMIN}),
    Role.ORGANISER: frozenset({Office.ADMIN}),  # prepares assemblies, issues certificates, records what was adopted
    Role.DESK: frozenset({Office.OFFICER, Office.ADMIN}),  # receives people on the day
    Role.KEEPER: frozenset({Office.CHAIR, Office.TREASURER, Office.SECRETARY}),  # answers for what is held on people
    # Those who file, decide and pay claims: they alone see causes and health papers.
    Role.CONFIDANT: frozenset({Office.CHAIR, Office.TREASURER, Office.SECRETARY, Office.COMMITTEE}),
    Role.WATCHER: frozenset({Office.CHAIR, Office.AUDITOR, *OFFICES_OF_A_PROVINCE}),  # looks at what is unusual
    # Who keeps the register says that two entries are one person; the province where another fund knows one of them.
    Role.MERGER: frozenset({Office.SECRETARY, Office.TREASURER, *OFFICES_OF_A_PROVINCE}),
}


class FundRequest(HtmxRequest):
    """A request inside a fund or province: `offices` are those that the reader holds there today."""

    user: User
    fund: Fund
    province: Province
    offices: frozenset[str]
    rights: dict[str, bool]


def rights(offices: frozenset[str]) -> dict[str, bool]:
    """Give every role by name and whether `offices` carry it; pages show only what may be done."""
    return {role.value: bool(offices & holders) for role, holders in OFFICES.items()}


def refusal(role: Role) -> str:
    """Say which offices may do what was asked, and who gives them."""
    offices = ", ".join(str(Office(office).label) for office in sorted(OFFICES[role]))
    return _("This needs one of these offices: %(offices)s. The provincial office records appointments.") % {
        "offices": offices
    }


def in_fund(
    role: Role,
) -> Callable[
    [Callable[Concatenate[FundRequest, Fund, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, str, P], HttpResponseBase],
]:
    """Open a view to those who hold `role` in the fund of the URL: 404 to strangers, 403 to the wrong office."""

    def decorate(
        view: Callable[Concatenate[FundRequest, Fund, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
        @wraps(view)
        def scoped(request: HttpRequest, fund: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            found, offices = held.in_fund(request.user.pk, fund, thai.today())
            request.fund = found  # type: ignore[attr-defined]
            _admit(request, offices, role)
            if found is None:  # where nobody holds an office, nobody was admitted
                raise Http404
            if _must_add_a_second_step(request, found, found.province):
                return redirect("mfa_index")
            return view(request, found, *args, **kwargs)  # type: ignore[arg-type]

        scoped.role = role  # type: ignore[attr-defined]
        # wraps() keeps the inner view's signature in the type, though not in the call.
        return cast("Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]", scoped)

    return decorate


def in_province(
    role: Role,
) -> Callable[
    [Callable[Concatenate[FundRequest, Province, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, str, P], HttpResponseBase],
]:
    """Open a view to those who hold `role` in the province of the URL: 404 to strangers."""

    def decorate(
        view: Callable[Concatenate[FundRequest, Province, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
        @wraps(view)
        def scoped(request: HttpRequest, province: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            found, offices = held.in_province(request.user.pk, province, thai.today())
            request.province = found  # type: ignore[attr-defined]
            _admit(request, offices, role)
            if found is None:  # where nobody holds an office, nobody was admitted
                raise Http404
            if _must_add_a_second_step(request, None, found):
                return redirect("mfa_index")
            return view(request, found, *args, **kwargs)  # type: ignore[arg-type]

        scoped.role = role  # type: ignore[attr-defined]
        # wraps() keeps the inner view's signature in the type, though not in the call.
        return cast("Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]", scoped)

    return decorate


def _admit(request: HttpRequest, offices: frozenset[str], role: Role) -> None:
    if not offices:
        raise Http404
    request.offices, request.rights = offices, rights(offices)  # type: ignore[attr-defined]
    trail.in_offices(offices)
    if not offices & OFFICES[role]:
        raise PermissionDenied(refusal(role))


def _must_add_a_second_step(request: HttpRequest, fund: Fund | None, province: Province) -> bool:
    """Say whether this reader has to add a second step first, and tell them so on the page that follows."""
    user, offices = cast("User", request.user), request.offices  # type: ignore[attr-defined]
    missing = second_step.is_missing(user, offices, fund, province, on=thai.today())
    if missing:
        messages.warning(request, _("Your office needs a second step at sign-in. Add one here, then go on."))
    return missing
