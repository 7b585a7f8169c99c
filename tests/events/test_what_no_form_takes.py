"""What ten thousand random submissions found: each is told beside its field, and none breaks a page."""

import pytest
from django import forms

from events.forms.assemblies import ClockField
from events.forms.certificates import HandoverForm, SignatoriesField
from events.models import Signatory


@pytest.mark.parametrize("typed", ["99999999999999999999", "24.00", "มาก", "9.99999999999999999999"])
def test_a_time_that_is_none_is_told(typed):
    with pytest.raises(forms.ValidationError, match=r"ไม่ใช่เวลา|not a time"):
        ClockField().clean(typed)


def test_spaces_are_no_time():
    with pytest.raises(forms.ValidationError):
        ClockField().clean("\u2003 ")
    assert ClockField(required=False).clean(" \u2003") is None


def test_a_number_longer_than_any_key_is_nobody(db):
    with pytest.raises(forms.ValidationError):
        SignatoriesField(Signatory.objects.all()).clean(["9" * 40])


def test_signs_that_nobody_sees_are_no_name():
    form = HandoverForm({"handed_by": "\u200b\u200d", "on": "14/8/2561"})

    assert list(form.errors) == ["handed_by"]
