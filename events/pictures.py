"""Seals, logos and signatures: read from what somebody sends, made anew as a PNG that a paper carries."""

import hashlib
import io
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import Province
from welfare import trail
from welfare.later import Later
from welfare.models import User
from welfare.uploads import opened_picture

from .models import Picture

if TYPE_CHECKING:
    from PIL import Image, ImageOps
else:
    Image, ImageOps = Later("PIL.Image"), Later("PIL.ImageOps")

PNG, SVG = "image/png", "image/svg+xml"
BYTES_MAX = 8 * 1024 * 1024
PIXELS_MAX = 40_000_000
# Printed 36 mm wide this is finer than 600 dots an inch; a file of each certificate carries it.
LONGEST_SIDE = 900


def read(sent: "UploadedFile[Any]") -> bytes:
    """Give the picture as a PNG of decent size, upright, without what it tells of place and time.

    What shines through stays so. Raises ValidationError.
    """
    if (sent.size or 0) > BYTES_MAX:
        raise ValidationError(
            _("This picture is too large: at most %(size)s MB.") % {"size": BYTES_MAX // 1024 // 1024}
        )
    try:
        with opened_picture(sent.read(BYTES_MAX + 1)) as opened:
            if opened.width * opened.height > PIXELS_MAX:
                raise ValidationError(_("This picture has too many pixels."))
            opened.load()
            upright = ImageOps.exif_transpose(opened)
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError):
        raise ValidationError(_("This cannot be read as a picture. Send a PNG or JPEG.")) from None
    picture = upright.convert("RGBA")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


@transaction.atomic
def keep(province: Province, content: bytes, *, name: str, by: User, kind: str = PNG) -> Picture:
    """Keep a picture under its name; the same one kept again is the first one."""
    sha256 = hashlib.sha256(content).hexdigest()
    Province.objects.select_for_update().get(pk=province.pk)
    kept = Picture.objects.of(province).filter(sha256=sha256, name=name).first()
    if kept is None:
        kept = Picture.objects.create(province=province, name=name, kind=kind, content=content, sha256=sha256, by=by)
        facts = {"name": name, "sha256": sha256}
        trail.record(by=by, act="kept a picture", subject="picture", subject_pk=kept.pk, facts=facts)
    return kept
