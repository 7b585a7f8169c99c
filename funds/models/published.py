"""Figures that were once announced of a province, and why they differ from what the rows say."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare.money import BahtField

from .fund import Province


class Announced(models.TextChoices):
    """What was announced; the first three and the last stand on a day, since founding."""

    FUNDS = "funds", _("funds")
    MEMBERS = "members", _("members")
    BALANCE = "balance", _("money in the funds (baht)")
    HELPED = "helped", _("people helped")
    PAID_TO_MEMBERS = "paid", _("welfare paid to members (baht)")


class PublishedFigureQuerySet(models.QuerySet["PublishedFigure"]):
    def of(self, province: Province) -> Self:
        return self.filter(province=province)


class PublishedFigure(models.Model):
    """One figure of a province as it was announced `on` a day: baht, or how many, as its measure says.

    `is_at_least` where it was printed as "more than". The database refuses to change or delete one; one that was typed
    wrongly is entered anew, and the last of a day, measure and source counts.
    """

    key = models.UUIDField(_("key"), unique=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="published_figures", verbose_name=_("province"))
    on = models.DateField(_("as of"))
    measure = models.CharField(_("figure"), max_length=8, choices=Announced)
    figure = BahtField(_("announced"))
    is_at_least = models.BooleanField(_("announced as “more than”"), default=False)
    source = models.CharField(_("where it was announced"), max_length=200)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    # Nobody where it came with the portal.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = PublishedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("announced figure")
        verbose_name_plural = _("announced figures")
        indexes = (models.Index(fields=["province", "on", "id"], name="published_figures_by_day"),)
        constraints = (
            models.CheckConstraint(
                name="published_figure_is_not_negative",
                condition=Q(figure__gte=0),
                violation_error_message=_("The figure must not be less than zero."),
            ),
            models.CheckConstraint(name="published_figure_has_a_measure", condition=Q(measure__in=Announced.values)),
        )

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.on}"


class PublishedExplanation(models.Model):
    """Why an announced figure differs by `difference` from what the rows said when somebody explained it.

    When the rows say something else later, the difference is open again. The database refuses to change or delete one.
    """

    key = models.UUIDField(_("key"), unique=True)
    figure = models.ForeignKey(
        PublishedFigure, models.PROTECT, related_name="explanations", verbose_name=_("announced figure")
    )
    difference = BahtField(_("recorded less announced"))
    words = models.CharField(_("explanation"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("explained by"))
    at = models.DateTimeField(_("explained at"), auto_now_add=True)

    class Meta:
        verbose_name = _("explanation of an announced figure")
        verbose_name_plural = _("explanations of announced figures")
        indexes = (models.Index(fields=["figure", "id"], name="explanations_of_a_figure"),)
        constraints = (models.CheckConstraint(name="explanation_says_something", condition=~Q(words="")),)

    def __str__(self) -> str:
        return self.words
