"""Forms: what people write is read, kept on error, and never overwrites what somebody else changed."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.utils import translation

from welfare.forms import (
    BahtFormField,
    CitizenIdField,
    FreshForm,
    KeyField,
    PhoneField,
    PortalForm,
    PortalModelForm,
    ThaiDateField,
    understood,
)
from welfare.models import User

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


class Visit(PortalForm):
    key = KeyField()
    on = ThaiDateField(today=lambda: TODAY)
    amount = BahtFormField()
    citizen_id = CitizenIdField(required=False)
    phone = PhoneField(required=False)


def field(form, name) -> Any:
    """Give the form's own copy of a field, as a page reaches it."""
    return form[name].field


GOOD = {
    "key": "5f0c1d5e-6e7a-4c5e-9a51-0d7f1b3a2c4d",
    "on": "๑๒ มี.ค. ๖๘",
    "amount": "๑,๒๐๐.๕๐ บาท",
    "citizen_id": "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑",
    "phone": "+66 81 234 5678",
}


def test_what_people_write_is_cleaned_to_what_the_house_keeps():
    form = Visit(GOOD)
    assert form.is_valid()
    assert form.cleaned_data == {
        "key": UUID(GOOD["key"]),
        "on": date(2025, 3, 12),
        "amount": Decimal("1200.50"),
        "citizen_id": "1234567890121",
        "phone": "0812345678",
    }


def test_a_page_says_in_words_what_it_understood():
    form = Visit(GOOD)
    said = {bound.name: field(form, bound.name).understood for bound in form.visible_fields()}
    assert said == {"on": "12 March 2025", "amount": "1,200.50 baht", "citizen_id": "", "phone": ""}
    assert field(form, "amount").unit == "baht"


def test_a_form_shows_what_is_kept_as_people_write_it():
    form = Visit(
        initial={
            "on": date(2025, 3, 12),
            "amount": Decimal("1200.5"),
            "citizen_id": "1234567890121",
            "phone": "076123456",
        }
    )
    values = {bound.name: bound.value() for bound in form.visible_fields()}
    assert values == {
        "on": "12/3/2568",
        "amount": "1,200.50",
        "citizen_id": "1-2345-67890-12-1",
        "phone": "076-123-456",
    }
    assert field(form, "on").understood == "12 March 2025"


def test_what_was_kept_and_sent_back_unchanged_is_no_change():
    initial = {
        "on": date(2025, 3, 12),
        "amount": Decimal("1200.5"),
        "citizen_id": "1234567890121",
        "phone": "076123456",
    }
    shown = Visit(initial=initial)
    form = Visit({name: shown[name].value() for name in shown.fields}, initial=initial)
    assert form.changed_data == ["key"]


WRONG = {
    "key": "nothing",
    "on": "31/02/2568",
    "amount": "-5",
    "citizen_id": "1-2345-67890-12-2",
    "phone": "12345",
}


def test_a_refusal_says_why_beside_each_field_and_keeps_what_was_typed():
    form = Visit(WRONG)
    assert form.errors == {
        "key": ["This page was not opened in full. Open it again and fill it in once more."],
        "on": ["February 2025 has 28 days; there is no day 31."],
        "amount": ["The amount is less than zero. Type it without the minus sign."],
        "citizen_id": ["One digit is wrong: the last digit does not fit the others. Compare it with the card."],
        "phone": ["A mobile number has 10 digits, for example 081-234-5678; a land line has 9."],
    }
    assert {name: form[name].value() for name in form.fields} == WRONG
    assert 'value="31/02/2568"' in str(form["on"])
    assert 'aria-invalid="true"' in str(form["on"])
    assert 'aria-describedby="id_on_helptext id_on_error"' in str(form["on"])


def test_empty_boxes_are_asked_for_by_what_they_take():
    assert Visit({}).errors == {
        "key": ["This page was not opened in full. Open it again and fill it in once more."],
        "on": ["Type the date, for example 12/3/2568."],
        "amount": ["Type an amount of baht, for example 1,200.50"],
    }


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("123", "A citizen ID has 13 digits; 3 were typed."),
        ("12345678901211", "A citizen ID has 13 digits; 14 were typed."),
        ("12345678901ab", "A citizen ID has digits only. Type the 13 digits on the card."),
    ],
)
def test_a_citizen_id_of_another_shape_is_refused(typed, says):
    form = Visit({**GOOD, "citizen_id": typed})
    assert form.errors == {"citizen_id": [says]}


@pytest.mark.parametrize("number", ["0000000000001", "9100000000011"])
def test_a_citizen_id_that_begins_with_0_or_9_is_taken_with_a_warning(number):
    form = Visit({**GOOD, "citizen_id": number})
    assert form.is_valid()
    assert "look at the card again" in field(form, "citizen_id").understood


def test_the_future_is_for_fields_that_allow_it():
    past, ahead = ThaiDateField(today=lambda: TODAY), ThaiDateField(today=lambda: TODAY, allow_future=True)
    assert ahead.clean("24/11/2569") == date(2026, 11, 24)
    with pytest.raises(forms.ValidationError, match="has not come yet"):
        past.clean("24/11/2569")


def test_today_is_asked_when_a_date_is_read():
    days = [date(2026, 1, 1), date(2026, 1, 2)]
    field = ThaiDateField(today=lambda: days.pop(0))
    assert [field.clean("วันนี้"), field.clean("วันนี้")] == [date(2026, 1, 1), date(2026, 1, 2)]


