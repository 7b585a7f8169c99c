"""What the demo province adds up to on its last day, fund by fund.

The four sums are the published ones; the share of each fund, and the day it was founded on, are invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LAST_DAY = date(2018, 8, 14)
SEED = "บาทละวัน"
# Funds whose last round of the state's match is not received, and how far it is; one where some is to be paid back.
MATCH_ON_ITS_WAY = {"patong": "sent", "kathu": "approved", "wichit": "draft", "pa-khlok": "refused"}
MATCH_DUE_BACK = "si-sunthon"
# What stands out, for who watches: nothing was entered after a day, a very old member, two claims for the same nights.
SILENT_AFTER = {"sakhu": date(2018, 5, 31)}
WITH_A_VERY_OLD_MEMBER, WITH_NIGHTS_CLAIMED_TWICE = "patong", "ratsada"


@dataclass(frozen=True, slots=True)
class FundPlan:
    """One fund on LAST_DAY: `members` active, `balance` baht, and people helped since founding, each once."""

    code: str
    founded_on: date
    members: int
    balance: Decimal
    helped_members: int
    helped_outsiders: int

    @property
    def entered_until(self) -> date:
        """The last day of which anything was entered."""
        return SILENT_AFTER.get(self.code, LAST_DAY)


def _plan(
    code: str, founded_on: str, members: int, balance: str, helped_members: int, helped_outsiders: int
) -> FundPlan:
    return FundPlan(code, date.fromisoformat(founded_on), members, Decimal(balance), helped_members, helped_outsiders)


# Source of the sums: the province's announcement of 14 August 2561.
PROVINCE = (
    _plan("phuket-city", "2006-09-24", 1463, "6828941.67", 1142, 471),
    _plan("patong", "2007-11-18", 638, "2713406.12", 468, 213),
    _plan("kathu", "2007-03-11", 779, "3408214.90", 597, 217),
    _plan("karon", "2009-08-09", 412, "1633870.25", 287, 119),
    _plan("ratsada", "2006-12-17", 1127, "4998733.41", 929, 358),
    _plan("rawai", "2006-10-29", 823, "3624127.08", 641, 268),
    _plan("wichit", "2007-06-10", 1184, "5216048.36", 933, 329),
    _plan("chalong", "2007-02-18", 897, "4017562.74", 718, 244),
    _plan("choeng-thale-municipality", "2009-06-14", 383, "1498215.50", 266, 112),
    _plan("thep-krasattri-municipality", "2008-07-20", 427, "1792340.83", 312, 108),
    _plan("si-sunthon", "2006-09-10", 1046, "4813895.19", 892, 283),
    _plan("pa-khlok", "2007-08-05", 958, "4207613.55", 716, 297),
    _plan("ko-kaeo", "2008-02-10", 607, "2586104.97", 447, 151),
    _plan("kamala", "2008-09-07", 474, "1967822.31", 364, 133),
    _plan("choeng-thale-tao", "2008-11-16", 516, "2094476.64", 372, 158),
    _plan("thep-krasattri-tao", "2009-01-25", 643, "2581939.72", 459, 191),
    _plan("mai-khao", "2009-03-15", 431, "1701283.46", 302, 149),
    _plan("sakhu", "2009-11-22", 272, "1051719.30", 187, 118),
)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums that a province shows: funds, members, baht, people helped."""

    funds: int
    members: int
    balance: Decimal
    helped_members: int
    helped_outsiders: int

    @property
    def helped(self) -> int:
        return self.helped_members + self.helped_outsiders


def totals_of(plans: Sequence[FundPlan]) -> Totals:
    """Add the funds up."""
    return Totals(
        len(plans),
        sum(plan.members for plan in plans),
        sum((plan.balance for plan in plans), Decimal(0)),
        sum(plan.helped_members for plan in plans),
        sum(plan.helped_outsiders for plan in plans),
    )
