"""What a meeting decided, entered once however many papers rest on it."""

from datetime import date

from welfare.models import User

from .models import Body, Fund, Resolution


def resolved(
    fund: Fund, *, meeting: str, on: date, by: User, committee_set: str = "", body: Body = Body.COMMITTEE
) -> Resolution:
    """Give the resolution of that meeting of `fund`, recording it when a paper names it for the first time."""
    found, _created = Resolution.objects.get_or_create(
        fund=fund, body=body, meeting=meeting, on=on, defaults={"committee_set": committee_set, "by": by}
    )
    return found
