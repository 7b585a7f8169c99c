"""The papers of an assembly, always in Thai: badges to cut out."""

from collections.abc import Callable, Sequence

from django.utils.translation import override

from welfare import codes, paper, qr, thai

from .models import Assembly, Attendance, Invitation

FUND = "กองทุนสวัสดิการชุมชน"


def badges(assembly: Assembly, people: Sequence[Attendance], *, address: Callable[[str], str]) -> bytes:
    """Print a badge for each of `people`, eight on a page of A4; `address` gives where the QR code of a code leads."""
    with override("th"):
        return paper.pdf("badges", {
            "title": assembly.title, "theme": assembly.theme, "day": assembly.on.isoformat(),
            "when": thai.long_date(assembly.on), "place": assembly.place,
            "badges": [
                {
                    "name": each.name, "from": each.organisation, "list": _in_parts(each.invitation),
                    "group": "" if each.invitation.fund else str(each.invitation.get_group_display()),
                    "code": codes.written(each.code),
                    "qr": qr.svg(address(each.code)),
                }
                for each in people
            ],
        })  # fmt: skip


def _in_parts(invitation: Invitation) -> list[str]:
    """Give who is invited in the lines of a badge: what every fund is called, then where it is."""
    name = invitation.fund.name_th if invitation.fund else invitation.called
    place = name.removeprefix(FUND)
    return [FUND, place] if place and place != name else [name]
