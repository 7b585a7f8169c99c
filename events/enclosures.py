"""Files of strategies: the bytes lie on the disk before their row is written, and stay what they were."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from funds.models import Province
from welfare import media, uploads
from welfare.uploads import PDF, NotTaken, Upload

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


def exact(sent: "UploadedFile[Any]") -> Upload:
    """Read a PDF and keep every byte of it as it was sent, because its own fingerprint is bound into the text.

    Raises NotTaken when it cannot be read as one.
    """
    sent.seek(0)
    if uploads.read(sent).kind != PDF:
        raise NotTaken(_("Send the document as a PDF."))
    sent.seek(0)
    return Upload(uploads.clean_name(sent.name or ""), PDF, sent.read())
