"""What a drafted rule book would have cost, reckoned over past claims part by part."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from funds.models import Fund, RegulationDraft
from welfare.money import from_satang


class WhatIfQuerySet(models.QuerySet["WhatIf"]):
    def of(self, fund: Fund) -> Self:
        return self.filter(fund=fund)


class WhatIf(models.Model):
    """One run: the claims of `first_on` to `last_on` judged by `book`, the draft as it was at `revision`.

    `done` of `total` people are reckoned, up to the person `reached`; `sums` are whole satang and counts. A run
    is no record of the books: it goes when its draft goes.
    """

    key = models.UUIDField(_("key"), unique=True)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+", verbose_name=_("fund"))
    draft = models.ForeignKey(RegulationDraft, models.CASCADE, related_name="+", verbose_name=_("draft"))
    revision = models.PositiveIntegerField(_("revision"))
    book = models.JSONField(_("rule book"))
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("until"))
    total = models.PositiveIntegerField(_("people"))
    done = models.PositiveIntegerField(_("people reckoned"), default=0)
    reached = models.BigIntegerField(_("last person reckoned"), default=0)
    sums = models.JSONField(_("sums so far"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    at = models.DateTimeField(_("asked at"), auto_now_add=True)

    objects = WhatIfQuerySet.as_manager()

    class Meta:
        verbose_name = _("reckoning of a draft")
        verbose_name_plural = _("reckonings of drafts")

    def __str__(self) -> str:
        return f"{self.draft} {self.first_on}–{self.last_on}"

    @property
    def is_done(self) -> bool:
        return self.done >= self.total

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """Give the sums by "benefit", "year" or "unknown" as the page shows them: cases, baht paid, baht as drafted."""
        return [
            {
                "key": int(key) if kind == "year" else key, "cases": cases,
                "paid": from_satang(paid), "would": from_satang(would), "more": from_satang(would - paid),
                "changed": changed,
            }
            for key, (cases, paid, would, changed) in sorted(self.sums.get(kind, {}).items())
        ]  # fmt: skip
