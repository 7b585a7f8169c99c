"""What a claim asks: what happened to whom, the facts that the rule needs, who receives, the sum."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.rules import terms, wording
from members.enrolment import Applicant
from members.entitlements import Asked
from members.models import Beneficiary
from welfare import money, thai
from welfare.forms import BahtFormField, KeyField, PortalForm, ThaiDateField

from .consent import check_consent
from .facts import (
    DEFAULT_COUNT,
    EVERY_HEIR,
    FACT,
    ROLES,
    SOMEONE_ELSE,
    fact_fields,
    may_be_waived,
    neighbour_fields,
    paper_fields,
    receiver_fields,
    who_fields,
)


class WhatForm(PortalForm):
    """When it happened and which benefit; the choices are those of the rules in force on that day."""

    occurred_on = ThaiDateField(
        label=gettext_lazy("It happened on"),
        help_text=gettext_lazy("The first day: of the stay, the birth, the death. For example 12/3/2568"),
    )
    benefit = forms.ChoiceField(
        label=gettext_lazy("Which welfare is claimed"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose which welfare is claimed."),
            "invalid_choice": gettext_lazy("The rules in force on that day do not have this benefit. Choose another."),
        },
    )

    def __init__(self, *args: Any, benefits: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["benefit"].choices = benefits  # type: ignore[attr-defined]


class SumForm(PortalForm):
    """How much is claimed, never more than the rule allows; `seen` is what the page showed that to be."""

    key = KeyField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    amount = BahtFormField(label=gettext_lazy("Amount claimed"), required=False)
    reason = forms.CharField(label=gettext_lazy("Why less is claimed"), max_length=300, required=False)

    def show_sum(self, judged: Decimal) -> None:
        """Put what the rule allows into the box, unless the clerk has typed another sum."""
        typed, seen = self.data.get("amount", "").strip(), self.data.get("seen", "")
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = money.format_baht(judged)
        if not typed or typed == seen:
            data["amount"] = data["seen"]
        self.fields["amount"].required = True
        self.data = data

    def refuse_sum(self, judged: Decimal) -> bool:
        """Say what is wrong with the sum to file, and whether something is."""
        seen = self.cleaned_data.get("seen")
        if seen and seen != money.format_baht(judged):
            self.add_error(
                None,
                _("The sum has changed since it was shown: it was %(before)s baht and is now %(now)s baht. Look again.")
                % {"before": seen, "now": money.format_baht(judged)},
            )
        amount = self.cleaned_data.get("amount")
        if amount is None:
            if "amount" not in self.errors:
                self.add_error("amount", _("Type an amount of baht, for example 1,200.50"))
        elif amount > judged:
            self.add_error(
                "amount", _("The rule allows %(amount)s baht at most.") % {"amount": money.format_baht(judged)}
            )
        elif amount < judged and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say why less is claimed than the rule allows."))
        return not self.is_valid()


class FactsForm(SumForm):
    """The facts that one benefit asks for, who asks, and for a neighbour who is no member: who it is and why."""

    def __init__(
        self, *args: Any, book: terms.RuleBook | None, rule: terms.Term | None, occurred_on: date,
        heirs: Sequence[Beneficiary] = (), is_outsider: bool = False, is_unknown: bool = False,
        consent: Mapping[str, forms.Field] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.rule, self.occurred_on, self.heirs = rule, occurred_on, list(heirs)
        self.is_outsider, self.is_unknown = is_outsider, is_unknown
        asked: dict[str, forms.Field] = {}
        if is_unknown:
            asked |= who_fields()
        if book is not None and rule is not None:
            asked |= fact_fields(rule, occurred_on)
            asked |= receiver_fields(rule, self.heirs)
            proxy_papers = book.proxy_papers if rule.proxy_papers is None else rule.proxy_papers
            asked |= paper_fields(rule.papers, proxy_papers)
            if may_be_waived(book, rule):
                asked["is_deadline_waived"] = forms.BooleanField(
                    label=_("The committee has waived the deadline for filing"), required=False
                )
        asked |= consent or {}
        if is_outsider:
            asked |= neighbour_fields()
            del self.fields["reason"]
        if rule is None:
            self.fields["amount"].required = True
        self.asked_names = tuple(asked)
        self.fields = {**asked, **self.fields}

    def asked_fields(self) -> list[forms.BoundField]:
        """Give the fields of what is asked, without the sum."""
        return [self[name] for name in self.asked_names]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        has_id = cleaned.get("citizen_id") or cleaned.get("no_citizen_id")
        if self.is_unknown and not has_id and "citizen_id" not in self.errors:
            self.add_error("citizen_id", _("Type the 13 digits on the card, or choose below why there are none."))
        needs_name = cleaned.get("receiver") in (SOMEONE_ELSE, *ROLES)
        if needs_name and not cleaned.get("claimant"):
            self.add_error("claimant", _("Type the name of who asks."))
        check_consent(self)
        if self.is_outsider:
            cleaned["reason"] = cleaned.get("help_reason", "")
        return cleaned

    def asked(self, *, filed_on: date, person: str) -> Asked:
        """Give what was asked; `person` is the name of whom it is for, who receives where nobody else is chosen."""
        typed = self.cleaned_data
        receiver = typed.get("receiver") or "member"
        claimant, role = person, "member" if receiver == "member" else ""
        heir = self.heir()
        if heir is not None:
            claimant = heir.name
        elif receiver != "member":
            claimant, role = thai.tidy(typed["claimant"]), receiver if receiver in ROLES else ""
        facts = {name.removeprefix(FACT): value for name, value in typed.items() if name.startswith(FACT)}
        return Asked(
            occurred_on=self.occurred_on,
            until_on=typed.get("until_on"),
            children=typed.get("children") or DEFAULT_COUNT,
            items=typed.get("items") or DEFAULT_COUNT,
            facts={name: value for name, value in facts.items() if value is not None},
            claimant=claimant,
            claimant_role=role,
            heir=heir,
            filed_on=filed_on,
            is_deadline_waived=bool(typed.get("is_deadline_waived")),
        )

    def heir(self) -> Beneficiary | None:
        """Give the named one who asks; the first of them where all do."""
        receiver = self.cleaned_data.get("receiver") or ""
        if receiver == EVERY_HEIR:
            return self.heirs[0]
        return self.heirs[int(receiver.removeprefix("heir"))] if receiver.startswith("heir") else None

    def heirs_asked(self) -> list[Beneficiary]:
        """Give every named one for whom a claim is to be filed."""
        heir = self.heir()
        return [] if heir is None else self.heirs if self.cleaned_data.get("receiver") == EVERY_HEIR else [heir]

    def applicant(self) -> Applicant:
        """Give the neighbour as typed."""
        typed = self.cleaned_data
        return Applicant(
            title=thai.tidy(typed["title"]), first_name=thai.tidy(typed["first_name"]),
            last_name=thai.tidy(typed["last_name"]), citizen_id=typed["citizen_id"],
            no_citizen_id="" if typed["citizen_id"] else typed["no_citizen_id"], house_number=typed["house_number"],
            moo=typed["moo"], place=typed["place"], phone=typed["phone"],
            sex=next((title.sex for title in thai.TITLES if title.text == typed["title"]), ""),
        )  # fmt: skip

    def applicant_name(self) -> str:
        """Give the name of the neighbour as typed."""
        who = self.applicant()
        return f"{who.title}{who.first_name} {who.last_name}".strip()

    def missing(self, fact: str) -> None:
        """Say which fact the rule needs; some stand on the member's page, not on this one."""
        name = fact if fact in self.fields else f"{FACT}{fact}"
        if name in self.fields:
            self.add_error(name, _("The rule needs this to give the sum."))
        elif fact == "born_on":
            self.add_error(None, _("The rule depends on the age, and the birthday is not on record."))
        else:
            self.add_error(
                None, _("The rule needs a fact that is not on record: %(fact)s") % {"fact": wording.fact_name(fact)}
            )
