"""One-time codes on paper: the only door to an account, and to a password that was forgotten."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a code opens."""

    JOIN = "join", _("first sign-in")
    PASSWORD = "password", _("new password")


class AccessCodeQuerySet(models.QuerySet["AccessCode"]):
    def standing(self) -> Self:
        """Keep the codes that were neither used nor withdrawn."""
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True)

    def open(self, at: datetime) -> Self:
        """Keep the codes that still open an account at the moment `at`."""
        return self.standing().filter(expires_at__gt=at)


class AccessCode(models.Model):
    """A code that lets one person set a password, once, until a moment; kept as a hash: only the paper knows it."""

    key = models.UUIDField(_("key"), unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    code_hash = models.CharField(_("hash of the code"), max_length=64, unique=True)
    expires_at = models.DateTimeField(_("good until"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    # When the person, and the officer who gave the code, were told on screen that a new password was set by it.
    told_person_at = models.DateTimeField(_("told the person at"), null=True, blank=True)
    told_officer_at = models.DateTimeField(_("told the officer at"), null=True, blank=True)

    objects = AccessCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("access code")
        verbose_name_plural = _("access codes")
        constraints = (
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="person_has_one_code_at_a_time",
            ),
            models.CheckConstraint(
                name="code_is_used_or_withdrawn_not_both",
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.get_purpose_display()}"
