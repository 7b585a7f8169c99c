"""Which rounds of the state's match wait for whom: read from their records, as match_stages says where each stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import IntegerField, TextChoices
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from funds.access import Role
from funds.models import Fund
from welfare.models import User
from welfare.money import from_satang


class Act(TextChoices):
    """What is to be done next with a round."""

    SEND = "send", _("Send the match request")
    APPROVE = "approve", _("Record the approval")
    PAY_BACK = "pay_back", _("Pay some of the match back")
    RECEIVE = "receive", _("Receive the match")


# Who does it, and how they are named for others.
WHOSE: Mapping[Act, Role] = {
    Act.SEND: Role.REGISTRAR, Act.APPROVE: Role.PROVINCE_READER, Act.PAY_BACK: Role.PAYER, Act.RECEIVE: Role.COLLECTOR,
}  # fmt: skip
NAMES: Mapping[Act, Any] = {
    Act.SEND: _("the secretary or treasurer"), Act.APPROVE: _("the provincial office"),
    Act.PAY_BACK: _("the treasurer"), Act.RECEIVE: _("the treasurer"),
}  # fmt: skip

# Counted on every page of a fund, where building the same in Python would cost more than all else; amounts are satang.
# A round whose counting day has not come waits for nobody.
_MOVED = """
    COALESCE((
        SELECT SUM(entry.amount)
        FROM funds_matchmoney AS moved JOIN funds_transfer AS entry ON entry.id = moved.transfer_id
        WHERE moved.request_id = request.id AND {} moved.is_back
            AND NOT EXISTS (SELECT 1 FROM funds_transfer AS turned WHERE turned.reversal_of_id = entry.id)
    ), 0)
"""
_STANDS = f"""
    SELECT round.id, round.number, round.counting_on, request.id AS request_id, request."on" AS sent_on,
        request.by_id AS sent_by, request.amount AS asked, verdict."on" AS decided_on,
        COALESCE((
            SELECT amended.amount FROM funds_matchamendment AS amended WHERE amended.request_id = request.id
            ORDER BY amended.id DESC LIMIT 1
        ), verdict.amount) AS approved,
        {_MOVED.format("NOT")} AS received, {_MOVED.format("")} AS back,
        COALESCE((
            SELECT SUM(recalled.amount) FROM funds_matchrecall AS recalled WHERE recalled.request_id = request.id
        ), 0) AS recalled
    FROM funds_matchround AS round
    LEFT JOIN funds_matchrequest AS request ON request.round_id = round.id AND NOT EXISTS (
        SELECT 1 FROM funds_matchverdict AS other WHERE other.request_id = request.id AND other.outcome <> 'approved')
    LEFT JOIN funds_matchverdict AS verdict ON verdict.request_id = request.id
    WHERE round.fund_id = %s
"""  # noqa: S608 our own words
_SUMMED = f"""
    SELECT stands.*,
        CASE WHEN recalled > received - approved THEN recalled ELSE received - approved END - back AS due,
        approved - received + CASE WHEN back > recalled THEN back - recalled ELSE 0 END AS to_come
    FROM ({_STANDS}) AS stands
"""  # noqa: S608 our own words
_WAITING = f"""
    SELECT id, number, sent_by,
        CASE WHEN request_id IS NULL THEN '{Act.SEND}' WHEN decided_on IS NULL THEN '{Act.APPROVE}'
            WHEN due > 0 THEN '{Act.PAY_BACK}' WHEN to_come > 0 THEN '{Act.RECEIVE}' ELSE '' END AS act,
        COALESCE(decided_on, sent_on, counting_on) AS since,
        CASE WHEN decided_on IS NULL THEN asked WHEN due > 0 THEN due ELSE to_come END AS satang
    FROM ({_SUMMED}) AS summed WHERE request_id IS NOT NULL OR counting_on <= %s
"""  # noqa: S608 our own words
_OPEN = f"SELECT * FROM ({_WAITING}) AS waiting WHERE act <> '' ORDER BY since, id"  # noqa: S608 our own words
_NOT_OWN = f"NOT (act = '{Act.APPROVE}' AND sent_by = %s)"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A round (`pk`, `number`) with which `act` is to be done, since when, and how many baht it is about.

    `sent_by` is the primary key of who sent its request.
    """

    pk: int
    number: int
    act: Act
    since: date
    baht: Decimal | None
    sent_by: int | None

    def is_for(self, reader: User, rights: Mapping[str, bool]) -> bool:
        """Say whether `reader` may do it: nobody decides on what they sent."""
        return rights[WHOSE[self.act]] and not (self.act == Act.APPROVE and self.sent_by == reader.pk)


def waiting(fund: Fund, on: date) -> Iterator[Waiting]:
    """Give the rounds of `fund` with which something is to be done on the day `on`, the longest waiting first."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [fund.pk, on.isoformat()])
        rows = cursor.fetchall()
    for pk, number, sent_by, act, since, satang in rows:
        baht = None if satang is None else from_satang(int(satang))
        yield Waiting(pk, number, Act(act), date.fromisoformat(str(since)), baht, sent_by)


def counted(fund: Fund, reader: User, rights: Mapping[str, bool], on: date) -> RawSQL | None:
    """Give the expression that counts those that are for `reader`; None where none can be."""
    mine = [act.value for act, role in WHOSE.items() if rights[role]]
    if not mine:
        return None
    acts = ", ".join(["%s"] * len(mine))
    question = f"SELECT COUNT(*) FROM ({_WAITING}) AS waiting WHERE act IN ({acts}) AND {_NOT_OWN}"  # noqa: S608 our own words
    return RawSQL(question, [fund.pk, on.isoformat(), *mine, reader.pk], IntegerField())  # noqa: S611 our own words
