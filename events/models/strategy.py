"""A strategy of the network: its versions, who shall sign each, and the acts: adopted, handed over, carried out."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events import texts
from funds.models import Fund, Province
from welfare.models import User

from .minutes import AssemblyResolution

HASH = 64  # hexadecimal digits of a SHA-256
HUNDRED = 100


class Enclosure(models.Model):
    """A file that belongs to a strategy: the paper of a version, a page signed by hand, a letter of delegation.

    `address` is where the bytes lie and how they are asked for, `sha256` what they must still be.
    """

    address = models.UUIDField(_("address"), unique=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    name = models.CharField(_("name of the file"), max_length=100)
    kind = models.CharField(_("kind of file"), max_length=20)
    size = models.PositiveIntegerField(_("size (bytes)"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=HASH)
    at = models.DateTimeField(_("sent at"), auto_now_add=True)

    class Meta:
        verbose_name = _("enclosed file")
        verbose_name_plural = _("enclosed files")

    def __str__(self) -> str:
        return self.name


class StrategyQuerySet(models.QuerySet["Strategy"]):
    def of(self, province: Province) -> Self:
        return self.filter(province=province)

    def matching(self, words: str) -> Self:
        return self.filter(title__contains=words) if words else self

    def shown(self) -> Self:
        """Keep those of which a version was adopted: what everyone may read."""
        return self.filter(versions__adoption__isnull=False).distinct()

    def with_last(self) -> Self:
        """Give each the number of its last version as `last`, and as `signed` that of the newest one signed by all."""
        whole = (
            Version.objects.adopted()
            .with_counts()
            .filter(Q(strategy=models.OuterRef("pk"), party_count__gt=0, signed_count=models.F("party_count")))
        )
        newest = whole.order_by("-number").values("number")[:1]
        return self.annotate(last=models.Max("versions__number"), signed=models.Subquery(newest))

    def locked(self) -> Self:
        """Take the strategy's lock: one writer at a time among its versions and their signatures."""
        return self.select_for_update(no_key=True)


class Strategy(models.Model):
    """A document such as ยุทธศาสตร์ภาคประชาชน; what it says stands in its versions alone."""

    key = models.UUIDField(_("key"), unique=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    title = models.CharField(_("title"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        verbose_name = _("strategy document")
        verbose_name_plural = _("strategy documents")

    def __str__(self) -> str:
        return self.title


class VersionQuerySet(models.QuerySet["Version"]):
    def of(self, province: Province) -> Self:
        return self.filter(strategy__province=province)

    def adopted(self) -> Self:
        return self.filter(adoption__isnull=False)

    def with_counts(self) -> Self:
        """Give each version `party_count`, and `signed_count` of signatures on exactly its text."""
        return self.annotate(
            party_count=Count("parties", distinct=True),
            signed_count=Count(
                "parties", filter=Q(parties__signature__version_sha256=models.F("sha256")), distinct=True
            ),
        )


class Version(models.Model):
    """The text of a strategy as it stood once, in its canonical form, and the hash that is adopted and signed."""

    key = models.UUIDField(_("key"), unique=True)
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="versions", verbose_name=_("strategy document"))
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=HASH)
    file = models.ForeignKey(Enclosure, models.PROTECT, null=True, related_name="+", verbose_name=_("file"))
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"))

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = (models.UniqueConstraint(fields=["strategy", "number"], name="version_number_is_used_once"),)

    def __str__(self) -> str:
        return f"{self.strategy} {self.number}"

    @cached_property
    def document(self) -> texts.Document:
        """What the text says, part by part."""
        return texts.read(self.text)

    def is_as_written(self) -> bool:
        """Say whether the text still has the hash that it was published with."""
        return texts.sha256(self.text) == self.sha256


class PartyQuerySet(models.QuerySet["Party"]):
    def of(self, province: Province) -> Self:
        return self.filter(version__strategy__province=province)

    def unsigned(self) -> Self:
        return self.filter(signature__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("place")


class Party(models.Model):
    """An organisation that shall sign a version, its place in the order, and who signs for it in which post.

    Person and post may change until it has signed; what counts is what the signature says.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="parties", verbose_name=_("version"))
    place = models.PositiveSmallIntegerField(_("place in the order"))
    organisation = models.CharField(_("organisation"), max_length=200)
    person = models.CharField(_("person"), max_length=200)
    post = models.CharField(_("post"), max_length=200)
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fund"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("signing organisation")
        verbose_name_plural = _("signing organisations")
        constraints = (
            models.UniqueConstraint(fields=["version", "place"], name="party_has_its_own_place"),
            models.UniqueConstraint(fields=["version", "organisation"], name="party_signs_a_version_once"),
        )

    def __str__(self) -> str:
        return self.organisation


class Adoption(models.Model):
    """รับรอง: the network adopted exactly this text, by a resolution of an assembly."""

    key = models.UUIDField(_("key"), unique=True)
    version = models.OneToOneField(Version, models.PROTECT, related_name="adoption", verbose_name=_("version"))
    version_sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=HASH)
    resolution = models.OneToOneField(
        AssemblyResolution, models.PROTECT, related_name="+", verbose_name=_("resolution")
    )
    on = models.DateField(_("adopted on"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")

    def __str__(self) -> str:
        return f"{self.version} {self.resolution}"


class HandOver(models.Model):
    """ส่งมอบ: exactly this text, signed by all, was handed over: by whom to whom, when, where."""

    key = models.UUIDField(_("key"), unique=True)
    version = models.OneToOneField(Version, models.PROTECT, related_name="hand_over", verbose_name=_("version"))
    version_sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=HASH)
    giver = models.CharField(_("handed over by"), max_length=200)
    giver_post = models.CharField(_("post"), max_length=200)
    receiver = models.CharField(_("received by"), max_length=200, blank=True)
    receiver_post = models.CharField(_("post"), max_length=200)
    on = models.DateField(_("handed over on"))
    time = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200)
    photo = models.ForeignKey(Enclosure, models.PROTECT, null=True, related_name="+", verbose_name=_("photograph"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("handing over")
        verbose_name_plural = _("handings over")

    def __str__(self) -> str:
        return f"{self.version} {self.receiver_post}"


class ProgressQuerySet(models.QuerySet["Progress"]):
    def newest(self) -> Self:
        """Keep of each strategy and year what was reported last; what was reported before stays on record."""
        later = Progress.objects.filter(
            strategy=models.OuterRef("strategy"), number=models.OuterRef("number"), year=models.OuterRef("year"),
            pk__gt=models.OuterRef("pk"),
        )  # fmt: skip
        return self.filter(~models.Exists(later))


class Progress(models.Model):
    """How far one of the strategies had come at the end of a year (ค.ศ. in the database), in words and per cent."""

    key = models.UUIDField(_("key"), unique=True)
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="progress", verbose_name=_("strategy document"))
    number = models.PositiveSmallIntegerField(_("strategy"))
    year = models.PositiveSmallIntegerField(_("year"))
    percent = models.PositiveSmallIntegerField(_("per cent reached"))
    words = models.TextField(_("what was done"), max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        constraints = (
            models.CheckConstraint(
                name="progress_is_at_most_all",
                condition=Q(percent__lte=HUNDRED),
                violation_error_message=_("Type a number from 0 to 100."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.strategy} {self.number} {self.year}"
