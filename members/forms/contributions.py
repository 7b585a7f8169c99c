"""Take one member's contribution: how much, for which days, into which money account."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from funds.models import Account, AccountKind
from members.contributions import PERIODS, Due, Paid, both_ends, last_day_covered
from members.models import Membership
from welfare import thai
from welfare.forms import FreshForm, KeyField, PortalForm, ThaiDateField
from welfare.money import BahtFormField, format_baht

from .membership import Said

MOST_PERIODS = 3660


class ContributionForm(FreshForm, PortalForm):
    """What came across the table. The days it covers follow from the sum and the member's plan."""

    key = KeyField()
    on = ThaiDateField(label=gettext_lazy("Date received"))
    amount = BahtFormField(label=gettext_lazy("Contribution"), required=False)
    periods = forms.IntegerField(
        label=gettext_lazy("For how many periods"),
        required=False,
        min_value=0,
        max_value=MOST_PERIODS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    covers_from = ThaiDateField(label=gettext_lazy("Covers from"), allow_future=True, required=False)
    entry_fee = BahtFormField(
        label=gettext_lazy("Entry fee"),
        required=False,
        allow_zero=True,
        help_text=gettext_lazy("This member has not paid one yet. Leave it empty where there is none."),
    )
    payer = forms.CharField(
        label=gettext_lazy("Received from"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("As it stands on the receipt"),
    )
    into = forms.ModelChoiceField(
        Account.objects.none(), label=gettext_lazy("Received as"), empty_label=None, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, membership: Membership, due: Due, today: date, **kwargs: Any) -> None:
        self.membership, self.due = membership, due
        self.covers: tuple[date, date] | None = None
        accounts = Account.objects.of(membership.fund).filter(kind__in=(AccountKind.CASH, AccountKind.BANK))
        self.accounts = accounts.order_by("-kind", "pk")
        kwargs["initial"] = {
            "on": today,
            "amount": due.rate,
            "covers_from": due.covers_from,
            "entry_fee": (due.entry_fee or None) if due.paid_until is None else None,
            "payer": membership.person.name,
            "into": self.accounts.first(),
        }
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = self.accounts  # type: ignore[attr-defined]
        if membership.plan not in PERIODS:
            del self.fields["periods"], self.fields["covers_from"]
        elif due.rate is not None:
            self.fields["periods"].help_text = _(
                "Left empty, it follows from the sum: %(rate)s baht a period (%(plan)s). Type 0 where it covers none."
            ) % {"rate": format_baht(due.rate), "plan": membership.get_plan_display()}
        if due.entry_fee is None:
            del self.fields["entry_fee"]
            self.fields["amount"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("amount") and not cleaned.get("entry_fee") and "amount" not in self.errors:
            self.add_error("amount", _("Type the sum that was received."))
        self._clean_day(cleaned.get("on"))
        if cleaned.get("amount") and "periods" in self.fields and not self.errors:
            self._clean_days_covered(cleaned)
        return cleaned

    def _clean_day(self, on: date | None) -> None:
        joined_on, ended_on = self.membership.joined_on, self.membership.ended_on
        if on and joined_on and on < joined_on:
            self.add_error(
                "on",
                _("%(name)s became a member on %(date)s.")
                % {"name": self.membership.person.name, "date": thai.long_date(joined_on)},
            )
        if on and ended_on and on >= ended_on:
            self.add_error(
                "on",
                _("%(name)s stopped being a member on %(date)s.")
                % {"name": self.membership.person.name, "date": thai.long_date(ended_on)},
            )

    def _clean_days_covered(self, cleaned: dict[str, Any]) -> None:
        periods, rate = cleaned.get("periods"), self.due.rate
        if periods is None and rate:
            whole, rest = divmod(cleaned["amount"], rate)
            if rest or not whole or whole > MOST_PERIODS:
                self.add_error(
                    "periods",
                    _("%(amount)s baht is not a whole number of periods of %(rate)s baht. Type for how many it is.")
                    % {"amount": format_baht(cleaned["amount"]), "rate": format_baht(rate)},
                )
                return
            periods = int(whole)
        if not periods:
            return
        first = cleaned.get("covers_from") or self.due.covers_from
        if self.due.paid_until and first <= self.due.paid_until:
            self.add_error(
                "covers_from",
                _("This member has paid up to %(date)s. Type a later day.")
                % {"date": thai.long_date(self.due.paid_until)},
            )
            return
        cleaned["periods"] = periods
        joined_on = self.membership.joined_on
        self.covers = (first, last_day_covered(self.membership.plan, first, periods, joined_on=joined_on))

    def total(self) -> Decimal:
        """Give the baht of the whole receipt."""
        return (self.cleaned_data.get("amount") or Decimal(0)) + (self.cleaned_data.get("entry_fee") or Decimal(0))

    def is_at_another_rate(self) -> bool:
        """Say whether the sum differs from what the periods usually cost."""
        periods, amount = self.cleaned_data.get("periods"), self.cleaned_data.get("amount")
        return bool(periods and amount and self.due.rate and self.due.rate * periods != amount)

    def paid(self) -> list[Paid]:
        """Give the lines of the receipt."""
        first, last = self.covers or (None, None)
        typed, lines = self.cleaned_data, []
        if typed["amount"]:
            lines.append(Paid(self.membership, typed["amount"], first, last))
        if typed.get("entry_fee"):
            lines.append(Paid(self.membership, typed["entry_fee"], is_entry_fee=True))
        return lines

    def said(self) -> list[Said]:
        """Give what was understood beside the sums."""
        typed = self.cleaned_data
        covered = _("no days")
        if self.covers:
            first, last = self.covers
            covered = _("%(first)s to %(last)s") % {"first": thai.long_date(first), "last": thai.long_date(last)}
        periods = typed.get("periods") if self.covers else None
        return [
            Said(_("Member"), self.membership.person.name, _("number %(number)s") % {"number": self.membership.number}),
            Said(_("Received from"), typed["payer"]),
            Said(_("Date received"), thai.long_date(typed["on"])),
            Said(
                _("Covers"),
                covered,
                ngettext("%(count)s period (%(plan)s)", "%(count)s periods (%(plan)s)", periods)
                % {"count": periods, "plan": self.membership.get_plan_display()}
                if periods
                else "",
            ),
            *self._both_ends(periods),
            Said(_("Received as"), str(typed["into"])),
            *([Said(_("Note"), typed["note"])] if typed["note"] else []),
        ]

    def _both_ends(self, periods: int | None) -> list[Said]:
        """Say both last days where one baht a day and whole months do not end on the same one."""
        if not periods or not self.covers:
            return []
        ends = both_ends(self.membership.plan, self.covers[0], periods, self.cleaned_data["amount"])
        if ends is None:
            return []
        (days, by_days), (months, by_months) = ends
        said = (
            _("%(count)s days: to %(day)s") % {"count": days, "day": thai.long_date(by_days)},
            _("%(count)s months: to %(day)s") % {"count": months, "day": thai.long_date(by_months)},
        )
        counted = said if self.covers[1] == by_days else said[::-1]
        return [Said(_("Days and months end apart"), _("Counted here: %(end)s") % {"end": counted[0]}, counted[1])]

    def reckoned(self) -> list[Said]:
        """Give the lines of the receipt that will be made, in baht."""
        typed = self.cleaned_data
        lines = ((_("Contribution"), typed.get("amount")), (_("Entry fee"), typed.get("entry_fee")))
        return [
            Said(words, _("%(amount)s baht") % {"amount": format_baht(amount)}) for words, amount in lines if amount
        ]