def test_each_page_has_a_key_of_its_own_that_stays_while_it_is_corrected():
    one, other = Visit(), Visit()
    assert one["key"].value() == one["key"].value() != other["key"].value()
    assert Visit({**WRONG, "key": GOOD["key"]})["key"].value() == GOOD["key"]
    assert 'type="hidden"' in str(one["key"])


def test_the_script_of_the_page_asks_the_same_fields():
    assert understood("date", "12/3/68", today=TODAY) == (True, "12 March 2025")
    assert understood("date", "12/3/2570", today=TODAY) == (
        False,
        "12 March 2027 has not come yet. Type a day up to today, 23 November 2026.",
    )
    assert understood("date-ahead", "12/3/2570", today=TODAY) == (True, "12 March 2027")
    assert understood("baht", "1200", today=TODAY) == (True, "1,200.00 baht")
    assert understood("baht", "", today=TODAY) == (True, "")
    assert understood("citizen-id", "123", today=TODAY) == (False, "A citizen ID has 13 digits; 3 were typed.")
    with pytest.raises(KeyError):
        understood("colour", "red", today=TODAY)


def test_a_form_leaves_what_is_missing_to_our_own_words_not_the_browsers():
    assert "required" not in str(Visit()["on"])
    assert Visit()["on"].label_tag() == '<label for="id_on">On</label>'


# Nobody overwrites unseen what somebody else changed.


class Address(FreshForm, PortalForm):
    phone = PhoneField(label="Telephone")
    sex = forms.ChoiceField(label="Sex", choices=[("F", "female"), ("M", "male")])
    born_on = ThaiDateField(label="Born on", today=lambda: TODAY, required=False)
    helps = forms.BooleanField(label="Helps", required=False)


RECORD = {"phone": "0812345678", "sex": "F", "born_on": None, "helps": False}


def sent(form, **typed):
    """Send a page back as a browser does, with some boxes typed anew."""
    shown = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    return {**shown, **typed}


def test_a_form_on_a_record_that_nobody_changed_is_saved():
    page = Address(initial=RECORD)
    form = Address(sent(page, phone="076-123-456"), initial=RECORD)
    assert form.is_valid()
    assert form.cleaned_data == {"phone": "076123456", "sex": "F", "born_on": None, "helps": False}


def test_a_stale_form_says_what_changed_meanwhile_and_keeps_what_was_typed():
    page = Address(initial=RECORD)
    now = {"phone": "0899999999", "sex": "M", "born_on": date(1982, 3, 12), "helps": True}
    form = Address(sent(page, phone="076-123-456"), initial=now)
    assert form.errors == {
        "__all__": [
            "This was changed while the page was open. What you typed is kept: compare it, then save again.",
            "Telephone was “081-234-5678” and is now “089-999-9999”.",
            "Sex was “female” and is now “male”.",
            "Born on was “–” and is now “12/3/2525”.",
            "Helps was “no” and is now “yes”.",
        ]
    }
    assert form["phone"].value() == "076-123-456"


def test_after_the_change_was_seen_the_next_attempt_is_saved():
    now = {**RECORD, "sex": "M"}
    stale = Address(sent(Address(initial=RECORD)), initial=now)
    assert not stale.is_valid()
    assert Address(sent(stale), initial=now).is_valid()
    assert not Address(sent(stale), initial={**now, "phone": "076123456"}).is_valid()


def test_two_people_who_make_the_same_change_do_not_disturb_each_other():
    page = Address(initial=RECORD)
    assert Address(sent(page, sex="M"), initial={**RECORD, "sex": "M"}).is_valid()


@pytest.mark.parametrize("seal", ["", "forged"])
def test_a_page_without_its_seal_is_shown_once_more(seal):
    form = Address(sent(Address(initial=RECORD), seen=seal), initial=RECORD)
    assert form.errors == {
        "__all__": ["This page was open too long. What you typed is kept: look at it once more, then save again."]
    }
    assert Address(sent(form), initial=RECORD).is_valid()


def test_a_prefix_keeps_two_fresh_forms_apart():
    page = Address(initial=RECORD, prefix="home")
    stale = Address(sent(page), initial={**RECORD, "sex": "M"}, prefix="home")
    assert not stale.is_valid()
    assert Address(sent(stale), initial={**RECORD, "sex": "M"}, prefix="home").is_valid()


class Account(FreshForm, PortalModelForm):
    class Meta:
        model = User
        fields = ("display_name", "email")


@pytest.mark.django_db
def test_a_record_is_compared_as_it_is_when_the_form_comes_back():
    user = User.objects.create(username="somsri", display_name="สมศรี", email="old@example.org")
    page = Account(instance=user)
    User.objects.filter(pk=user.pk).update(email="new@example.org")

    stale = Account(sent(page, display_name="สมศรี ใจดี"), instance=User.objects.get(pk=user.pk))
    assert list(stale.non_field_errors())[1:] == ["Email address was “old@example.org” and is now “new@example.org”."]

    form = Account(sent(stale, email="new@example.org"), instance=User.objects.get(pk=user.pk))
    form.save()
    user.refresh_from_db()
    assert (user.display_name, user.email) == ("สมศรี ใจดี", "new@example.org")
