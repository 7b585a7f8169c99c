"""What becomes of a certificate: handed over, withdrawn, printed. Each is a record of its own, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .certificate import Certificate


class CertificateWithdrawal(models.Model):
    """A certificate is not valid any more: since when and why. It stays in the list, and its page says so."""

    certificate = models.OneToOneField(
        Certificate, models.PROTECT, related_name="withdrawal", verbose_name=_("certificate")
    )
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("withdrawn by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("withdrawal of a certificate")
        verbose_name_plural = _("withdrawals of certificates")
        constraints = (models.CheckConstraint(name="withdrawing_a_certificate_has_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return self.reason


class CertificateHandover(models.Model):
    """A certificate was handed over: by whom and when."""

    certificate = models.OneToOneField(
        Certificate, models.PROTECT, related_name="handover", verbose_name=_("certificate")
    )
    handed_by = models.CharField(_("handed over by"), max_length=200)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("handing over of a certificate")
        verbose_name_plural = _("handing over of certificates")
        constraints = (models.CheckConstraint(name="handing_over_names_who", condition=~Q(handed_by="")),)

    def __str__(self) -> str:
        return self.handed_by


class CertificateFile(models.Model):
    """The fingerprint of a certificate's file, without a signature: the same row gives the same bytes.

    Another one joins it when a newer version of the portal makes the file otherwise; both are genuine.
    """

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="files", verbose_name=_("certificate"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64, unique=True)
    at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("file of a certificate")
        verbose_name_plural = _("files of certificates")

    def __str__(self) -> str:
        return self.sha256
