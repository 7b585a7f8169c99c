"""The state's match from the first list to the last baht: begun, sent, approved, received, paid back.

What was sent stays as it was. Before it is decided a mistake is withdrawn and sent again as a new version.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import Fund, MatchRequest, MatchRound, MatchVerdict, Outcome
from welfare import trail
from welfare.models import User
from welfare.money import ZERO, format_baht, to_satang

from . import match_lists, match_wording
from .match_lists import MatchList
from .models import MatchLine, MatchStrike

TURNED_DOWN = {Outcome.WITHDRAWN: "withdrew a match request", Outcome.REFUSED: "refused a match"}


class Refused(Exception):
    """What the round does not allow; `args[0]` says why, in the reader's language."""


class AlreadyBegun(Refused):
    """The fund has this round, or another one of this counting day."""


class AlreadySent(Refused):
    """A request of this round stands."""


class TooEarly(Refused):
    """The counting day has not come."""


class NobodyCounts(Refused):
    """The list counts no member."""


class ListChanged(Refused):
    """Something was recorded since the list was shown."""


class NotOpen(Refused):
    """The request was decided, or not approved, so that this cannot be done any more or yet."""


class TooMuch(Refused):
    """More than was asked for, approved or received."""


class WhoSentIt(Refused):
    """Who sends a request does not approve it."""


class NotInTheList(Refused):
    """A member number that is not counted in the list."""


@transaction.atomic
def begin(fund: Fund, *, key: UUID, number: int, counting_on: date, by: User) -> MatchRound:
    """Begin the round `number` of `fund`, which counts members on `counting_on`. The same key begins once.

    What the last round's request said is taken over, or what the status form of the year says, to be looked at again.
    Raises AlreadyBegun.
    """
    fund = Fund.objects.locked().get(pk=fund.pk)
    if done := MatchRound.objects.filter(key=key).first():
        return done
    others = MatchRound.objects.of(fund)
    if others.filter(number=number).exists():
        raise AlreadyBegun(_("This round has been begun before."))
    if others.filter(counting_on=counting_on).exists():
        raise AlreadyBegun(_("Another round counts the members of this day."))
    last = others.order_by("-counting_on").first()
    wording = last.wording if last else match_wording.from_year(fund, counting_on)
    made = MatchRound.objects.create(key=key, fund=fund, number=number, counting_on=counting_on, wording=wording, by=by)
    log(made, "began a match round", by, counting_on=counting_on.isoformat())
    return made


@transaction.atomic
def word(round: MatchRound, wording: Mapping[str, Any], *, by: User) -> MatchRound:
    """Keep what the request of `round` says that no row tells. Raises AlreadySent while a request stands."""
    Fund.objects.locked().get(pk=round.fund_id)
    round = MatchRound.objects.get(pk=round.pk)
    _refuse_sent(round)
    if round.wording != dict(wording):
        round.wording = dict(wording)
        round.save(update_fields=["wording"])
        log(round, "worded a match request", by)
    return round


def standing(round: MatchRound) -> MatchRequest | None:
    """Give the request of `round` that stands, with what was decided on it, if there is one."""
    found = MatchRequest.objects.filter(round=round).standing().select_related("verdict", "by", "round__fund__province")
    return found.first()


def _refuse_sent(round: MatchRound) -> None:
    if standing(round):
        raise AlreadySent(_("A request of this round was sent. Withdraw it first, as long as it is not decided."))


@transaction.atomic
def send(
    round: MatchRound, *, key: UUID, seen: str, on: date, by: User, papers: Mapping[str, Any] | None = None
) -> MatchRequest:
    """Send the request of `round`: its list is counted once more and kept, with all that the paper says (`papers`).

    `seen` is the fingerprint of the list that was shown. The same key sends once. Raises AlreadySent, TooEarly,
    NobodyCounts, and ListChanged when the list is another one by now.
    """
    fund = Fund.objects.locked().select_related("province").get(pk=round.fund_id)
    if done := MatchRequest.objects.filter(key=key).first():
        return done
    round = MatchRound.objects.get(pk=round.pk)
    round.fund = fund
    _refuse_sent(round)
    if on < round.counting_on:
        raise TooEarly(_("The counting day has not come yet. The request is sent on it or later."))
    counted = match_lists.list_of(round)
    if not counted.heads:
        raise NobodyCounts(_("The list counts no member, so there is nothing to ask for."))
    if counted.fingerprint != seen:
        raise ListChanged(_("Something was recorded since the list was shown. Look at it once more."))
    return keep(round, counted, key=key, on=on, by=by, figures=match_lists.facts(counted) | dict(papers or {}))


def keep(
    round: MatchRound, counted: MatchList, *, key: UUID, on: date, by: User, figures: Mapping[str, Any]
) -> MatchRequest:
    """Keep a request with its list as the next version of `round`; the caller holds the fund's lock."""
    said = said_of(round, counted)
    request = MatchRequest.objects.create(
        **said, key=key, round=round, figures=figures, on=on, by=by, sha256=fingerprint(round, on, figures, said)
    )
    MatchLine.objects.bulk_create(
        (
            MatchLine(
                request=request, position=position, membership_id=line.membership, why=line.why, since=line.since,
                ended_on=line.ended_on, rounds=line.rounds,
            )
            for position, line in enumerate(counted.lines, start=1)
        ),
        batch_size=2000,
    )  # fmt: skip
    log(
        round, "sent a match request", by, version=request.version, heads=request.heads, amount=str(request.amount),
        sha256=request.sha256,
    )  # fmt: skip
    return request


