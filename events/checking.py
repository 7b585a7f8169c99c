"""Is this certificate true: by its code, or by its file."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from . import pades
from .models import Certificate, CertificateFile

LARGEST_FILE = 10 * 1024 * 1024
END = b"%%EOF"


class Verdict(StrEnum):
    """What a file is."""

    GENUINE = "genuine"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a file: `certificate` where it is one of ours, `is_signed` where our signature holds."""

    verdict: Verdict
    certificate: Certificate | None = None
    is_signed: bool = False


def by_code(code: str) -> Certificate | None:
    """Give the certificate of a code, with what became of it."""
    return Certificate.objects.with_state().select_related("issue__assembly").filter(code=code).first()


def by_file(content: bytes) -> Checked:
    """Compare a file with those that were issued, and look at its signature.

    Genuine is what was issued, byte for byte, alone or with a signature of ours behind it that covers all. Changed is
    what begins as issued but has something else behind it, or has a signature that is broken or not ours.
    """
    own = _own_part(content)
    known = CertificateFile.objects.filter(sha256__in=[hashlib.sha256(part).hexdigest() for part in own]).first()
    holds = pades.holds(content) if content[:1024].lstrip().startswith(b"%PDF-") else None
    if known is None:
        return Checked(Verdict.UNKNOWN if holds is None else Verdict.CHANGED)
    certificate = by_code(known.certificate.code)
    if hashlib.sha256(content).hexdigest() == known.sha256:
        return Checked(Verdict.GENUINE, certificate)
    return Checked(Verdict.GENUINE if holds else Verdict.CHANGED, certificate, is_signed=bool(holds))


def _own_part(content: bytes) -> list[bytes]:
    """Give what may be the file without its signature: up to the first mark of an end, with the line's end or not."""
    end = content.find(END) + len(END)
    if end < len(END):
        return [content]
    return [content, *(content[: end + more] for more in range(3))]
