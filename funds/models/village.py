"""How many people live in a village or community, by year and source: what a share of members is reckoned of."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fund import Branch, Fund


class VillagePopulationQuerySet(models.QuerySet["VillagePopulation"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(branch__fund=fund)


class VillagePopulation(models.Model):
    """How many `people` lived in the village or community of a branch in the year (พ.ศ.), and who counted them.

    The database refuses to change or delete one: a better number is entered anew, and the last of a year counts.
    """

    key = models.UUIDField(_("key"), unique=True)
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="populations", verbose_name=_("branch"))
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    people = models.PositiveIntegerField(_("people of the village"))
    source = models.CharField(_("who counted them"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = VillagePopulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("people of a village")
        verbose_name_plural = _("people of villages")
        indexes = (models.Index(fields=["branch", "year", "id"], name="people_of_a_village_by_year"),)
        constraints = (models.CheckConstraint(name="village_population_has_a_source", condition=~Q(source="")),)

    def __str__(self) -> str:
        return f"{self.branch} {self.year}"
