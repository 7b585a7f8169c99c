"""Names for an assembly, as a fund, the office or a stranger types them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Assembly, Group, Invitation, Way
from events.registering import Guest
from welfare import thai
from welfare.forms import KeyField, PhoneField, PortalForm

LINES_MAX = 100
NAME_MAX = 200
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}


class PeopleField(forms.CharField):
    """One person a line, post or organisation after a comma; cleaned to guests."""

    widget = forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"})
    default_error_messages = {"required": gettext_lazy("Type at least one name.")}

    def clean(self, value: Any) -> Any:
        guests = [self._guest(line) for line in (super().clean(value) or "").splitlines() if line.strip(" ,\t")]
        if len(guests) > LINES_MAX:
            raise ValidationError(_("At most %(count)s people at once.") % {"count": LINES_MAX})
        return guests

    def _guest(self, line: str) -> Guest:
        # A number before the name comes from a list that was pasted.
        bare = re.sub(r"^\s*[0-9๐-๙]+[.)\s]\s*", "", line)
        name, _comma, post = (thai.tidy(part) for part in re.sub(r"\t+", ",", bare).partition(","))
        if not name or len(name) > NAME_MAX or len(post) > NAME_MAX:
            raise ValidationError(_("“%(line)s” has no name, or is too long.") % {"line": line.strip()[:60]})
        return Guest(name, post.strip(" ,"))


class PeopleForm(PortalForm):
    """Several people for one list."""

    key = KeyField()
    people = PeopleField(
        label=gettext_lazy("Names"),
        help_text=gettext_lazy("One person in each line; post after a comma. For example: นางประไพ ทองคำ, เหรัญญิก"),
    )


class OfficePeopleForm(PeopleForm):
    """People for any list of an assembly, or walk-ins on the day."""

    invitation = forms.ModelChoiceField(
        Invitation.objects.none(), label=gettext_lazy("On the list of"), empty_label=gettext_lazy("choose")
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How"),
        widget=forms.RadioSelect,
        choices=(
            (Way.OFFICE, gettext_lazy("registered before the day, takes a place")),
            (Way.WALK_IN, gettext_lazy("came on the day without having registered")),
        ),
    )
    field_order = ("key", "invitation", "people", "way")

    def __init__(self, *args: Any, assembly: Assembly, walk_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Invitation.objects.of(assembly).in_order().select_related("fund")
        self.fields["invitation"].queryset = choices  # type: ignore[attr-defined]
        self.fields["way"].initial = Way.WALK_IN if walk_in else Way.OFFICE


class StrangerForm(PortalForm):
    """Someone registers themselves; no more is asked than the day needs."""

    key = KeyField()
    name = forms.CharField(
        label=gettext_lazy("Title, name and surname"),
        max_length=NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Type your name.")},
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation, community or village"),
        max_length=NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": gettext_lazy("Type where you come from.")},
    )
    phone = PhoneField(
        label=gettext_lazy("Telephone"),
        required=False,
        help_text=gettext_lazy("Only to tell you if something changes."),
    )

    def guest(self) -> Guest:
        typed = self.cleaned_data
        return Guest(thai.tidy(typed["name"]), thai.tidy(typed["organisation"]), typed["phone"])


class InviteForm(PortalForm):
    """An organisation to invite."""

    group = forms.ChoiceField(
        label=gettext_lazy("Kind of guest"),
        choices=[(group.value, group.label) for group in Group if group not in (Group.FUND, Group.PUBLIC)],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the group.")},
    )
    name = forms.CharField(label=gettext_lazy("Name of the organisation"), max_length=NAME_MAX)
    quota = forms.IntegerField(
        label=gettext_lazy("Places"),
        min_value=0,
        max_value=9999,
        initial=5,
        widget=forms.TextInput(attrs=NUMERIC),
    )


class ReasonForm(PortalForm):
    """Why a check-in was a mistake."""

    reason = forms.CharField(
        label=gettext_lazy("Why the check-in is taken back"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why the check-in is taken back.")},
    )
