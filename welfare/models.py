"""People who sign in, and the trail of what they did and saw."""

from typing import Self

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
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


class SessionManager(BaseSessionManager["Session"]):
    """Django's own manager of sessions, each read with its user."""

    def get_queryset(self) -> models.QuerySet["Session"]:
        return super().get_queryset().select_related("user")


class Session(AbstractBaseSession):
    """What a browser that is signed in holds on to, and who that is."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+", verbose_name=_("user"))

    objects = SessionManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    def of_chain(self, chain: int) -> Self:
        """Keep the entries of one fund, or those of no fund where `chain` is 0."""
        return self.filter(fund=chain) if chain else self.filter(fund__isnull=True)

    def about(self, subject: str, pk: int) -> Self:
        """Keep what was done with one record."""
        return self.filter(subject=subject, subject_pk=pk)


class LogEntry(models.Model):
    """One thing that someone did or saw; written by `welfare.trail` in the same transaction, never changed.

    `fund` is the fund's primary key without a foreign key, because this room lies below the funds. `number` counts
    the entries of that fund (or of none), and `seal` joins the entry to the one before it.
    """

    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    office = models.CharField(_("in which office"), max_length=120, blank=True)
    origin = models.CharField(_("from where"), max_length=60, blank=True)
    fund = models.BigIntegerField(_("fund"), null=True)
    act = models.CharField(_("what was done"), max_length=60)
    subject = models.CharField(_("kind of record"), max_length=60)
    subject_pk = models.BigIntegerField(_("record"), null=True)
    before = models.JSONField(_("facts before"), default=dict)
    facts = models.JSONField(_("facts"), default=dict)
    number = models.BigIntegerField(_("number in its chain"))
    seal = models.CharField(_("seal"), max_length=64)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        indexes = (
            models.Index(fields=["subject", "subject_pk", "id"], name="log_of_a_record"),
            models.Index(fields=["fund", "id"], name="log_of_a_fund"),
        )
        constraints = (
            models.UniqueConstraint(Coalesce("fund", Value(0)), "number", name="log_number_is_used_once_in_its_chain"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.act} {self.subject} {self.subject_pk}"


class TrailHead(models.Model):
    """How many entries a chain of the trail has, and the seal of the last; the row that its writers wait for.

    `chain` is a fund's primary key, 0 for what belongs to no fund.
    """

    chain = models.BigIntegerField(_("chain"), primary_key=True)
    count = models.BigIntegerField(_("entries"), default=0)
    seal = models.CharField(_("seal"), max_length=64, default="0" * 64)

    class Meta:
        verbose_name = _("head of the trail")
        verbose_name_plural = _("heads of the trail")

    def __str__(self) -> str:
        return f"{self.chain}: {self.count} {self.seal}"


class Chore(models.Model):
    """When a piece of scheduled work last began and ended, where, and how it went."""

    name = models.CharField(_("name"), max_length=40, primary_key=True)
    started_at = models.DateTimeField(_("began"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    machine = models.CharField(_("machine"), max_length=80, blank=True)
    is_well = models.BooleanField(_("all is well"), null=True)
    words = models.CharField(_("how it went"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("chore")
        verbose_name_plural = _("chores")

    def __str__(self) -> str:
        return self.name


class Backup(models.Model):
    """One copy of the database and its files that was made: where it lies, and whether it was read back."""

    name = models.CharField(_("file"), max_length=100, unique=True)
    at = models.DateTimeField(_("made at"))
    size = models.BigIntegerField(_("size (bytes)"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    is_encrypted = models.BooleanField(_("encrypted"))
    rehearsed_at = models.DateTimeField(_("read back at"), null=True)
    is_whole = models.BooleanField(_("read back whole"), null=True)
    words = models.CharField(_("what was found"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("backup")
        verbose_name_plural = _("backups")

    def __str__(self) -> str:
        return self.name
