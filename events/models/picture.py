"""Pictures that papers of the network carry: seals, logos, signatures. None is changed; another one is taken."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.models import Province


class PictureQuerySet(models.QuerySet["Picture"]):
    def of(self, province: Province) -> Self:
        return self.filter(province=province)


class Picture(models.Model):
    """A seal, a logo or a signature: kept in the database, because certificates of any year are made from it again."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    name = models.CharField(_("what it shows"), max_length=100)
    kind = models.CharField(_("kind of file"), max_length=20)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    at = models.DateTimeField(_("sent at"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = (
            models.UniqueConstraint(fields=["province", "sha256", "name"], name="picture_is_kept_once"),
            models.CheckConstraint(
                name="picture_is_drawn_or_painted", condition=Q(kind__in=("image/png", "image/svg+xml"))
            ),
        )

    def __str__(self) -> str:
        return self.name
