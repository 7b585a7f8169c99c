"""The list of a round of the state's match, member by member, as it was when the request was sent."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds import heads
from funds.models import Fund, MatchRequest, Outcome

from .membership import Membership


class Why(models.TextChoices):
    """Why a membership is not counted in a round."""

    APPLYING = heads.Why.APPLYING.value, _("was not admitted by then")
    LATER = heads.Why.LATER.value, _("joined after the counting day")
    DIED = heads.Why.DIED.value, _("died by then")
    LAPSED = heads.Why.LAPSED.value, _("membership lapsed by then")
    LEFT = heads.Why.LEFT.value, _("had left by then")
    SHORT = heads.Why.SHORT.value, _("less than a full year in the fund")
    MATCHED_OUT = heads.Why.MATCHED_OUT.value, _("matched as often as may be")
    OWING = heads.Why.OWING.value, _("has not paid what fell due")


class MatchLineQuerySet(models.QuerySet["MatchLine"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(request__round__fund=fund)

    def counted(self) -> Self:
        return self.filter(why="")

    def matched(self) -> Self:
        """Keep the members whom an approved request matched and who were not struck off it."""
        return self.filter(why="", strike__isnull=True, request__verdict__outcome=Outcome.APPROVED)


class MatchLine(models.Model):
    """One membership in the list of a request, in its order: counted, or `why` not.

    `rounds` is how often it was matched before, `since` from when its full year ran. The database refuses to change a
    line, and there is no room for one more than the request says.
    """

    request = models.ForeignKey(MatchRequest, models.PROTECT, related_name="+", verbose_name=_("request for the match"))
    position = models.PositiveIntegerField(_("order"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="match_lines", verbose_name=_("membership"))
    why = models.CharField(_("why it is not counted"), max_length=12, choices=Why, blank=True)
    since = models.DateField(_("in the fund since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    rounds = models.PositiveSmallIntegerField(_("rounds matched before"), default=0)

    objects = MatchLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a match list")
        verbose_name_plural = _("lines of match lists")
        constraints = (
            models.UniqueConstraint(fields=["request", "position"], name="match_line_has_one_place"),
            models.UniqueConstraint(fields=["request", "membership"], name="member_is_in_a_match_list_once"),
            models.CheckConstraint(name="match_lines_begin_with_one", condition=Q(position__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.request} {self.position}"


class MatchStrike(models.Model):
    """A counted member who does not count after all: struck off at the approval, or paid back for. Uses up no round."""

    line = models.OneToOneField(
        MatchLine, models.PROTECT, related_name="strike", verbose_name=_("line of a match list")
    )
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("member struck off a match list")
        verbose_name_plural = _("members struck off match lists")
        constraints = (models.CheckConstraint(name="match_strike_has_a_reason", condition=~Q(reason="")),)

    def __str__(self) -> str:
        return f"{self.line} {self.on}"
