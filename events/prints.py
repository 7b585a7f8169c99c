"""The papers of an assembly, always in Thai: badges to cut out."""

from collections.abc import Callable, Sequence

from django.utils.translation import override

from welfare import codes, paper, qr, thai

from .models import Assembly, Attendance


def badges(assembly: Assembly, people: Sequence[Attendance], *, address: Callable[[str], str]) -> bytes:
    """Print a badge for each of `people`, eight on a page of A4; `address` gives where the QR code of a code leads."""
    with override("th"):
        return paper.pdf("badges", {
            "title": assembly.title, "theme": assembly.theme, "day": assembly.on.isoformat(),
            "when": thai.long_date(assembly.on), "place": assembly.place,
            "badges": [
                {
                    "name": each.name, "from": each.organisation, "list": each.invitation.called,
                    "group": str(each.invitation.get_group_display()), "code": codes.written(each.code),
                    "qr": qr.svg(address(each.code)),
                }
                for each in people
            ],
        })  # fmt: skip
