"""The rules of paying in, as a committee types them from its regulation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare import thai
from welfare.forms import BahtFormField, PortalForm, ThaiDateField
from welfare.money import format_baht

from .models import Body, Fund, Plan, Refund, Rejoining
from .policies import GRACE_DAYS, Due, Terms

SHARES = 6
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
PLANS = [plan for plan in Plan if plan != Plan.FREE]
IN_ONE_MONTH = (Plan.DAILY, Plan.MONTHLY)


def whole(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=forms.TextInput(attrs=NUMERIC), **more
    )


def months() -> list[tuple[int, str]]:
    return [(number, thai.long_month(date(2018, number, 1)).partition(" ")[0]) for number in range(1, 13)]


@dataclass(frozen=True, slots=True)
class RateRow:
    """The boxes of one way of paying."""

    label: str
    amount: BoundField
    due_day: BoundField
    due_month: BoundField | None


class PolicyForm(PortalForm):
    """A version of the rules: what each way of paying costs, when it is due, and what follows from missing it."""

    since = ThaiDateField(label=gettext_lazy("In force from"), allow_future=True)
    body = forms.ChoiceField(label=gettext_lazy("Who resolved it"), choices=Body.choices, widget=forms.RadioSelect)
    meeting = forms.CharField(
        label=gettext_lazy("Meeting number"), max_length=20, help_text=gettext_lazy("For example 3/2568")
    )
    resolved_on = ThaiDateField(label=gettext_lazy("Date of the meeting"))
    entry_fee = BahtFormField(label=gettext_lazy("Entry fee"), allow_zero=True)
    is_due_by_member = forms.TypedChoiceField(
        label=gettext_lazy("When payments are due"),
        choices=[
            ("no", gettext_lazy("on the fund's own day, as given above")),
            ("yes", gettext_lazy("when what the member has paid for has run out")),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    grace_days = whole(
        gettext_lazy("Days to pay after the paid time has run out"),
        0,
        366,
        required=False,
        help_text=gettext_lazy("Only where payments are due when the paid time has run out."),
    )
    missed_to_lapse = whole(
        gettext_lazy("Missed payments that end a membership"), 0, 120, help_text=gettext_lazy("0 where none do.")
    )
    refund = forms.ChoiceField(
        label=gettext_lazy("Refund on leaving"), choices=Refund.choices, widget=forms.RadioSelect
    )
    rejoining = forms.ChoiceField(
        label=gettext_lazy("Length of membership after re-joining"),
        choices=Rejoining.choices,
        widget=forms.RadioSelect,
    )
    second_person_above = BahtFormField(
        label=gettext_lazy("Corrections above this sum need a second person"), allow_zero=True
    )
    cost_ceiling = whole(gettext_lazy("Ceiling of running costs, per cent of the money received in a year"), 0, 100)
    first_month = forms.TypedChoiceField(label=gettext_lazy("First month of the financial year"), coerce=int)

    def __init__(self, *args: Any, fund: Fund, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": initial(terms) | kwargs.get("initial", {})})
        self.fund = fund
        month: Any = self.fields["first_month"]
        month.choices = months()
        for plan in PLANS:
            self.fields[f"amount_{plan.value}"] = BahtFormField(label=str(plan.label), required=False)
            self.fields[f"day_{plan.value}"] = whole(
                _("Due day, %(plan)s") % {"plan": plan.label}, 1, 31, required=False
            )
            if plan not in IN_ONE_MONTH:
                self.fields[f"month_{plan.value}"] = forms.TypedChoiceField(
                    label=_("Due month, %(plan)s") % {"plan": plan.label}, choices=months(), coerce=int, required=False,
                )  # fmt: skip
        for place in range(1, SHARES + 1):
            self.fields[f"share{place}_name"] = forms.CharField(
                label=_("Name of share %(place)s") % {"place": place}, max_length=60, required=False
            )
            self.fields[f"share{place}_percent"] = whole(
                _("Per cent of share %(place)s") % {"place": place}, 1, 100, required=False
            )

    def rates(self) -> Iterator[RateRow]:
        """Give the boxes of each way of paying."""
        for plan in PLANS:
            month = f"month_{plan.value}"
            yield RateRow(
                str(plan.label), self[f"amount_{plan.value}"], self[f"day_{plan.value}"],
                self[month] if month in self.fields else None,
            )  # fmt: skip

    def shares(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Give the boxes of each share: its name and its per cent."""
        for place in range(1, SHARES + 1):
            yield self[f"share{place}_name"], self[f"share{place}_percent"]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not any(typed.get(f"amount_{plan.value}") for plan in PLANS) and not self.errors:
            self.add_error("amount_yearly", _("Type what at least one way of paying costs."))
        if typed.get("is_due_by_member") and typed.get("grace_days") is None and "grace_days" not in self.errors:
            self.add_error("grace_days", _("Type how many days a member has then, for example 30."))
        self._clean_shares(typed)
        return typed

    def _clean_shares(self, typed: dict[str, Any]) -> None:
        given = [
            (place, typed.get(f"share{place}_name", ""), typed.get(f"share{place}_percent"))
            for place in range(1, SHARES + 1)
        ]
        for place, name, percent in given:
            if name and not percent and f"share{place}_percent" not in self.errors:
                self.add_error(f"share{place}_percent", _("Type how many per cent of each contribution go there."))
            if percent and not name:
                self.add_error(f"share{place}_name", _("Type what this share is called."))
        names = [name for _place, name, _percent in given if name]
        if len(names) != len(set(names)):
            self.add_error("share1_name", _("Two shares have the same name."))
        whole_of = sum(percent or 0 for _place, _name, percent in given)
        if whole_of not in (0, 100):
            self.add_error(
                "share1_percent",
                _("The shares come to %(sum)s per cent. They must be 100 together, or all left empty.")
                % {"sum": whole_of},
            )

    def terms(self) -> Terms:
        """Give the version as it was typed; the form is valid."""
        typed = self.cleaned_data
        grace = typed["grace_days"] if typed["is_due_by_member"] else None
        rates = {
            plan.value: Due(
                typed[f"amount_{plan.value}"],
                due_day=typed[f"day_{plan.value}"] or 31,
                due_month=typed.get(f"month_{plan.value}") or 1,
                grace_days=grace,
            )
            for plan in PLANS
            if typed[f"amount_{plan.value}"]
        }
        shares = [
            (typed[f"share{place}_name"], typed[f"share{place}_percent"])
            for place in range(1, SHARES + 1)
            if typed[f"share{place}_name"]
        ]
        return Terms(
            entry_fee=typed["entry_fee"], missed_to_lapse=typed["missed_to_lapse"], refund=typed["refund"],
            rejoining=typed["rejoining"], second_person_above=typed["second_person_above"],
            cost_ceiling=typed["cost_ceiling"], first_month=typed["first_month"], rates=rates, shares=shares,
        )  # fmt: skip


