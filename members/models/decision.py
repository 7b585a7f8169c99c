"""What people did with a claim: signed, stood in, sent back, repaired, withdrew, confirmed, decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.models import SigningStep
from welfare.money import BahtField


class Verdict(models.TextChoices):
    """What was decided."""

    APPROVE = "approve", _("approved")
    REFUSE = "refuse", _("refused")


class Decision(models.Model):
    """What became of a claim. An approval is the last of the signatures that the fund's rule asks for.

    The database refuses one that comes before the others, or from who filed the claim or has a stake in it.
    """

    key = models.UUIDField(_("key"), unique=True)
    claim = models.OneToOneField("members.Claim", models.PROTECT, related_name="decision", verbose_name=_("claim"))
    verdict = models.CharField(_("decision"), max_length=8, choices=Verdict)
    amount = BahtField(_("amount (baht)"), default=0)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    on = models.DateField(_("decided on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by"))
    at = models.DateTimeField(_("decided at"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = (
            models.CheckConstraint(
                name="approval_has_an_amount_and_refusal_a_reason",
                condition=Q(verdict=Verdict.APPROVE, amount__gt=0)
                | (Q(verdict=Verdict.REFUSE, amount=0) & ~Q(reason="")),
                violation_error_message=_("An approval needs an amount, a refusal a reason."),
            ),
        )

    def __str__(self) -> str:
        return self.get_verdict_display()


class Signature(models.Model):
    """One person's consent to a claim, for `amount` baht, before the last one that decides it.

    `round` counts how often the claim was sent in: what was signed before it went back counts no more.
    """

    key = models.UUIDField(_("key"), unique=True)
    claim = models.ForeignKey("members.Claim", models.PROTECT, related_name="signatures", verbose_name=_("claim"))
    step = models.ForeignKey(SigningStep, models.PROTECT, related_name="+", verbose_name=_("step of approval"))
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    amount = BahtField(_("amount (baht)"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    on = models.DateField(_("signed on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by"))
    at = models.DateTimeField(_("signed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("signature under a claim")
        verbose_name_plural = _("signatures under claims")
        constraints = (
            models.UniqueConstraint(
                fields=["claim", "round", "by"],
                name="claim_is_signed_once_by_each",
                violation_error_message=_("You have signed this claim."),
            ),
            models.CheckConstraint(name="signature_is_for_some_baht", condition=Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.claim} {self.by}"


class StandIn(models.Model):
    """A provincial officer acts on one claim for an office that the fund cannot fill, and says why."""

    claim = models.ForeignKey("members.Claim", models.PROTECT, related_name="stand_ins", verbose_name=_("claim"))
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("stood in"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("officer standing in")
        verbose_name_plural = _("officers standing in")
        constraints = (
            models.UniqueConstraint(fields=["claim", "by"], name="officer_stands_in_once_on_a_claim"),
            models.CheckConstraint(name="standing_in_has_a_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.claim} {self.by}"


class ClaimAct(models.TextChoices):
    """What may happen to a claim beside its signatures, its decision and its payment."""

    RETURNED = "returned", _("sent back for repair")
    REPAIRED = "repaired", _("repaired and sent in again")
    WITHDRAWN = "withdrawn", _("withdrawn by the claimant")
    CONFIRMED = "confirmed", _("receipt of the money confirmed")


class ClaimStep(models.Model):
    """One dated record in the life of a claim; the database keeps their order."""

    key = models.UUIDField(_("key"), unique=True)
    claim = models.ForeignKey("members.Claim", models.PROTECT, related_name="acts", verbose_name=_("claim"))
    act = models.CharField(_("step"), max_length=12, choices=ClaimAct)
    note = models.CharField(_("note"), max_length=300)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("step of a claim")
        verbose_name_plural = _("steps of claims")
        indexes = (models.Index(fields=["claim", "id"], name="steps_of_a_claim"),)
        constraints = (models.CheckConstraint(name="claim_step_has_a_note", condition=~Q(note="")),)

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.on}"
