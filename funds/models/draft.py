"""A rule book being written, before any meeting adopts it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fund import Fund
from .regulation import Regulation


class DraftQuerySet(models.QuerySet["RegulationDraft"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def unfinished(self) -> Self:
        """Leave out those that became law."""
        return self.filter(regulation__isnull=True)


class RegulationDraft(models.Model):
    """A rule book as far as it is written: `book` has the fields of docs/rulebooks.md, as they were typed.

    `revision` counts its changes, so that two people never write over each other. `regulation` is what it became.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="drafts", verbose_name=_("fund"))
    book = models.JSONField(_("rule book as typed"), default=dict)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    begun_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("changed by")
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    regulation = models.OneToOneField(
        Regulation, models.PROTECT, null=True, blank=True, related_name="draft", verbose_name=_("regulation")
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a rule book")
        verbose_name_plural = _("drafts of rule books")

    def __str__(self) -> str:
        return str(self.book.get("title", ""))
