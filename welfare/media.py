"""Files that people sent lie under the data folder by names that nobody can guess, and no address leads to them."""

import hashlib
import os
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse

from welfare.uploads import JPEG, Upload


class NotAsKept(Exception):
    """A kept file is gone, or is no longer what was kept."""


def path_of(address: UUID) -> Path:
    """Give where the file of `address` lies; a folder holds one of 256 parts of them."""
    return Path(settings.MEDIA_ROOT) / address.hex[:2] / address.hex


def keep(upload: Upload, address: UUID) -> None:
    """Write the bytes of `upload` to the disk under `address`; they are there in full or not at all."""
    place = path_of(address)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = place.with_suffix(".part")
    with open(os.open(half, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
        out.write(upload.content)
        out.flush()
        os.fsync(out.fileno())
    half.replace(place)


def forget(address: UUID) -> None:
    """Remove the bytes kept under `address` from the disk; nothing where they are gone already."""
    path_of(address).unlink(missing_ok=True)


def content(address: UUID, sha256: str) -> bytes:
    """Give the bytes kept under `address`. Raises NotAsKept when they are gone or do not have the hash `sha256`."""
    try:
        found = path_of(address).read_bytes()
    except FileNotFoundError:
        raise NotAsKept(f"{address} is not on the disk") from None
    if hashlib.sha256(found).hexdigest() != sha256:
        raise NotAsKept(f"{address} is not what was kept")
    return found


def served(made: bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a kept file: a picture is shown, a PDF is saved; it runs nothing, and nobody on the way keeps it."""
    how = "inline" if kind == JPEG else "attachment"
    return HttpResponse(
        made,
        content_type=kind,
        headers={
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name)}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