# What a request says of its list, beside its figures.
SAID = ("version", "heads", "lines", "list_sha256", "head_rate", "amount")


def said_of(round: MatchRound, counted: MatchList) -> dict[str, Any]:
    """Give what the next version of a request says of its list."""
    return {
        "version": round.requests.count() + 1, "heads": counted.heads, "lines": len(counted.lines),
        "list_sha256": counted.fingerprint, "head_rate": counted.rule.head_rate, "amount": counted.amount,
    }  # fmt: skip


def fingerprint(round: MatchRound, on: date, figures: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """Give the SHA-256 of a request: of its JSON in UTF-8 with sorted names and no spaces; sums in satang."""
    money = {name: to_satang(said[name]) for name in ("head_rate", "amount")}
    whole = {
        "fund": round.fund.code, "round": round.number, "counting_on": round.counting_on.isoformat(),
        "on": on.isoformat(), "figures": figures, **said, **money,
    }  # fmt: skip
    return sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


# What becomes of it.


def opened(request: MatchRequest) -> MatchRequest:
    """Take the fund's lock and give the request as it is now."""
    round = MatchRound.objects.get(pk=request.round_id)
    Fund.objects.locked().get(pk=round.fund_id)
    return MatchRequest.objects.select_related("round__fund__province", "verdict").get(pk=request.pk)


def _decided(request: MatchRequest, key: UUID) -> MatchVerdict | None:
    """Give the decision that `key` made before. Raises NotOpen where there is another one."""
    done: MatchVerdict | None = getattr(request, "verdict", None)
    if done and done.key != key:
        raise NotOpen(_("This request is decided already: %(outcome)s.") % {"outcome": done.get_outcome_display()})
    return done


@transaction.atomic
def withdraw(request: MatchRequest, *, key: UUID, reason: str, on: date, by: User) -> MatchVerdict:
    """Withdraw a request that is not decided, so that the round can be sent again. Raises NotOpen."""
    return _turn_down(request, Outcome.WITHDRAWN, key=key, reason=reason, on=on, by=by)


@transaction.atomic
def refuse(request: MatchRequest, *, key: UUID, reason: str, on: date, by: User) -> MatchVerdict:
    """Record that a request was not approved, and why. Raises NotOpen."""
    return _turn_down(request, Outcome.REFUSED, key=key, reason=reason, on=on, by=by)


def _turn_down(request: MatchRequest, outcome: Outcome, *, key: UUID, reason: str, on: date, by: User) -> MatchVerdict:
    request = opened(request)
    if done := _decided(request, key):
        return done
    made = MatchVerdict.objects.create(key=key, request=request, outcome=outcome, reason=reason, on=on, by=by)
    log(request.round, TURNED_DOWN[outcome], by, version=request.version, reason=reason)
    return made


@transaction.atomic
def approve(
    request: MatchRequest, *, key: UUID, amount: Decimal, on: date, by: User, paper: str = "", reason: str = "",
    struck: Iterable[int] = (),
) -> MatchVerdict:  # fmt: skip
    """Record that `amount` baht were approved by the letter `paper`, perhaps less than asked, which needs a `reason`.

    `struck` are numbers of members whom the approval leaves out: they use up no round. The same key records once.
    Raises NotOpen, WhoSentIt, TooMuch, NotInTheList.
    """
    request = opened(request)
    if done := _decided(request, key):
        return done
    if request.by_id == by.pk:
        raise WhoSentIt(_("Who sent the request does not record its approval."))
    lines = counted_lines(request, set(struck))
    most = (request.heads - len(lines)) * request.head_rate
    if not ZERO < amount <= most:
        raise TooMuch(
            _("At most %(most)s baht can be approved: the members left in the list at the round's rate.")
            % {"most": format_baht(most)}
        )
    made = MatchVerdict.objects.create(
        key=key, request=request, outcome=Outcome.APPROVED, heads=request.heads - len(lines), amount=amount,
        paper=paper, reason=reason, on=on, by=by,
    )  # fmt: skip
    strike(lines, reason or _("left out by the approval"), on, by)
    log(
        request.round, "approved a match", by, version=request.version, amount=str(amount), heads=made.heads,
        paper=paper, struck=[line.membership.number for line in lines],
    )  # fmt: skip
    return made


def counted_lines(request: MatchRequest, numbers: set[int]) -> list[MatchLine]:
    """Give the counted lines of the members with these numbers. Raises NotInTheList, naming the others."""
    found = MatchLine.objects.filter(
        request=request, why="", strike__isnull=True, membership__number__in=numbers
    ).select_related("membership__person")
    lines = list(found.order_by("position"))
    if unknown := numbers - {line.membership.number for line in lines}:
        raise NotInTheList(
            _("Not counted in this list: member number %(numbers)s.")
            % {"numbers": ", ".join(str(number) for number in sorted(unknown))}
        )
    return lines


def strike(lines: Iterable[MatchLine], reason: str, on: date, by: User) -> None:
    """Take counted members off a list: they use up no round by it."""
    MatchStrike.objects.bulk_create(MatchStrike(line=line, reason=reason, on=on, by=by) for line in lines)


def log(round: MatchRound, act: str, by: User, *, before: Mapping[str, Any] | None = None, **facts: Any) -> None:
    """Write down what was done with a round, and what of it held `before`."""
    trail.record(
        by=by, fund=round.fund_id, act=act, subject="match round", subject_pk=round.pk,
        facts={"round": round.number} | facts, before=before,
    )  # fmt: skip
