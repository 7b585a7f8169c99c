"""Papers and photographs of an assembly; shown to everyone only where somebody said so."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare.uploads import ENDINGS, JPEG

from .assembly import Assembly


class DayFileQuerySet(models.QuerySet["DayFile"]):
    def of(self, assembly: Assembly) -> Self:
        return self.filter(assembly=assembly)

    def standing(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(withdrawal__isnull=True)

    def public(self) -> Self:
        return self.standing().filter(is_public=True)


class DayFile(models.Model):
    """One file of an assembly: `address` is where it lies and how it is asked for, `sha256` what it must still be."""

    key = models.UUIDField(_("key"), unique=True)
    address = models.UUIDField(_("address"), unique=True, default=uuid4, editable=False)
    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="files", verbose_name=_("assembly"))
    name = models.CharField(_("name of the file"), max_length=100)
    caption = models.CharField(_("what it shows"), max_length=200, blank=True)
    kind = models.CharField(_("kind of file"), max_length=20)
    size = models.PositiveIntegerField(_("size (bytes)"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    is_public = models.BooleanField(_("shown to everyone"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    at = models.DateTimeField(_("sent at"), auto_now_add=True)

    objects = DayFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper or photograph of an assembly")
        verbose_name_plural = _("papers and photographs of assemblies")
        constraints = (
            models.CheckConstraint(name="day_file_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="day_file_is_a_picture_or_a_pdf", condition=Q(kind__in=[*ENDINGS])),
        )

    def __str__(self) -> str:
        return self.caption or self.name

    @property
    def is_picture(self) -> bool:
        return self.kind == JPEG


class DayFileWithdrawal(models.Model):
    """A file that is not shown any more, and why."""

    file = models.OneToOneField(DayFile, models.PROTECT, related_name="withdrawal", verbose_name=_("attached file"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken back by"))
    at = models.DateTimeField(_("taken back at"), auto_now_add=True)

    class Meta:
        verbose_name = _("attached file taken back")
        verbose_name_plural = _("attached files taken back")
        constraints = (models.CheckConstraint(name="day_file_is_taken_back_with_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return self.reason
