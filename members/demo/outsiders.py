"""Help to neighbours who are not members: who they are, why, and how much."""

from random import Random

from .benefits import Help
from .days import DAY, Month
from .people import neighbour, settle
from .places import centre, mixture_of, places_of
from .plan import FundPlan

# category, why, baht, and how often it is the reason.
REASONS = (
    ("disadvantaged", "ผู้ยากไร้ ไม่มีรายได้", (500, 500, 1000), 26),
    ("disadvantaged", "ผู้พิการ ครอบครัวมีรายได้น้อย", (500, 1000), 12),
    ("illness", "ผู้ป่วยติดเตียง", (500, 500, 1000), 22),
    ("elderly", "ผู้สูงอายุอยู่ลำพัง", (300, 500), 16),
    ("education", "ทุนการศึกษาเด็กครอบครัวยากไร้", (500, 1000), 11),
    ("disaster", "บ้านไฟไหม้", (2000, 3000), 3),
    ("disaster", "วาตภัย หลังคาบ้านเสียหาย", (1000, 2000), 3),
    ("housing", "ซ่อมบ้านผู้ยากไร้", (2000, 3000), 3),
    ("funeral", "ช่วยงานศพผู้ยากไร้", (1000, 2000), 4),
)
_CHILD, _ELDER = "education", "elderly"


def helped_outsiders(plan: FundPlan, months: list[Month], rng: Random) -> list[Help]:
    """Give one claim, and for some a second, for each of exactly `plan.helped_outsiders` neighbours."""
    return [claim for _number in range(plan.helped_outsiders) for claim in _helped(plan, months, rng)]


def _helped(plan: FundPlan, months: list[Month], rng: Random) -> list[Help]:
    # A fund helps neighbours from its second year on, more as it grows.
    first = int(12 + (len(months) - 13) * rng.random() ** 0.7)
    claims = [someone_helped(plan, months[first], rng)]
    while rng.random() < 0.12 and (first := first + rng.randint(3, 15)) < len(months):
        claims.append(_again(claims[0], months[first]))
    return claims


def someone_helped(plan: FundPlan, month: Month, rng: Random) -> Help:
    """Make a neighbour whom the meeting of a month helps."""
    category, reason, amounts, _often = rng.choices(REASONS, [each[3] for each in REASONS])[0]
    places = places_of(plan.code)
    branch = rng.randrange(len(places))
    someone = neighbour(rng, mixture_of(plan.code).kin(rng), month.first, ages=_ages(category))
    settle(rng, [someone], branch=branch, moo=places[branch][0], place=places[branch][1])
    occurred_on = month.meeting - DAY * rng.randint(3, 25)
    return Help(
        someone, None, "", category, occurred_on, occurred_on + DAY * rng.randint(1, 3), rng.choice(amounts) * 100,
        facts=f'{{"vouched_by": "{centre(*places[branch])}"}}', reason=reason, decided_on=month.meeting,
        paid_on=month.meeting,
    )  # fmt: skip


def _again(earlier: Help, month: Month) -> Help:
    """Help someone for the same reason another time; of who was buried, the household left behind."""
    occurred_on = month.meeting - DAY * 7
    category, reason = earlier.category, earlier.reason
    if category == "funeral":
        category, reason = "disadvantaged", "ครอบครัวของผู้เสียชีวิตยากไร้"
    return Help(
        earlier.person, None, "", category, occurred_on, occurred_on + DAY * 2, earlier.satang,
        facts=earlier.facts, reason=reason, decided_on=month.meeting, paid_on=month.meeting,
    )  # fmt: skip


def _ages(category: str) -> tuple[int, int, int]:
    """Give the ages between which, and around which, people need help of a category."""
    return {_CHILD: (6, 18, 11), _ELDER: (66, 93, 76)}.get(category, (25, 90, 62))
