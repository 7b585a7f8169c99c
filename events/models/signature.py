"""Signatures on a version: the ways to give one, and the sealed record of each."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from welfare.models import User

from .strategy import HASH, Enclosure, Party, Version

TRIES_MAX = 5


class SigningWay(models.TextChoices):
    """How a signature was given; each has the same standing."""

    ACCOUNT = "account", _("signed in")
    LINK = "link", _("by a link and a code")
    PAPER = "paper", _("on paper")


class Hand(models.TextChoices):
    """What the signature looks like."""

    DRAWN = "drawn", _("drawn by hand")
    TYPED = "typed", _("name typed and confirmed")
    PAPER = "paper", _("on the paper")


class SigningLinkQuerySet(models.QuerySet["SigningLink"]):
    def open(self, *, at: datetime) -> Self:
        """Keep the links that can still be signed by at the moment `at`."""
        return self.filter(
            signature__isnull=True, party__signature__isnull=True, is_withdrawn=False, expires_at__gt=at,
            tries__lt=TRIES_MAX,
        )  # fmt: skip


class SigningLink(models.Model):
    """A way in for one party, once: a link, and a code that is told apart from it. Only their hashes are kept."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="links", verbose_name=_("signing organisation"))
    token_hash = models.CharField(_("hash of the link"), max_length=HASH, unique=True)
    code_hash = models.CharField(_("hash of the code"), max_length=HASH)
    expires_at = models.DateTimeField(_("ends at"))
    tries = models.PositiveSmallIntegerField(_("wrong codes"), default=0)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = SigningLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("signing link")
        verbose_name_plural = _("signing links")

    def __str__(self) -> str:
        return f"{self.party} {self.expires_at:%Y-%m-%d}"


class PaperEntryQuerySet(models.QuerySet["PaperEntry"]):
    def waiting(self) -> Self:
        """Keep what a second person has neither confirmed nor turned back."""
        return self.filter(signature__isnull=True, refusal__isnull=True, party__signature__isnull=True)


class PaperEntry(models.Model):
    """The first of two people entered a page that was signed by hand: its photograph, who signed, on which day."""

    key = models.UUIDField(_("key"), unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="papers", verbose_name=_("signing organisation"))
    version_sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=HASH)
    person = models.CharField(_("person"), max_length=200)
    post = models.CharField(_("post"), max_length=200)
    behalf = models.CharField(_("on behalf of"), max_length=300, blank=True)
    on = models.DateField(_("signed on"))
    photo = models.ForeignKey(Enclosure, models.PROTECT, related_name="+", verbose_name=_("photograph"))
    letter = models.ForeignKey(Enclosure, models.PROTECT, null=True, related_name="+", verbose_name=_("letter"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    objects = PaperEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a signed page")
        verbose_name_plural = _("entries of signed pages")

    def __str__(self) -> str:
        return f"{self.party}: {self.person}"


class PaperRefusal(models.Model):
    """The second person found the entry wrong; a new one may be made."""

    entry = models.OneToOneField(PaperEntry, models.PROTECT, related_name="refusal", verbose_name=_("entry"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("turned back by"))
    at = models.DateTimeField(_("turned back at"), auto_now_add=True)

    class Meta:
        verbose_name = _("entry turned back")
        verbose_name_plural = _("entries turned back")
        constraints = (models.CheckConstraint(name="paper_refusal_has_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return self.reason


class SignatureQuerySet(models.QuerySet["Signature"]):
    def of(self, version: Version) -> Self:
        return self.filter(version=version)

    def with_records(self) -> Self:
        return self.select_related("party", "user", "link", "paper__by", "paper__photo", "letter", "confirmed_by")


class Signature(models.Model):
    """ลงนาม: a person signed exactly this text for an organisation, in a post of that day. Sealed, never changed.

    `number` counts the signatures of the version, and `seal` joins each to the one before it. `behalf` is the person
    and post that delegated by `letter`.
    """

    key = models.UUIDField(_("key"), unique=True)
    party = models.OneToOneField(
        Party, models.PROTECT, related_name="signature", verbose_name=_("signing organisation")
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures", verbose_name=_("version"))
    version_sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=HASH)
    number = models.PositiveSmallIntegerField(_("number"))
    organisation = models.CharField(_("organisation"), max_length=200)
    person = models.CharField(_("person"), max_length=200)
    post = models.CharField(_("post"), max_length=200)
    behalf = models.CharField(_("on behalf of"), max_length=300, blank=True)
    letter = models.ForeignKey(Enclosure, models.PROTECT, null=True, related_name="+", verbose_name=_("letter"))
    way = models.CharField(_("way"), max_length=8, choices=SigningWay)
    hand = models.CharField(_("signature"), max_length=8, choices=Hand)
    drawing = models.TextField(_("drawing"), blank=True)
    on = models.DateField(_("signed on"))
    at = models.DateTimeField(_("recorded at"))
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("account"))
    link = models.OneToOneField(
        SigningLink, models.PROTECT, null=True, related_name="signature", verbose_name=_("signing link")
    )
    paper = models.OneToOneField(
        PaperEntry, models.PROTECT, null=True, related_name="signature", verbose_name=_("signed page")
    )
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by"))
    seal = models.CharField(_("seal"), max_length=HASH)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = (
            models.UniqueConstraint(fields=["version", "number"], name="signature_number_is_used_once"),
            models.CheckConstraint(
                name="signature_is_given_in_one_way",
                condition=Q(way=SigningWay.ACCOUNT, user__isnull=False, link__isnull=True, paper__isnull=True)
                | Q(way=SigningWay.LINK, user__isnull=True, link__isnull=False, paper__isnull=True)
                | Q(way=SigningWay.PAPER, hand=Hand.PAPER, link__isnull=True, paper__isnull=False,
                    confirmed_by__isnull=False, user__isnull=True),
            ),
            models.CheckConstraint(
                name="signature_is_drawn_typed_or_on_paper",
                condition=(Q(hand=Hand.DRAWN) & ~Q(drawing="")) | (~Q(hand=Hand.DRAWN) & Q(drawing="")),
            ),
            models.CheckConstraint(
                name="signature_on_behalf_has_its_letter",
                condition=Q(behalf="", letter__isnull=True) | (~Q(behalf="") & Q(letter__isnull=False)),
                violation_error_message=_("Who signs for someone else needs a letter."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation}: {self.person}"

    def sealed_facts(self) -> dict[str, str | int | None]:
        """Give what the seal is made of: everything that the signature says, as it stands in its row."""
        return {
            "key": str(self.key), "party": self.party_id, "version": self.version_id, "sha256": self.version_sha256,
            "number": self.number, "organisation": self.organisation, "person": self.person, "post": self.post,
            "behalf": self.behalf, "letter": self.letter.sha256 if self.letter else None, "way": self.way,
            "hand": self.hand, "drawing": self.drawing, "on": self.on.isoformat(), "at": int(self.at.timestamp()),
            "user": self.user_id, "link": self.link_id, "paper": self.paper_id,
            "photo": self.paper.photo.sha256 if self.paper else None, "confirmed_by": self.confirmed_by_id,
        }  # fmt: skip


class Evidence(models.Model):
    """The evidence of a version as it was given out once; the file can be compared with it for ever."""

    key = models.UUIDField(_("key"), unique=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="evidence", verbose_name=_("version"))
    file = models.ForeignKey(Enclosure, models.PROTECT, related_name="+", verbose_name=_("file"))
    signature_count = models.PositiveSmallIntegerField(_("signatures"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("given out by"))
    at = models.DateTimeField(_("given out at"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return f"{self.version} {self.at:%Y-%m-%d}"
