"""Two small funds to make as the demo makes eighteen."""

from datetime import date
from decimal import Decimal

from members.demo.plan import FundPlan

RAWAI = FundPlan("rawai", date(2006, 10, 29), 60, Decimal("320000.25"), 46, 12)
CHALONG = FundPlan("chalong", date(2009, 2, 15), 40, Decimal("210000.75"), 25, 8)
SMALL = (RAWAI, CHALONG)
