"""Certificates on paper: the facts of a row fill the page, so the same row gives the same bytes."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.utils import translation

from welfare import qr, thai
from welfare.paper import Press

from . import codes, lettering
from .models import Certificate, Issue, Picture
from .pictures import SVG

TEMPLATE = "certificate"
PRESSES_KEPT = 4
NUMBERED = "เลขที่ "
CHECKED_AT = "ตรวจสอบได้ที่ "


def file_of(certificate: Certificate) -> bytes:
    """Make the file of one certificate; its issue must be loaded."""
    return press_of(certificate.issue).pdf([page(certificate)])


def files_of(certificates: Iterable[Certificate]) -> Iterator[tuple[Certificate, bytes]]:
    """Make a file for each of `certificates`, one after the other; their issues must be loaded."""
    for certificate in certificates:
        yield certificate, file_of(certificate)


def book_of(issue: Issue, certificates: Iterable[Certificate]) -> bytes:
    """Make one file for the printer of `certificates` of one issue, a page each."""
    return press_of(issue).pdf([page(certificate) for certificate in certificates])


def specimens(look: dict[str, Any], names: Sequence[str], deed: str, address: str) -> bytes:
    """Make pages to look at before anything is issued: no number, a code that is nobody's, a word across them."""
    nobody = codes.with_checks(codes.ALPHABET[0] * codes.RANDOM)
    pages = [
        _page(name, deed, number=thai.thai_digits("…/…"), code=nobody, address=address)
        for name in names
    ]  # fmt: skip
    return _press(look, specimen="ตัวอย่าง").pdf(pages)


def fingerprint(made: bytes) -> str:
    return hashlib.sha256(made).hexdigest()


def number_of(certificate: Certificate, prefix: str) -> str:
    """Write the number as on paper: ๑/๒๕๖๑ behind the prefix of its kind."""
    return thai.thai_digits(f"{prefix}{certificate.number}/{certificate.year}")


def file_name(certificate: Certificate) -> str:
    """Name the file of a certificate so that a folder of them sorts as they were issued."""
    recipient = "".join(sign for sign in certificate.recipient if sign.isalnum() or sign in " ." or sign > "\u0e30")
    return f"{certificate.year}-{certificate.number:04d} {recipient.strip()[:60]}.pdf"


def page(certificate: Certificate) -> dict[str, Any]:
    """Give what is a certificate's own on the page."""
    number = number_of(certificate, certificate.issue.look["prefix"])
    return _page(
        certificate.recipient, certificate.deed, number=number, code=certificate.code,
        address=certificate.issue.address,
    )  # fmt: skip


def _page(recipient: str, deed: str, *, number: str, code: str, address: str) -> dict[str, Any]:
    letters = lettering.lettered(recipient)
    return {
        "name": recipient, "lines": letters.lines, "size": round(letters.size, 2),
        "middle": () if letters.lines else lettering.cut(recipient, 2), "deed": deed,
        "number": NUMBERED + number, "code": codes.written(code),
        "site": CHECKED_AT + address.split("://", 1)[-1].rstrip("/"),
        "qr": qr.svg(f"{address}{code}/", quiet=0),
    }  # fmt: skip


def press_of(issue: Issue) -> Press:
    """Give the press that is set up for one issue; the last few are kept."""
    return _kept(issue.pk, issue.key.hex)


@lru_cache(maxsize=PRESSES_KEPT)
def _kept(issue: int, key: str) -> Press:
    """Set up the press of an issue, which never changes; the key tells two databases apart."""
    return _press(Issue.objects.get(pk=issue).look)


def _press(look: dict[str, Any], *, specimen: str = "") -> Press:
    wanted = {pk for pk in [*look["seals"], *(who["picture"] for who in look["signatories"])] if pk}
    kept = Picture.objects.in_bulk(wanted)
    names = {pk: f"picture-{pk}.{'svg' if one.kind == SVG else 'png'}" for pk, one in kept.items()}
    shown = look | {
        "seals": [{"picture": names[pk], "name": kept[pk].name} for pk in look["seals"]],
        "signatories": [who | {"picture": names.get(who["picture"], "")} for who in look["signatories"]],
    }
    with translation.override("th"):
        facts = {"look": shown, "specimen": specimen, "day": look["day"], "title": f"เกียรติบัตร {look['kind']}"}
    return Press(TEMPLATE, facts, {names[pk]: bytes(one.content) for pk, one in kept.items()})
