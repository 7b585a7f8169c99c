"""The days that claims hold, so that one event is paid once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .person import Person


class ClaimedDay(models.Model):
    """One night of a stay, or the one day of anything else, that a claim holds for its person.

    The database lets no other standing claim for the same kind of event hold it, and lets no claim be paid that does
    not hold all its days. A row is never deleted: it counts no more when its claim was refused, withdrawn or turned
    back.
    """

    claim = models.ForeignKey("members.Claim", models.PROTECT, related_name="days", verbose_name=_("claim"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    day = models.DateField(_("date"))

    class Meta:
        verbose_name = _("day held by a claim")
        verbose_name_plural = _("days held by claims")
        indexes = (models.Index(fields=["person", "day"], name="claimed_days_of_a_person"),)
        constraints = (models.UniqueConstraint(fields=["claim", "day"], name="claim_holds_a_day_once"),)

    def __str__(self) -> str:
        return f"{self.claim} {self.day}"
