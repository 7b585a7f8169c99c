"""What happens when someone has signed in: they are told which passwords were set with a code."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from welfare.accounts import InvitedOnly
from welfare.models import User

from . import access_codes


class SigningIn(InvitedOnly):
    """Nobody signs up by themselves, and nobody gets another's password unnoticed."""

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        for words in access_codes.tell(user, at=timezone.now()):
            messages.warning(request, words)
        answer: HttpResponse = super().post_login(request, user, **facts)
        return answer
