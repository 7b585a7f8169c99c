"""The day as a calendar file (RFC 5545): lines of 75 octets at most, the zone of Thailand written out."""

from datetime import datetime

from .models import Assembly

ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Bangkok", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
LONGEST = 75  # octets of a line


def ics(assembly: Assembly, *, stamped_at: datetime, address: str) -> bytes:
    """Write the calendar file of `assembly`; `stamped_at` is of UTC, `address` its public page."""
    on = assembly.on
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Community welfare funds//Assemblies//TH", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", *ZONE, "BEGIN:VEVENT", f"UID:{assembly.key}", f"DTSTAMP:{stamped_at:%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Asia/Bangkok:{on:%Y%m%d}T{assembly.starts_at:%H%M%S}",
        f"DTEND;TZID=Asia/Bangkok:{on:%Y%m%d}T{assembly.ends_at:%H%M%S}",
        f"SUMMARY:{_text(f'{assembly.title} “{assembly.theme}”')}", f"LOCATION:{_text(assembly.place)}",
        f"URL:{address}", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Break a line after 75 octets, between characters; what goes on begins with a space."""
    pieces: list[bytes] = []
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > LONGEST - (1 if pieces else 0):
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece])
