"""Files that prove something: a photo of a bill, a slip of the bank. Kept once, never changed."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare.uploads import ENDINGS, JPEG

from .fund import Fund
from .ledger import Voucher


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def standing(self) -> Self:
        """Leave out what was taken back."""
        return self.filter(withdrawal__isnull=True)


class Attachment(models.Model):
    """One file of a fund: `address` is where it lies and how it is asked for, `sha256` what it must still be.

    `kind` is image/jpeg or application/pdf, `size` its bytes. What it proves says a row of the room that knows it.
    """

    key = models.UUIDField(_("key"), unique=True)
    address = models.UUIDField(_("address"), unique=True, default=uuid4, editable=False)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="attachments", verbose_name=_("fund"))
    name = models.CharField(_("name of the file"), max_length=100)
    kind = models.CharField(_("kind of file"), max_length=20)
    size = models.PositiveIntegerField(_("size (bytes)"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    at = models.DateTimeField(_("sent at"), auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        constraints = (
            models.CheckConstraint(name="attachment_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="attachment_is_a_picture_or_a_pdf", condition=Q(kind__in=[*ENDINGS])),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.kind == JPEG


class AttachmentWithdrawal(models.Model):
    """A file that was attached by mistake: it is not shown any more, and this says why."""

    attachment = models.OneToOneField(
        Attachment, models.PROTECT, related_name="withdrawal", verbose_name=_("attached file")
    )
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken back by"))
    at = models.DateTimeField(_("taken back at"), auto_now_add=True)

    class Meta:
        verbose_name = _("attached file taken back")
        verbose_name_plural = _("attached files taken back")

    def __str__(self) -> str:
        return self.reason


class VoucherProof(models.Model):
    """A file that proves what a voucher paid for."""

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="proofs", verbose_name=_("payment voucher"))
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+", verbose_name=_("attached file"))

    class Meta:
        verbose_name = _("proof of a voucher")
        verbose_name_plural = _("proofs of vouchers")

    def __str__(self) -> str:
        return f"{self.voucher}: {self.attachment}"
