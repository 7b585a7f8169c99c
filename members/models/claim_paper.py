"""The papers of a claim: which originals were seen, and the photos and PDFs attached to it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from funds.models import Attachment


class PaperSeen(models.Model):
    """Someone had the original of one paper of a claim in hand."""

    claim = models.ForeignKey("members.Claim", models.PROTECT, related_name="papers_seen", verbose_name=_("claim"))
    paper = models.CharField(_("paper"), max_length=200)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("seen by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("original that was seen")
        verbose_name_plural = _("originals that were seen")
        constraints = (models.UniqueConstraint(fields=["claim", "paper"], name="original_is_seen_once"),)

    def __str__(self) -> str:
        return self.paper


class ClaimFile(models.Model):
    """A photo or PDF of a paper of a claim."""

    claim = models.ForeignKey("members.Claim", models.PROTECT, related_name="files", verbose_name=_("claim"))
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+", verbose_name=_("attached file"))

    class Meta:
        verbose_name = _("file of a claim")
        verbose_name_plural = _("files of claims")

    def __str__(self) -> str:
        return f"{self.claim}: {self.attachment}"
