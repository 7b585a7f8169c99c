"""The fields that a benefit asks for: made from its rule, so that a new rule needs no new page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from funds.rules import terms, wording
from funds.rules.checks import deadline_of
from funds.rules.occurrences import is_dated
from members.models import Beneficiary, NoCitizenId
from welfare import thai
from welfare.forms import BahtFormField, CitizenIdField, PhoneField, ThaiDateField

FACT = "fact_"
SOMEONE_ELSE = "other"
EVERY_HEIR = "heirs"
ROLES = ("guardian", "family", "organiser")
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
DEFAULT_COUNT = 1


class NumberField(forms.DecimalField):
    """A plain number, also in Thai digits or with commas."""

    default_error_messages = {"invalid": gettext_lazy("Type a number, for example 3.50")}
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        return super().to_python(thai.arabic_digits(str(value)).replace(",", "") if value is not None else value)


class CountField(forms.IntegerField):
    """How many, at least one, also in Thai digits."""

    default_error_messages = {"invalid": gettext_lazy("Type a whole number.")}
    widget = forms.TextInput(attrs=NUMERIC)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": 99, "initial": DEFAULT_COUNT, **kwargs})

    def to_python(self, value: Any) -> Any:
        return super().to_python(thai.arabic_digits(str(value)) if value is not None else value)


def who_fields() -> dict[str, forms.Field]:
    """Ask who it is, of someone not on record."""
    off = {"autocomplete": "off"}
    return {
        "title": forms.CharField(
            label=_("Title"), max_length=40, required=False, widget=forms.TextInput(attrs={**off, "list": "titles"})
        ),
        "first_name": forms.CharField(label=_("First name"), max_length=100, widget=forms.TextInput(attrs=off)),
        "last_name": forms.CharField(
            label=_("Surname"), max_length=100, required=False, widget=forms.TextInput(attrs=off)
        ),
        "citizen_id": CitizenIdField(label=_("Citizen ID"), required=False),
        "no_citizen_id": forms.ChoiceField(
            label=_("Without a citizen ID, because"), required=False, choices=[("", "–"), *NoCitizenId.choices]
        ),
        "house_number": forms.CharField(label=_("House number"), max_length=30, required=False),
        "moo": forms.IntegerField(
            label=_("Village number"), min_value=1, max_value=99, required=False, widget=forms.TextInput(attrs=NUMERIC)
        ),
        "place": forms.CharField(label=_("Village or community, road"), max_length=120, required=False),
        "phone": PhoneField(label=_("Telephone"), required=False),
    }


def neighbour_fields() -> dict[str, forms.Field]:
    """Ask why someone who is not a member is helped, and who vouches for it."""
    return {
        "help_reason": forms.CharField(
            label=_("Reason for the help"), max_length=300, help_text=_("For example: the house burned down")
        ),
        "vouched_by": forms.CharField(
            label=_("Who vouches for it"), max_length=200, help_text=_("For example the village head, with the post")
        ),
    }


def fact_fields(rule: terms.Term, occurred_on: date) -> dict[str, forms.Field]:
    """Give a field for each fact that the rule asks about, and that is not on record."""
    asks = rule.measures()
    labels = {condition.fact: condition.label for condition in rule.conditions}
    fields: dict[str, forms.Field] = {}
    if "nights" in asks or "days" in asks:
        by_night = "nights" in asks
        fields["until_on"] = ThaiDateField(
            label=_("Left the hospital on") if by_night else _("Last day"),
            required=is_dated(rule),
            earliest=occurred_on,
            help_text=_("The day of leaving; its night is not counted.") if by_night else _("This day counts too."),
        )
    if "children" in asks:
        fields["children"] = CountField(label=_("Number of children"))
    if "items" in asks:
        name = next((pay.unit_name for pay in rule.pays if pay.per == "item" and pay.unit_name), "")
        fields["items"] = CountField(label=name or _("Number of items"))
    money_facts = {pay.of for pay in rule.pays if pay.of}
    for fact in asks:
        if fact in (*terms.SPAN_MEASURES, *terms.COUNT_MEASURES):
            continue
        label = wording.fact_name(fact, labels.get(fact, ""))
        fields[f"{FACT}{fact}"] = _fact(rule, fact, label, is_money=fact in money_facts)
    return fields


def _fact(rule: terms.Term, fact: str, label: str, *, is_money: bool) -> forms.Field:
    conditions = [condition for condition in rule.conditions if condition.fact == fact]
    if is_money:
        return BahtFormField(label=label)
    if any(condition.must_be is not None for condition in conditions):
        return forms.BooleanField(label=label, required=False)
    reaches = [condition.reach for condition in conditions]
    reaches += [rung.reach for ladder in rule.ladders() if ladder.by == fact for rung in ladder.rungs]
    choices = dict.fromkeys(choice for each in reaches for choice in each.choices)
    if choices:
        options = [(choice, choice) for choice in choices]
        other = [("–", pgettext_lazy("fact of a claim", "something else"))]
        return forms.ChoiceField(label=label, choices=[*options, *other], widget=forms.RadioSelect)
    return NumberField(label=label, max_digits=14, decimal_places=4)


def receiver_fields(rule: terms.Term, heirs: Sequence[Beneficiary]) -> dict[str, forms.Field]:
    """Ask who receives, where the rule says who may and it is not the member alone."""
    if not rule.payees or rule.payees == ("member",):
        return {}
    choices: list[tuple[str, Any]] = []
    if "member" in rule.payees:
        choices.append(("member", _("the member")))
    if "beneficiary" in rule.payees:
        if len(heirs) > 1:
            choices.append((EVERY_HEIR, _("all who are named, each on a claim of their own")))
        choices += [(f"heir{place}", _heir(heir)) for place, heir in enumerate(heirs)]
    choices += [(role, wording.PAYEE_NAMES[role]) for role in rule.payees if role in ROLES]
    if not heirs or rule.payees != ("beneficiary",):
        choices.append((SOMEONE_ELSE, _("someone else")))
    return {
        "receiver": forms.ChoiceField(
            label=_("Who asks and receives"), choices=choices, widget=forms.RadioSelect,
            help_text=_("Named by the member on the application form, with the share.") if heirs else "",
        ),
        "claimant": forms.CharField(
            label=_("Name of who asks, if not chosen above"), max_length=200, required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        ),
    }  # fmt: skip


def _heir(heir: Beneficiary) -> str:
    return _("%(name)s, %(relation)s, %(share)s per cent") % {
        "name": heir.name, "relation": heir.get_relation_display(), "share": heir.share
    }  # fmt: skip


def paper_fields(papers: Sequence[str], proxy_papers: Sequence[str]) -> dict[str, forms.Field]:
    """Ask which originals were seen, and who came as a proxy."""
    choices = [(paper, paper) for paper in dict.fromkeys((*papers, *proxy_papers))]
    fields: dict[str, forms.Field] = {
        "proxy": forms.CharField(
            label=_("Name of the proxy, if someone comes instead"), max_length=200, required=False,
            help_text=_("Then the papers of the proxy are needed too: %(papers)s") % {"papers": ", ".join(proxy_papers)}
            if proxy_papers else "",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
    }  # fmt: skip
    if choices:
        fields["originals"] = forms.MultipleChoiceField(
            label=_("Originals that you have in hand"), required=False, choices=choices,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
    return fields


def may_be_waived(book: terms.RuleBook, rule: terms.Term) -> bool:
    """Say whether the committee may waive the deadline that the rule sets."""
    has_waiver = book.has_waiver if rule.has_waiver is None else rule.has_waiver
    return has_waiver and deadline_of(book, rule) is not None
