"""The fund, where it is, and who holds which office in it."""

from datetime import date
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from welfare.models import User


class NamedInTwoLanguages(models.Model):
    """A place or body with a Thai and an English name."""

    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_th


class Province(NamedInTwoLanguages):
    """A province; Phuket is the first, and another may join.

    `totals_version` is new after every change of its kept totals: what was drawn of one version is drawn once.
    """

    code = models.CharField(_("code"), max_length=2, unique=True)
    slug = models.SlugField(_("short name"), unique=True)
    totals_version = models.UUIDField(_("version of the kept totals"), default=uuid4, editable=False)
    # From which day its administrators need a second step at sign-in; only a demo leaves it off.
    second_step_from = models.DateField(_("second step required from"), null=True, blank=True, default=date(2000, 1, 1))

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")


class District(NamedInTwoLanguages):
    """An amphoe of a province."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="districts", verbose_name=_("province"))
    code = models.CharField(_("code"), max_length=4, unique=True)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")


class AuthorityKind(models.TextChoices):
    """What kind of local authority a fund belongs to; the village spread rule differs by it."""

    CITY = "city", _("city municipality")
    TOWN = "town", _("town municipality")
    SUBDISTRICT = "subdistrict", _("subdistrict municipality")
    TAO = "tao", _("subdistrict administrative organisation")


class FundQuerySet(models.QuerySet["Fund"]):
    def of(self, province: Province) -> Self:
        return self.filter(province=province)

    def visible_to(self, user: User, *, on: date) -> Self:
        """Keep the funds in which `user` holds an office on the day `on`, and those of their province."""
        held = Appointment.objects.held_by(user, on=on)
        return self.filter(Q(pk__in=held.values("fund")) | Q(province__in=held.values("province")))

    def locked(self) -> Self:
        """Take the fund's lock: one writer at a time in one fund's books."""
        return self.select_for_update(no_key=True)


class Fund(NamedInTwoLanguages):
    """A community welfare fund: the unit that keeps books, admits members and pays."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="funds", verbose_name=_("province"))
    district = models.ForeignKey(District, models.PROTECT, related_name="funds", verbose_name=_("district"))
    code = models.SlugField(_("code"), unique=True)
    short_th = models.CharField(_("short name in Thai"), max_length=60)
    short_en = models.CharField(_("short name in English"), max_length=60)
    authority_th = models.CharField(_("local authority"), max_length=200)
    authority_en = models.CharField(_("local authority in English"), max_length=200)
    authority_kind = models.CharField(_("kind of authority"), max_length=12, choices=AuthorityKind)
    authority_since = models.CharField(
        _("authority since"), max_length=10, blank=True, help_text=_("Buddhist Era, a day or only a year.")
    )
    tambon_codes = models.CharField(_("subdistrict codes"), max_length=60)
    shares_tambon = models.BooleanField(_("shares its subdistrict with another authority"), default=False)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order in lists"))
    tile_column = models.PositiveSmallIntegerField(_("column on the map of tiles"))
    tile_row = models.PositiveSmallIntegerField(_("row on the map of tiles"))
    second_step_from = models.DateField(_("second step required from"), null=True, blank=True)
    receipts_per_book = models.PositiveSmallIntegerField(_("receipts in a book"), default=100)

    objects = FundQuerySet.as_manager()

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        constraints = (
            models.UniqueConstraint(fields=["province", "position"], name="fund_has_one_place_in_lists"),
            models.UniqueConstraint(fields=["province", "tile_column", "tile_row"], name="fund_has_one_tile"),
        )

    @property
    def short_name(self) -> str:
        """The name of the place alone, in the reader's language."""
        return self.short_en if get_language() == "en" else self.short_th

    @property
    def authority(self) -> str:
        """The local authority, in the reader's language."""
        return self.authority_en if get_language() == "en" else self.authority_th


class Branch(models.Model):
    """A centre or branch of a fund, often one per village."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="branches", verbose_name=_("fund"))
    name = models.CharField(_("name"), max_length=120)
    moo = models.PositiveSmallIntegerField(_("village number"), null=True, blank=True)

    class Meta:
        verbose_name = _("branch")
        verbose_name_plural = _("branches")
        constraints = (models.UniqueConstraint(fields=["fund", "name"], name="branch_name_is_unique_in_fund"),)

    def __str__(self) -> str:
        return self.name


class Office(models.TextChoices):
    """What someone is appointed to. What an office may do is decided in funds/access.py."""

    CHAIR = "chair", _("chair")
    TREASURER = "treasurer", _("treasurer")
    SECRETARY = "secretary", _("secretary")
    AUDITOR = "auditor", _("auditor")
    COMMITTEE = "committee", _("committee member")
    OFFICER = "officer", _("provincial officer")
    ADMIN = "admin", _("provincial administrator")


OFFICES_OF_A_PROVINCE = (Office.OFFICER, Office.ADMIN)
# Offices of one fund that one person does not hold on the same day; the trigger funds_appointment_keeps_apart says the
# same. Who checks the books does not keep them, and who decides does not pay.
NOT_TOGETHER = (
    frozenset({Office.AUDITOR, Office.CHAIR}),
    frozenset({Office.AUDITOR, Office.TREASURER}),
    frozenset({Office.AUDITOR, Office.SECRETARY}),
    frozenset({Office.AUDITOR, Office.COMMITTEE}),
    frozenset({Office.CHAIR, Office.TREASURER}),
)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: date) -> Self:
        """Keep the appointments that run on `day`, first and last day included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def held_by(self, user: User, *, on: date) -> Self:
        return self.on(on).filter(user=user.pk)

    def overlapping(self, since: date, until: date | None) -> Self:
        """Keep the appointments that share a day with the stretch from `since` to `until`, or to no end."""
        found = self.filter(Q(until__isnull=True) | Q(until__gte=since))
        return found if until is None else found.filter(since__lte=until)


class Appointment(models.Model):
    """Who holds which office of which fund or province, from when to when: the only source of rights.

    `branch` is that of a committee member who signs for it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    office = models.CharField(_("office"), max_length=12, choices=Office)
    fund = models.ForeignKey(
        Fund, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("fund")
    )
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name=_("province")
    )
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("branch")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    key = models.UUIDField(_("key"), null=True, blank=True, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    resolution = models.ForeignKey(
        "funds.Resolution", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolution")
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        indexes = (models.Index(fields=["user", "since"], name="appointment_of_user"),)
        constraints = (
            models.CheckConstraint(
                name="appointment_is_to_a_fund_or_a_province",
                condition=(Q(office__in=OFFICES_OF_A_PROVINCE, province__isnull=False, fund__isnull=True))
                | (~Q(office__in=OFFICES_OF_A_PROVINCE) & Q(province__isnull=True, fund__isnull=False)),
                violation_error_message=_("A fund's office needs a fund, a provincial one a province."),
            ),
            models.CheckConstraint(
                name="appointment_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("The last day comes before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.get_office_display()}"
