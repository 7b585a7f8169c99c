"""Who registered, who withdrew, who came: each a record of its own."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from funds.models import Province
from welfare import thai

from .assembly import Assembly, Invitation


class Way(models.TextChoices):
    """How someone got onto the list."""

    FUND = "fund", _("by their fund")
    OFFICE = "office", _("by the provincial office")
    LINK = "link", _("by the public link")
    WALK_IN = "walk_in", _("on the day")


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def of(self, assembly: Assembly) -> Self:
        return self.filter(invitation__assembly=assembly)

    def of_province(self, province: Province) -> Self:
        return self.filter(invitation__assembly__province=province)

    def standing(self) -> Self:
        """Keep those who did not withdraw."""
        return self.filter(withdrawal__isnull=True)

    def queued(self) -> Self:
        """Keep those who take a place of their invitation: who walks in takes none."""
        return self.standing().exclude(way=Way.WALK_IN)

    def with_place(self) -> Self:
        """Annotate `before`: how many of the same invitation came first. Below its quota is a seat, above it a wait.

        Nothing is kept: when someone withdraws, everybody behind moves up.
        """
        first = Attendance.objects.queued().filter(invitation=OuterRef("invitation"), pk__lt=OuterRef("pk"))
        counted = first.order_by().values("invitation").annotate(number=Count("pk")).values("number")
        return self.annotate(before=Coalesce(Subquery(counted, output_field=IntegerField()), Value(0)))

    def seated(self) -> Self:
        return self.standing().with_place().filter(Q(way=Way.WALK_IN) | Q(before__lt=F("invitation__quota")))

    def waiting(self) -> Self:
        return self.queued().with_place().filter(before__gte=F("invitation__quota"))

    def with_arrival(self) -> Self:
        """Annotate `came_at`: when they were checked in, None for who was not or whose check-in was taken back."""
        standing = CheckIn.objects.standing().filter(attendance=OuterRef("pk"))
        return self.annotate(came_at=Subquery(standing.values("at")[:1]))

    def present(self) -> Self:
        return self.filter(Exists(CheckIn.objects.standing().filter(attendance=OuterRef("pk"))))

    def missing(self) -> Self:
        return self.filter(~Exists(CheckIn.objects.standing().filter(attendance=OuterRef("pk"))))

    def matching(self, words: str) -> Self:
        """Keep those whose name or organisation holds every one of `words`, or whose code they are."""
        found = self
        for word in thai.search_text(words).split():
            found = found.filter(Q(search__contains=word) | Q(code=word.upper()))
        return found


class Attendance(models.Model):
    """One person on the list of an assembly (การลงทะเบียน); `code` stands on the badge, `key` opens their own page."""

    key = models.UUIDField(_("key"), unique=True)
    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="attendances", verbose_name=_("invitation"))
    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation or post"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    search = models.CharField(_("name as searched"), max_length=400, editable=False)
    sort_key = models.CharField(_("name as sorted"), max_length=thai.SORT_KEY_LENGTH, editable=False)
    code = models.CharField(_("code on the badge"), max_length=12, unique=True)
    way = models.CharField(_("how"), max_length=8, choices=Way)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    at = models.DateTimeField(_("registered at"), auto_now_add=True)
    forgotten_on = models.DateField(_("personal data taken out on"), null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = (models.Index(fields=["invitation", "sort_key"], name="attendance_in_order"),)
        constraints = (
            models.CheckConstraint(
                name="attendance_is_entered_by_someone", condition=Q(way="link") | Q(by__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.name

    def named(self, name: str, organisation: str = "") -> Self:
        """Set the name, and with it how it is searched and sorted."""
        self.name, self.organisation = thai.tidy(name), thai.tidy(organisation)
        self.search = f"{thai.search_text(self.name)} {thai.search_text(self.organisation)}".strip()
        self.sort_key = thai.sort_key(thai.strip_title(self.name))
        return self


class Withdrawal(models.Model):
    """Someone will not come: their place goes to who waits first."""

    attendance = models.OneToOneField(
        Attendance, models.PROTECT, related_name="withdrawal", verbose_name=_("registration")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    at = models.DateTimeField(_("withdrawn at"), auto_now_add=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self) -> str:
        return str(self.attendance)


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def standing(self) -> Self:
        """Keep those that were not taken back."""
        return self.filter(taken_back__isnull=True)


class CheckIn(models.Model):
    """Someone came: at which desk and when, by the clock of the phone that saw them. Never changed.

    `turn` is how many check-ins of the same person were taken back before: with it one person counts once.
    """

    key = models.UUIDField(_("key"), unique=True)
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="check_ins", verbose_name=_("registration"))
    turn = models.PositiveSmallIntegerField(_("turn"), default=0)
    desk = models.CharField(_("desk"), max_length=40, blank=True)
    at = models.DateTimeField(_("came at"))
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = (models.UniqueConstraint(fields=["attendance", "turn"], name="a_person_comes_in_once"),)

    def __str__(self) -> str:
        return f"{self.attendance} {self.at:%H:%M}"


class TakenBack(models.Model):
    """A check-in that was a mistake, and why."""

    check_in = models.OneToOneField(CheckIn, models.PROTECT, related_name="taken_back", verbose_name=_("check-in"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("taken back at"), auto_now_add=True)

    class Meta:
        verbose_name = _("check-in taken back")
        verbose_name_plural = _("check-ins taken back")
        constraints = (models.CheckConstraint(name="taking_back_has_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return self.reason
