"""What the committee resolved on a membership, and how one ends."""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds import resolutions
from funds.models import Fund, Resolution
from funds.rules.tenure import between
from members import enrolment
from members.models import EndReason, Membership
from welfare import thai
from welfare.forms import KeyField, PortalForm, ThaiDateField
from welfare.models import User

NOTE = forms.Textarea(attrs={"rows": 2})


class Said(NamedTuple):
    """One line of what was understood, shown before it is saved."""

    label: str
    value: str
    note: str = ""


def label(choices: type[models.TextChoices], value: str) -> str:
    """Give the words of a choice; nothing for nothing."""
    return str(choices(value).label) if value else ""


class ResolutionForm(PortalForm):
    """The block of the resolution at the foot of the paper: set, meeting, date. All of it may be empty."""

    committee_set = forms.CharField(label=gettext_lazy("Committee set"), max_length=20, required=False)
    meeting = forms.CharField(
        label=gettext_lazy("Meeting number"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("For example 3/2568"),
    )
    resolved_on = ThaiDateField(label=gettext_lazy("Date of the meeting"), required=False)

    def clean_resolution(self, cleaned: dict[str, Any], *, not_before: date | None, is_needed: bool = False) -> None:
        """Refuse half a resolution, and a meeting that decided before the day `not_before`."""
        meeting, resolved_on = cleaned.get("meeting"), cleaned.get("resolved_on")
        is_begun = is_needed or bool(meeting or resolved_on or cleaned.get("committee_set"))
        if is_begun and not meeting and "meeting" not in self.errors:
            self.add_error("meeting", _("Type the number of the meeting that decided."))
        if is_begun and not resolved_on and "resolved_on" not in self.errors:
            self.add_error("resolved_on", _("Type the date of the meeting that decided."))
        if not_before and resolved_on and resolved_on < not_before:
            self.add_error(
                "resolved_on",
                _("The meeting comes before %(date)s, the day of the application or of joining. Look at both dates.")
                % {"date": thai.long_date(not_before)},
            )

    def resolution(self, fund: Fund, *, by: User) -> Resolution | None:
        """Give the resolution that was typed, or None."""
        typed = self.cleaned_data
        if not typed["meeting"]:
            return None
        return resolutions.resolved(
            fund, meeting=typed["meeting"], on=typed["resolved_on"], committee_set=typed["committee_set"], by=by
        )

    def said_resolution(self) -> Said:
        """Give the line that names the resolution."""
        typed = self.cleaned_data
        if not typed["meeting"]:
            return Said(_("Resolution of the committee"), "")
        words = _("meeting %(meeting)s of %(date)s") % {
            "meeting": typed["meeting"],
            "date": thai.long_date(typed["resolved_on"]),
        }
        if typed["committee_set"]:
            words = _("set %(set)s, %(words)s") % {"set": typed["committee_set"], "words": words}
        return Said(_("Resolution of the committee"), words)


class Answer(models.TextChoices):
    """What the committee answered an applicant."""

    ADMIT = "admit", gettext_lazy("admit")
    REFUSE = "refuse", gettext_lazy("do not admit")


class AdmissionForm(ResolutionForm):
    """The committee's resolution on an application that waits."""

    key = KeyField()
    answer = forms.ChoiceField(
        label=gettext_lazy("The committee resolved to"), choices=Answer.choices, widget=forms.RadioSelect
    )
    tenure_from = ThaiDateField(
        label=gettext_lazy("Length of membership counts from"),
        required=False,
        help_text=gettext_lazy(
            "Only where the committee decided on another day. Left empty, it counts as the fund's rules say."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Reason, where not admitted"), max_length=200, required=False, widget=NOTE
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.order_fields(["answer", "committee_set", "meeting", "resolved_on", "tenure_from", "note"])
        for name, words in (
            ("meeting", _("Type the number of the meeting that decided.")),
            ("resolved_on", _("Type the date of the meeting that decided.")),
        ):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words
        if membership.rejoins is None:
            del self.fields["tenure_from"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.clean_resolution(cleaned, not_before=self.membership.applied_on)
        if cleaned.get("answer") == Answer.REFUSE and not cleaned.get("note"):
            self.add_error("note", _("Type why the committee did not admit the applicant."))
        earlier, tenure_from = self.membership.rejoins, cleaned.get("tenure_from")
        if earlier and earlier.tenure_from and tenure_from and tenure_from < earlier.tenure_from:
            self.add_error(
                "tenure_from",
                _("The earlier membership counts from %(date)s and no sooner.")
                % {"date": thai.long_date(earlier.tenure_from)},
            )
        if tenure_from and cleaned.get("resolved_on") and tenure_from > cleaned["resolved_on"]:
            self.add_error("tenure_from", _("Type the day of the meeting or an earlier one."))
        return cleaned

    def said(self) -> list[Said]:
        """Give what was understood."""
        typed = self.cleaned_data
        lines = [
            Said(_("Applicant"), self.membership.person.name),
            Said(_("The committee resolved to"), label(Answer, typed["answer"])),
            self.said_resolution(),
        ]
        if typed["answer"] == Answer.REFUSE:
            return [*lines, Said(_("Reason"), typed["note"])]
        since = typed.get("tenure_from") or enrolment.tenure_start(self.membership, typed["resolved_on"])
        return [
            *lines,
            Said(_("Member since"), thai.long_date(typed["resolved_on"])),
            Said(_("Length of membership counts from"), thai.long_date(since)),
        ]


class LeaveForm(ResolutionForm):
    """Why and when a membership ends."""

    key = KeyField()
    reason = forms.ChoiceField(
        label=gettext_lazy("Why the membership ends"),
        choices=[choice for choice in EndReason.choices if choice[0] != EndReason.REFUSED],
        widget=forms.RadioSelect,
    )
    on = ThaiDateField(label=gettext_lazy("Date on which it ends"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False, widget=NOTE)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def parts(self) -> dict[str, list[forms.BoundField]]:
        """Give the fields in two blocks: the end itself, and the resolution."""
        blocks = {"leave": ("reason", "on", "note"), "resolution": ("committee_set", "meeting", "resolved_on")}
        return {block: [self[name] for name in names] for block, names in blocks.items()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        joined_on, on = self.membership.joined_on, cleaned.get("on")
        if joined_on and on and on < joined_on:
            self.add_error(
                "on", _("The membership began on %(date)s and cannot end before.") % {"date": thai.long_date(joined_on)}
            )
        self.clean_resolution(cleaned, not_before=joined_on, is_needed=cleaned.get("reason") == EndReason.EXPELLED)
        return cleaned

    def said(self) -> list[Said]:
        """Give what was understood, and what it means for the length of membership."""
        typed, membership = self.cleaned_data, self.membership
        since = membership.tenure_from or membership.joined_on or typed["on"]
        lines = [
            Said(_("Member"), membership.person.name, _("number %(number)s") % {"number": membership.number}),
            Said(_("Why the membership ends"), label(EndReason, typed["reason"])),
            Said(_("Date on which it ends"), thai.long_date(typed["on"])),
            Said(_("Length of membership then"), between(min(since, typed["on"]), typed["on"]).words()),
            Said(_("Note"), typed["note"]),
        ]
        return [*lines, self.said_resolution()] if typed["meeting"] else lines
