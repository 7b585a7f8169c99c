"""Files of strategies: the bytes lie on the disk before their row is written, and stay what they were."""

from uuid import uuid4

from funds.models import Province
from welfare import media
from welfare.uploads import Upload

from .models import Enclosure


def enclose(province: Province, upload: Upload) -> Enclosure:
    """Keep the bytes of `upload`. Called in the transaction of what they belong to: without it they lead nowhere."""
    address = uuid4()
    media.keep(upload, address)
    return Enclosure.objects.create(
        address=address, province=province, name=upload.name, kind=upload.kind, size=len(upload.content),
        sha256=upload.sha256,
    )  # fmt: skip


def content(enclosure: Enclosure) -> bytes:
    """Give the bytes of a file. Raises media.NotAsKept when they are gone or were changed."""
    return media.content(enclosure.address, enclosure.sha256)
