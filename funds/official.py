"""Official papers: frozen with their hash, found again, printed again from what they said.

A paper's content is made where its facts are known and holds what JSON can hold: amounts in whole satang, days in ISO.
"""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from welfare import trail
from welfare.models import User

from .models import Fund, OfficialPaper, PaperKind, YearAnswers


def fingerprint(fund: Fund, kind: str, year: int, as_of: date, content: Mapping[str, Any]) -> str:
    """Give the SHA-256 of an official paper: of its JSON in UTF-8 with sorted names and no spaces."""
    said = {"fund": fund.code, "kind": str(kind), "year": year, "as_of": as_of.isoformat(), "content": content}
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(written.encode()).hexdigest()


@transaction.atomic
def freeze(
    fund: Fund, kind: PaperKind, *, year: int, as_of: date, content: Mapping[str, Any], key: UUID, by: User
) -> OfficialPaper:
    """Keep the paper of `kind` and `year` (พ.ศ.) with the `content` that it had on the day `as_of`, and its hash.

    The same key gives the first copy.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := OfficialPaper.objects.filter(key=key).first():
        return done
    paper = OfficialPaper.objects.create(
        key=key, fund=fund, kind=kind, year=year, as_of=as_of, content=content,
        sha256=fingerprint(fund, kind, year, as_of, content), by=by,
    )  # fmt: skip
    trail.record(
        by=by, fund=fund.pk, act="froze", subject="official paper", subject_pk=paper.pk,
        facts={"kind": str(kind), "year": year, "on": as_of, "sha256": paper.sha256},
    )  # fmt: skip
    return paper


def is_unchanged(paper: OfficialPaper) -> bool:
    """Say whether a frozen paper is the one that was hashed; its `fund` must be loaded."""
    return paper.sha256 == fingerprint(paper.fund, paper.kind, paper.year, paper.as_of, paper.content)


def note_printed(paper: OfficialPaper, *, by: User) -> None:
    """Write down that a frozen paper was printed."""
    trail.record(
        by=by, fund=paper.fund_id, act="printed", subject="official paper", subject_pk=paper.pk,
        facts={"kind": paper.kind, "year": paper.year, "sha256": paper.sha256},
    )  # fmt: skip


# What is answered for a year.


def answered(fund: Fund, year: int) -> YearAnswers | None:
    """Give what `fund` said last of `year` (พ.ศ.), or of the last year before it that it said anything of.

    Whether it is of `year` itself, its own `year` tells. One query.
    """
    return YearAnswers.objects.filter(fund=fund, year__lte=year).order_by("-year", "-pk").first()


@transaction.atomic
def answer(fund: Fund, year: int, answers: Mapping[str, Any], *, key: UUID, by: User) -> YearAnswers:
    """Keep all `answers` of `fund` for `year` (พ.ศ.); what was answered before stays on record.

    The same key answers once.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := YearAnswers.objects.filter(key=key).first():
        return done
    made = YearAnswers.objects.create(key=key, fund=fund, year=year, answers=answers, by=by)
    trail.record(
        by=by, fund=fund.pk, act="recorded", subject="answers of a year", subject_pk=made.pk,
        facts={"year": year, "count": len([each for each in answers.values() if each])},
    )  # fmt: skip
    return made
