"""Who asks is one question; what the session says decides who that is."""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.urls import reverse

from tests.cast import signed_in
from welfare.models import Session

pytestmark = pytest.mark.django_db

START = "account_change_password"


def status(client: Client) -> int:
    return client.get(reverse(START)).status_code


def test_who_asks_is_one_question(treasurer, django_assert_num_queries):
    reader = signed_in(treasurer)

    with django_assert_num_queries(1):
        assert status(reader) == 200


def test_a_session_names_its_user_and_an_anonymous_one_nobody(treasurer, client):
    signed_in(treasurer)
    session = client.session
    session["access_code"] = "typed before sign-in"
    session.save()

    assert list(Session.objects.order_by("user").values_list("user", flat=True)) in (
        [treasurer.pk, None], [None, treasurer.pk],
    )  # fmt: skip


def test_who_may_sign_in_no_more_is_out_at_once(treasurer):
    reader = signed_in(treasurer)
    before = status(reader)
    treasurer.is_active = False
    treasurer.save()

    assert (before, status(reader)) == (200, 302)


def test_a_new_password_ends_the_old_sessions(treasurer):
    reader = signed_in(treasurer)
    treasurer.set_password("a new one, and a long one")
    treasurer.save()

    assert status(reader) == 302


def test_a_row_that_names_somebody_else_makes_nobody_that_person(treasurer, chair):
    """The column only says whom to read; who is signed in is what the session was sealed with."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(treasurer.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = treasurer.get_session_auth_hash()
    store.save()
    Session.objects.update(user=chair.pk)
    reader = Client()
    reader.cookies[settings.SESSION_COOKIE_NAME] = store.session_key

    answer = reader.get(reverse(START))

    assert answer.wsgi_request.user == treasurer
