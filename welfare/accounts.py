"""How allauth behaves here: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Keep the sign-up page closed: an account comes with an appointment."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
