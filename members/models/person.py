"""People: members of funds, and neighbours whom a fund helped without their being members."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.models import Fund, Province
from welfare import citizen, thai


class Sex(models.TextChoices):
    """Asked apart from the title: a title such as พระ or ด.ช. does not say everything."""

    FEMALE = "F", _("female")
    MALE = "M", _("male")


class NoCitizenId(models.TextChoices):
    """Why a person is recorded without a citizen ID."""

    NOT_AT_HAND = "not_at_hand", _("card not at hand")
    NEVER_REGISTERED = "never_registered", _("never registered")
    FOREIGN = "foreign", _("foreign national")


class PersonQuerySet(models.QuerySet["Person"]):
    def with_citizen_id(self, number: str) -> Self:
        """Keep the person who holds the citizen ID `number` (13 digits)."""
        return self.filter(citizen_hash=citizen.keyed_hash(number))

    def matching(self, words: str) -> Self:
        """Keep those whose name holds every one of `words`; a title before the name is ignored."""
        for word in thai.search_text(words).split():
            self = self.filter(search__contains=word)
        return self

    def neighbours_of(self, fund: Fund) -> Self:
        """Keep people whom `fund` was asked to help without their being members."""
        asked = Person.objects.filter(claims__fund=fund, claims__membership__isnull=True)
        return self.filter(pk__in=asked.values("pk"))


class Person(models.Model):
    """One human being, known once however many funds they deal with.

    The citizen ID is kept encrypted; a keyed hash finds it, and its last four digits are shown.
    `search` and `sort_key` are kept beside the name, made by `named`.
    """

    title = models.CharField(_("title"), max_length=40, blank=True)
    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("surname"), max_length=100, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    is_birth_year_only = models.BooleanField(_("only the year of birth is known"), default=False)
    citizen_id = models.CharField(_("citizen ID, encrypted"), max_length=200, blank=True, editable=False)
    # NULL and not empty where there is none, so that the unique constraint lets many be without.
    citizen_hash = models.CharField(  # noqa: DJ001
        _("citizen ID, hashed"), max_length=64, null=True, blank=True, editable=False
    )
    citizen_last4 = models.CharField(_("last four digits of the citizen ID"), max_length=4, blank=True, editable=False)
    no_citizen_id = models.CharField(_("why there is no citizen ID"), max_length=16, choices=NoCitizenId, blank=True)
    house_number = models.CharField(_("house number"), max_length=30, blank=True)
    moo = models.PositiveSmallIntegerField(_("village number"), null=True, blank=True)
    place = models.CharField(_("village or community, road"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signs in as")
    )
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)
    search = models.CharField(_("name as searched"), max_length=210, editable=False)
    sort_key = models.CharField(_("name as sorted"), max_length=420, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        # Another of every part of a name is made by a migration, where PostgreSQL has pg_trgm.
        indexes = (
            models.Index(fields=["citizen_last4"], name="person_by_last_four"),
            models.Index(fields=["search"], opclasses=["varchar_pattern_ops"], name="person_by_beginning_of_name"),
            # Most people have no account, so that SQLite takes the index of all of them for worthless, and each trigger
            # that asks whether a payer has a stake would look at every person.
            models.Index(fields=["account"], condition=Q(account__isnull=False), name="person_with_an_account"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["citizen_hash"],
                name="citizen_id_belongs_to_one_person",
                violation_error_message=_("Another person is recorded with this citizen ID."),
            ),
            models.CheckConstraint(
                name="citizen_id_is_whole_or_absent",
                condition=Q(citizen_hash__isnull=True, citizen_id="", citizen_last4="")
                | (Q(citizen_hash__isnull=False) & ~Q(citizen_id="") & ~Q(citizen_last4="")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Title, first name and surname, written as Thai does: the title joined to the name."""
        return f"{self.title}{self.first_name} {self.last_name}".strip()

    def named(self, *, title: str, first_name: str, last_name: str) -> Self:
        """Set the name, with the forms in which it is searched and sorted."""
        self.title, self.first_name, self.last_name = title, first_name, last_name
        self.search = thai.search_text(f"{first_name} {last_name}")
        self.sort_key = thai.sort_key(f"{first_name} {last_name}")
        return self

    def identified(self, number: str) -> Self:
        """Set the citizen ID `number` (13 digits), encrypted, hashed and with its last four digits."""
        self.citizen_id, self.citizen_hash = citizen.encrypt(number), citizen.keyed_hash(number)
        self.citizen_last4, self.no_citizen_id = number[-4:], ""
        return self

    def address(self) -> str:
        """Write the address in one line."""
        parts = (self.house_number, f"หมู่ {self.moo}" if self.moo else "", self.place)
        return " ".join(part for part in parts if part)


class Helped(models.Model):
    """The first time a fund helped a person: each person counts once in a fund, from that day.

    `outsider` says what they were then. Kept by the act that pays; check_books recomputes it.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="helped_by", verbose_name=_("person"))
    first_on = models.DateField(_("first helped on"))
    outsider = models.BooleanField(_("not a member then"))

    class Meta:
        verbose_name = _("person helped by a fund")
        verbose_name_plural = _("people helped by funds")
        constraints = (models.UniqueConstraint(fields=["fund", "person"], name="person_is_helped_first_once"),)

    def __str__(self) -> str:
        return f"{self.person} {self.first_on}"


class HelpedInProvince(models.Model):
    """The first time any fund of a province helped a person: each person counts once in the province."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="helped_in", verbose_name=_("person"))
    first_on = models.DateField(_("first helped on"))
    outsider = models.BooleanField(_("not a member then"))

    class Meta:
        verbose_name = _("person helped in a province")
        verbose_name_plural = _("people helped in provinces")
        constraints = (
            models.UniqueConstraint(fields=["province", "person"], name="person_is_helped_first_once_in_province"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.first_on}"
