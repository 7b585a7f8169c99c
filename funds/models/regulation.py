"""A fund's law: regulations adopted by resolution, and the terms of what they grant."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .fund import Fund
from .resolution import Resolution


class Category(models.TextChoices):
    """The lines of the official status form, sections 5 and 6, to which each benefit is counted."""

    BIRTH = "birth", _("birth")
    ILLNESS = "illness", _("illness")
    ELDERLY = "elderly", _("old age")
    DEATH = "death", _("death")
    FUNERAL = "funeral", _("funeral costs")
    DISADVANTAGED = "disadvantaged", _("disadvantaged and disabled")
    OCCUPATION = "occupation", _("occupation")
    EDUCATION = "education", _("education")
    CULTURE = "culture", _("culture and tradition")
    HOUSING = "housing", _("housing")
    DISASTER = "disaster", _("disaster")
    PUBLIC_BENEFIT = "public_benefit", _("public benefit")
    ENVIRONMENT = "environment", _("natural resources and environment")
    OTHER = "other", _("other")


class RegulationQuerySet(models.QuerySet["Regulation"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def in_force(self, day: date) -> Self:
        """Keep the version that judges what happened on `day`: the last one that had come into force."""
        return self.filter(in_force_from__lte=day).order_by("-in_force_from", "-pk")[:1]


class Regulation(models.Model):
    """One version of a fund's rule book, in force from a day by a resolution; never edited once in force."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="regulations", verbose_name=_("fund"))
    title = models.CharField(pgettext_lazy("regulation", "title"), max_length=200)
    in_force_from = models.DateField(_("in force from"))
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="+", verbose_name=_("resolution"))
    settings = models.JSONField(_("settings of the whole book"), default=dict)
    term_count = models.PositiveSmallIntegerField(_("number of benefits"))

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")
        constraints = (models.UniqueConstraint(fields=["fund", "in_force_from"], name="one_regulation_from_a_day"),)

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """One benefit of a regulation: its clause, its official line and the rule that gives the sum."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="terms", verbose_name=_("regulation"))
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    clause = models.CharField(_("clause"), max_length=40)
    category = models.CharField(_("official category"), max_length=16, choices=Category)
    position = models.PositiveSmallIntegerField(_("order"))
    rule = models.JSONField(_("rule"), default=dict)

    class Meta:
        verbose_name = _("benefit term")
        verbose_name_plural = _("benefit terms")
        constraints = (models.UniqueConstraint(fields=["regulation", "code"], name="term_code_is_unique"),)

    def __str__(self) -> str:
        return self.name
