"""Certificates (เกียรติบัตร): their kinds, who signs them, each as it was issued, and what became of it.

What a certificate says is frozen when it is issued. It is never changed or deleted: it is replaced or withdrawn, and
that is a record of its own.
"""

import re
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events import codes
from funds.models import Fund, Province
from welfare import thai

from .assembly import Assembly
from .picture import Picture


class Border(models.TextChoices):
    """The frame of the paper."""

    DOUBLE = "double", _("two lines")
    CORNERS = "corners", _("a fine line with ornaments in the corners")
    LINE = "line", _("one line")
    NONE = "none", _("no frame")


class Colour(models.TextChoices):
    """The colour of the frame, the heading and the recipient."""

    BLUE = "#1c4a66", _("sea blue")
    GOLD = "#80620f", _("old gold")
    GREEN = "#1d5b3c", _("leaf green")
    RED = "#7a1f2b", _("dark red")
    BLACK = "#1a1a1a", _("black")


class OfProvince(models.QuerySet[Any]):
    def of(self, province: Province) -> Self:
        return self.filter(province=province)


class CertificateKind(models.Model):
    """A kind of certificate: its look and its wording, which certificates issued later follow."""

    key = models.UUIDField(_("key"), unique=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    name = models.CharField(_("name of the kind"), max_length=100)
    prefix = models.CharField(_("before the number"), max_length=30, blank=True)
    title = models.CharField(_("heading of the paper"), max_length=60, default="เกียรติบัตร", blank=True)
    issuer = models.CharField(_("issuing body"), max_length=150)
    superior = models.CharField(_("second line of the heading"), max_length=150, blank=True)
    preamble = models.CharField(_("above the name"), max_length=120, default="มอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า")
    deed = models.CharField(_("what it is given for"), max_length=300)
    blessing = models.CharField(_("wish"), max_length=200, blank=True)
    border = models.CharField(_("frame"), max_length=8, choices=Border, default=Border.DOUBLE)
    colour = models.CharField(_("colour"), max_length=7, choices=Colour, default=Colour.BLUE)
    seal = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seal or logo")
    )
    second_seal = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("second seal or logo")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))

    objects = OfProvince.as_manager()

    class Meta:
        verbose_name = _("kind of certificate")
        verbose_name_plural = _("kinds of certificates")
        constraints = (
            models.UniqueConstraint(
                fields=["province", "name"], name="certificate_kind_has_its_name",
                violation_error_message=_("Another kind has this name."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class SignatoryQuerySet(OfProvince):
    def on(self, day: date) -> Self:
        """Keep those who held their post on `day`, first and last day included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Signatory(models.Model):
    """Who signs, by the name and the post they had from a day on: a new name or post is a new line."""

    key = models.UUIDField(_("key"), unique=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    name = models.CharField(_("full name"), max_length=120)
    post = models.CharField(_("post"), max_length=200)
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signature")
    )
    since = models.DateField(_("in this post since"))
    until = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = (
            models.CheckConstraint(
                name="signatory_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message=_("The last day comes before the first."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} · {self.post}"


class CertificateSeries(models.Model):
    """The last number given out of a kind in a year of พ.ศ."""

    kind = models.ForeignKey(CertificateKind, models.PROTECT, related_name="+", verbose_name=_("kind"))
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("series of certificate numbers")
        verbose_name_plural = _("series of certificate numbers")
        constraints = (models.UniqueConstraint(fields=["kind", "year"], name="one_series_of_a_kind_in_a_year"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class IssueQuerySet(models.QuerySet["Issue"]):
    def unfinished(self) -> Self:
        """Keep those of which not every certificate is issued yet."""
        return self.annotate(done=models.Count("certificates")).filter(done__lt=F("count"))


class Issue(models.Model):
    """Certificates of one kind issued at one go: what all of them show, and the recipients in their order.

    `look` is the layout, wording and signatories as they were; `recipients` are [name, deed, fund] each. They are
    issued part by part, so that it can be left and gone on with: how far it is, is how many certificates there are.
    """

    key = models.UUIDField(_("key"), unique=True)
    kind = models.ForeignKey(CertificateKind, models.PROTECT, related_name="issues", verbose_name=_("kind"))
    assembly = models.ForeignKey(
        Assembly, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("assembly")
    )
    on = models.DateField(_("date"))
    look = models.JSONField(_("layout and wording"))
    recipients = models.JSONField(_("recipients"))
    count = models.PositiveIntegerField(_("how many"))
    address = models.CharField(_("where they are checked"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue of certificates")
        verbose_name_plural = _("issues of certificates")
        constraints = (
            models.CheckConstraint(name="issue_has_recipients", condition=Q(count__gt=0)),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def of(self, province: Province) -> Self:
        return self.filter(kind__province=province)

    def matching(self, words: str) -> Self:
        """Keep those with the number `words` (12 or 12/2561), with that code, or whose recipient holds every word."""
        if number := re.fullmatch(r"(\d{1,9})(?:/(\d{4}))?", thai.arabic_digits(words).strip(), flags=re.ASCII):
            found = self.filter(number=int(number[1]))
            return found.filter(year=int(number[2])) if number[2] else found
        try:
            return self.filter(code=codes.read(words))
        except codes.NotACode:
            found = self
        for word in thai.search_text(words).split():
            found = found.filter(search__contains=word)
        return found

    def with_state(self) -> Self:
        """Load what became of each: its withdrawal, its replacement, and who handed it over."""
        return self.select_related("kind", "withdrawal", "replaced_by", "handover")

    def standing(self) -> Self:
        """Keep those that are valid: neither withdrawn nor replaced."""
        return self.filter(withdrawal__isnull=True, replaced_by__isnull=True)


class State(models.TextChoices):
    """What a certificate is worth today."""

    ISSUED = "issued", _("valid")
    REPLACED = "replaced", _("replaced")
    WITHDRAWN = "withdrawn", pgettext_lazy("certificate", "withdrawn")


class Certificate(models.Model):
    """One certificate: to whom, for what, under which number of its kind and year. `code` is what it is checked by."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="certificates", verbose_name=_("issue"))
    place = models.PositiveIntegerField(_("place in the issue"))
    kind = models.ForeignKey(CertificateKind, models.PROTECT, related_name="certificates", verbose_name=_("kind"))
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    number = models.PositiveIntegerField(_("number"))
    code = models.CharField(_("code"), max_length=codes.LENGTH, unique=True)
    recipient = models.CharField(_("recipient"), max_length=200)
    deed = models.CharField(_("what it is given for"), max_length=300)
    on = models.DateField(_("date"))
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fund"))
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    reason = models.CharField(_("why it replaces"), max_length=300, blank=True)
    search = models.CharField(_("recipient as searched"), max_length=220, editable=False)
    at = models.DateTimeField(_("issued at"), auto_now_add=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        indexes = (models.Index(fields=["kind", "-on", "-number"], name="certificate_in_lists"),)
        constraints = (
            models.UniqueConstraint(fields=["issue", "place"], name="certificate_is_issued_once"),
            models.UniqueConstraint(fields=["kind", "year", "number"], name="certificate_number_never_repeats"),
            models.CheckConstraint(name="certificate_number_begins_with_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="certificate_names_its_recipient", condition=~Q(recipient="")),
            models.CheckConstraint(
                name="replacing_a_certificate_has_a_reason", condition=Q(replaces__isnull=True) | ~Q(reason="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def written_code(self) -> str:
        """The code as it stands on paper."""
        return codes.written(self.code)

    @property
    def reason_of_state(self) -> str:
        """Why it is not valid any more; the query must have asked `with_state`."""
        withdrawal, replaced_by = getattr(self, "withdrawal", None), getattr(self, "replaced_by", None)
        return str(withdrawal.reason) if withdrawal else str(replaced_by.reason) if replaced_by else ""

    @property
    def state(self) -> State:
        """What it is worth; the query must have asked `with_state`."""
        if getattr(self, "withdrawal", None):
            return State.WITHDRAWN
        return State.REPLACED if getattr(self, "replaced_by", None) else State.ISSUED
