"""Official papers as they were frozen, what people answer for them each year, and papers of many funds made at once."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .fund import Fund, Province


class PaperKind(models.TextChoices):
    """Which official paper it is."""

    STATUS = "status", _("status form")
    MATCH = "match", _("match request")


class OfficialPaperQuerySet(models.QuerySet["OfficialPaper"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)

    def latest_of_each(self, province: Province, kind: str, year: int) -> dict[int, "OfficialPaper"]:
        """Give, by fund, the paper of `kind` and `year` (พ.ศ.) that was frozen last in each fund. One query."""
        rows = self.filter(fund__province=province, kind=kind, year=year).defer("content").order_by("pk")
        return {paper.fund_id: paper for paper in rows}


class OfficialPaper(models.Model):
    """An official paper as it was frozen: `content` is all that it says, in JSON, and `sha256` tells a changed copy.

    It is printed again from `content`. The database refuses to change or delete one: a mistake is mended by freezing
    another, and the last one counts.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="official_papers", verbose_name=_("fund"))
    kind = models.CharField(_("kind"), max_length=12, choices=PaperKind)
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    as_of = models.DateField(_("as of"))
    content = models.JSONField(_("content"))
    sha256 = models.CharField(_("hash"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("frozen by"))
    at = models.DateTimeField(_("frozen at"), auto_now_add=True)

    objects = OfficialPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("official paper")
        verbose_name_plural = _("official papers")
        indexes = (models.Index(fields=["fund", "kind", "year", "id"], name="official_papers_of_a_fund"),)
        constraints = (
            models.CheckConstraint(name="official_paper_has_a_kind", condition=Q(kind__in=PaperKind.values)),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class YearAnswers(models.Model):
    """What a fund says of a year that no other row holds: `answers` by name, all of them each time.

    Each change is a row of its own, so that what was said before can be read; the last one counts.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    answers = models.JSONField(_("answers"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("answered by"))
    at = models.DateTimeField(_("answered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("answers of a year")
        verbose_name_plural = _("answers of years")
        indexes = (models.Index(fields=["fund", "year", "id"], name="answers_of_a_fund"),)

    def __str__(self) -> str:
        return f"{self.fund} {self.year}"


class PaperRunQuerySet(models.QuerySet["PaperRun"]):
    def of(self, province: Province) -> Self:
        return self.filter(province=province)


class PaperRun(models.Model):
    """The status forms of all funds of a province, made part by part: how far it is, is how many parts there are."""

    key = models.UUIDField(_("key"), unique=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    as_of = models.DateField(_("as of"))
    total = models.PositiveSmallIntegerField(_("funds"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    at = models.DateTimeField(_("asked at"), auto_now_add=True)

    objects = PaperRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("status forms made at once")
        verbose_name_plural = _("status forms made at once")

    def __str__(self) -> str:
        return f"{self.province} {self.year}"


class PaperRunPart(models.Model):
    """The form of one fund in a run: the frozen `paper` where there is one, else a draft in `content`."""

    run = models.ForeignKey(PaperRun, models.CASCADE, related_name="parts", verbose_name=_("run"))
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    paper = models.ForeignKey(
        OfficialPaper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("official paper")
    )
    content = models.JSONField(_("content"))
    missing = models.PositiveSmallIntegerField(_("what is missing"), default=0)

    class Meta:
        verbose_name = _("status form of a run")
        verbose_name_plural = _("status forms of a run")
        constraints = (models.UniqueConstraint(fields=["run", "fund"], name="one_part_of_a_fund_in_a_run"),)

    def __str__(self) -> str:
        return str(self.fund)
