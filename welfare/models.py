"""People who sign in, and the trail of what they did and saw."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Someone who signs in. What they may do comes from their appointments alone."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(_("name shown"), max_length=200)

    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class LogEntry(models.Model):
    """One thing that someone did or saw; written in the same transaction, never changed.

    `fund` is the fund's primary key without a foreign key, because this room lies below the funds.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    fund = models.BigIntegerField(_("fund"), null=True)
    act = models.CharField(_("what was done"), max_length=60)
    subject = models.CharField(_("kind of record"), max_length=60)
    subject_pk = models.BigIntegerField(_("record"), null=True)
    facts = models.JSONField(_("facts"), default=dict)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        indexes = (
            models.Index(fields=["subject", "subject_pk", "id"], name="log_of_a_record"),
            models.Index(fields=["fund", "id"], name="log_of_a_fund"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.act} {self.subject} {self.subject_pk}"
