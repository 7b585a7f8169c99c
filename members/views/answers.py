"""Forms that are shown once more, in words, before anything is written: type, check, save."""

from enum import StrEnum

from django.forms import BaseForm
from django.http import HttpRequest


class Step(StrEnum):
    """What a page with a form has to do now."""

    TYPE = "type"
    CHECK = "check"
    SAVE = "save"


def step(request: HttpRequest, form: BaseForm) -> Step:
    """Tell from the button pressed and from what was typed: only a form without a fault is checked or saved."""
    if request.method != "POST" or not form.is_valid():
        return Step.TYPE
    pressed = request.POST.get("step", Step.CHECK)
    return Step(pressed) if pressed in Step.__members__.values() else Step.CHECK
