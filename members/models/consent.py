"""What people agreed to: that a fund keeps and reads papers and causes that tell of their health."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.models import Fund

from .person import Person


class Consenter(models.TextChoices):
    """Who agrees: below ten a parent or guardian, below twenty both, then the person."""

    OWN = "own", _("the person")
    BOTH = "both", _("the person, with a parent or guardian")
    GUARDIAN = "guardian", _("a parent or guardian")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(withdrawal__isnull=True)


class Consent(models.Model):
    """A person agreed on `given_on` to the text `version` on health; membership and money rest on the contract instead.

    `guardian` is the name of the parent or guardian who agrees for a child, or with one.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name=_("person"))
    version = models.CharField(_("version of the text"), max_length=12)
    consenter = models.CharField(_("who agrees"), max_length=8, choices=Consenter)
    guardian = models.CharField(_("parent or guardian"), max_length=200, blank=True)
    given_on = models.DateField(_("given on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = (
            models.CheckConstraint(
                name="guardian_is_named_where_one_agrees",
                condition=Q(consenter=Consenter.OWN, guardian="") | (~Q(consenter=Consenter.OWN) & ~Q(guardian="")),
                violation_error_message=_("Write the name of the parent or guardian."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.version} {self.given_on}"


class ConsentWithdrawal(models.Model):
    """From this day the person agrees no more; what was done before stays lawful."""

    consent = models.OneToOneField(Consent, models.PROTECT, related_name="withdrawal", verbose_name=_("consent"))
    on = models.DateField(_("withdrawn on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent withdrawn")
        verbose_name_plural = _("consents withdrawn")

    def __str__(self) -> str:
        return f"{self.consent_id} {self.on}"


def consenter(born_on: date | None, on: date) -> Consenter:
    """Say who agrees for someone of that birthday; an unknown one is taken for grown up."""
    if born_on is None:
        return Consenter.OWN
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return Consenter.GUARDIAN if years < 10 else Consenter.BOTH if years < 20 else Consenter.OWN
