"""That someone looked at an unusual pattern and closed it, with the reason; and that it was opened again."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.models import Fund


class SignalKind(models.TextChoices):
    """What is unusual; never an accusation, only something to look at."""

    STEP = "step", _("payment just under a step of approval")
    MAKER = "maker", _("many claims by one person")
    STAYS = "stays", _("stays that overlap")
    AGE = "age", _("very old, with no news")
    SILENCE = "silence", _("fund without entries")


class SignalClosingQuerySet(models.QuerySet["SignalClosing"]):
    def standing(self) -> Self:
        """Leave out what was opened again."""
        return self.filter(reopening__isnull=True)


class SignalClosing(models.Model):
    """A signal that was looked at and closed: `kind` and `subject` say which, `facts` what it rested on then.

    It stays closed while its facts are the same. Never edited; opening it again is a record of its own.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    kind = models.CharField(_("kind"), max_length=12, choices=SignalKind)
    subject = models.CharField(_("what it is about"), max_length=60)
    facts = models.CharField(_("facts"), max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("closed on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("closed by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = SignalClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("closing of a signal")
        verbose_name_plural = _("closings of signals")
        indexes = (models.Index(fields=["fund", "kind", "subject", "id"], name="closings_of_a_signal"),)
        constraints = (models.CheckConstraint(name="signal_is_closed_with_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"


class SignalReopening(models.Model):
    """A closed signal opened again, with a reason."""

    key = models.UUIDField(_("key"), unique=True)
    closing = models.OneToOneField(
        SignalClosing, models.PROTECT, related_name="reopening", verbose_name=_("closing of a signal")
    )
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("opened again on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opened by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("reopening of a signal")
        verbose_name_plural = _("reopenings of signals")
        constraints = (models.CheckConstraint(name="signal_is_reopened_with_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return f"{self.closing} {self.on}"