def initial(terms: Terms) -> dict[str, Any]:
    """Give what stands in the boxes for a version that is in force."""
    grace = next((due.grace_days for due in terms.rates.values() if due.grace_days is not None), None)
    given: dict[str, Any] = {
        "entry_fee": terms.entry_fee, "missed_to_lapse": terms.missed_to_lapse, "refund": terms.refund,
        "rejoining": terms.rejoining, "second_person_above": terms.second_person_above,
        "cost_ceiling": terms.cost_ceiling, "first_month": terms.first_month, "body": Body.GENERAL_MEETING,
        "is_due_by_member": "no" if grace is None else "yes", "grace_days": GRACE_DAYS if grace is None else grace,
    }  # fmt: skip
    for plan in PLANS:
        due = terms.rates.get(plan.value)
        given |= {f"day_{plan.value}": due.due_day if due else 31, f"month_{plan.value}": due.due_month if due else 1}
        given[f"amount_{plan.value}"] = due.amount if due else None
    for place, (name, percent) in enumerate(terms.shares, start=1):
        given |= {f"share{place}_name": name, f"share{place}_percent": percent}
    return given


def said(terms: Terms) -> list[tuple[str, str]]:
    """Say a version in words, a label and a value for each rule."""
    rates = [
        (_("Pays %(plan)s") % {"plan": Plan(plan).label}, _rate(Plan(plan), due)) for plan, due in terms.rates.items()
    ]
    lapse = _("%(count)s missed payments, by the committee's decision after a warning") % {
        "count": terms.missed_to_lapse
    }
    entry_fee = _("%(amount)s baht") % {"amount": format_baht(terms.entry_fee)}
    return [
        *rates,
        (_("Entry fee"), entry_fee if terms.entry_fee else _("none")),
        (_("Membership ends after"), lapse if terms.missed_to_lapse else _("no number of missed payments")),
        (_("Refund on leaving"), str(Refund(terms.refund).label)),
        (_("Length of membership after re-joining"), str(Rejoining(terms.rejoining).label)),
        (_("Each contribution is split into"), _shares(terms)),
        (_("Corrections above this sum need a second person"),
         _("%(amount)s baht") % {"amount": format_baht(terms.second_person_above)}),
        (_("Ceiling of running costs"), _("%(percent)s %% of the money received in a year") % {
            "percent": terms.cost_ceiling}),
        (_("First month of the financial year"), dict(months())[terms.first_month]),
    ]  # fmt: skip


def _rate(plan: Plan, due: Due) -> str:
    amount = _("%(amount)s baht") % {"amount": format_baht(due.amount)}
    if due.grace_days is not None:
        return _("%(amount)s, within %(days)s days after the paid time has run out") % {
            "amount": amount, "days": due.grace_days}  # fmt: skip
    day = _("the last day") if due.due_day == 31 else _("day %(day)s") % {"day": due.due_day}
    if plan in IN_ONE_MONTH:
        return _("%(amount)s, due on %(day)s of each month") % {"amount": amount, "day": day}
    return _("%(amount)s, due on %(day)s of %(month)s%(often)s") % {
        "amount": amount, "day": day, "month": dict(months())[due.due_month],
        "often": {
            Plan.QUARTERLY: _(" and every 3 months from it"), Plan.HALF_YEARLY: _(" and 6 months later"),
        }.get(plan, ""),
    }  # fmt: skip


def _shares(terms: Terms) -> str:
    """Say the shares, and what they come to of a year's contribution."""
    if not terms.shares:
        return ""
    parts = terms.split(Decimal(365))
    names = " · ".join(
        _("%(name)s %(percent)s %%") % {"name": name, "percent": percent} for name, percent in terms.shares
    )
    example = _("Of 365.00 baht: %(parts)s") % {"parts": " + ".join(format_baht(part) for _name, part in parts)}
    return f"{names}\n{example}"
