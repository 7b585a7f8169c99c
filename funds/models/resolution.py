"""What a committee or a general meeting decided: the ground of admissions, regulations and appointments."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare import thai

from .fund import Fund


class Body(models.TextChoices):
    """Who met."""

    COMMITTEE = "committee", _("committee")
    GENERAL_MEETING = "general_meeting", _("general meeting")


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def matching(self, words: str) -> Self:
        """Keep what holds every word in the meeting's number or in the set of the committee."""
        for word in thai.arabic_digits(thai.tidy(words)).split():
            self = self.filter(Q(meeting__icontains=word) | Q(committee_set__icontains=word))
        return self


class Resolution(models.Model):
    """A resolution (มติ) by its set, meeting and date, as the paper form asks for it."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="resolutions", verbose_name=_("fund"))
    body = models.CharField(_("body"), max_length=16, choices=Body, default=Body.COMMITTEE)
    committee_set = models.CharField(_("committee set"), max_length=20, blank=True)
    meeting = models.CharField(_("meeting number"), max_length=20)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        constraints = (
            models.UniqueConstraint(fields=["fund", "body", "meeting", "on"], name="resolution_is_entered_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_body_display()} {self.meeting}"
