"""What is unusual in the demo: a step of approval that payments stay just under, and one signal that was looked at."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from funds import signing
from funds.models import Fund, Resolution, Signers
from funds.signing import Step
from members import unusual
from members.models import SignalKind
from welfare.models import User

from .plan import LAST_DAY

WITH_A_STEP, LOOKED_AT = "patong", "si-sunthon"
SINCE, ADOPTED_ON = date(2017, 8, 1), date(2017, 7, 20)
ABOVE = Decimal(8000)
FOUND = "ถามเลขานุการแล้ว คณะกรรมการประชุมเดือนเว้นเดือน จึงบันทึกคำขอพร้อมกันหลังประชุม"


def write(funds: Mapping[str, Fund], users: Mapping[tuple[str, str], User]) -> None:
    """Let one fund have its chair sign above ABOVE baht, and one auditor close what was found."""
    if fund := funds.get(WITH_A_STEP):
        secretary = users["secretary", fund.code]
        resolution = Resolution.objects.create(fund=fund, meeting="พิเศษ/2560", on=ADOPTED_ON, by=secretary)
        steps = (Step(Signers.COMMITTEE), Step(Signers.CHAIR, above=ABOVE))
        signing.adopt(fund, steps, since=SINCE, by=secretary, resolution=resolution)
    if fund := funds.get(LOOKED_AT):
        for signal in unusual.found([fund.pk], LAST_DAY):
            if signal.kind == SignalKind.MAKER:
                key = uuid5(UUID(int=0), f"signal {signal.subject}")
                unusual.close(signal, key=key, reason=FOUND, on=LAST_DAY, by=users["auditor", fund.code])
