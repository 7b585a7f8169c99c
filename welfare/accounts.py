"""How allauth behaves here: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Keep the sign-up page closed: an account comes with an appointment."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class ConnectedOnly(DefaultSocialAccountAdapter):
    """Let LINE open only the account that its owner connected with it while signed in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False
