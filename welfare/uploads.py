"""A file that somebody sends is judged by what is in it, and is written anew without what it tells in secret."""

import hashlib
import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from welfare.later import Later

if TYPE_CHECKING:
    import pillow_heif
    import pypdf
    from PIL import Image, ImageOps
    from pypdf import generic
else:
    Image, ImageOps, pillow_heif = Later("PIL.Image"), Later("PIL.ImageOps"), Later("pillow_heif")
    pypdf, generic = Later("pypdf"), Later("pypdf.generic")

BYTES_MAX = 15 * 1024 * 1024
FILES_MAX = 8
PIXELS_MAX = 60_000_000
PAGES_MAX = 40
# A photo of a paper reads well at this width; a phone takes four times as many pixels.
LONGEST_SIDE = 2400
QUALITY = 85
PICTURES = ("JPEG", "PNG", "HEIF")
JPEG, PDF = "image/jpeg", "application/pdf"
ENDINGS = {JPEG: ".jpg", PDF: ".pdf"}
# What a page or a note of a PDF may do by itself, and what says who made it and where.
ACTIONS = ("/A", "/AA", "/Metadata", "/PieceInfo")


class NotTaken(ValidationError):
    """A file is too large, broken, locked, or neither a picture nor a PDF; the message names it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it will be kept: its own name without folders, its kind (JPEG or PDF), and its bytes."""

    name: str
    kind: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read(sent: "UploadedFile[Any]") -> Upload:
    """Read a photo or a PDF, whatever it is called: a JPEG, PNG or HEIC becomes an upright JPEG of decent size.

    Where and when a photo was taken, and what a PDF says of its maker or would do by itself, is left out.
    Raises NotTaken.
    """
    name = clean_name(sent.name or "")
    if (sent.size or 0) > BYTES_MAX:
        raise NotTaken(
            _("“%(name)s” is too large: at most %(size)s MB can be kept. Take the photo with fewer pixels.")
            % {"name": name, "size": BYTES_MAX // 1024 // 1024}
        )
    content = sent.read(BYTES_MAX + 1)
    make: Callable[[bytes, str], bytes] = _document if content[:1024].lstrip().startswith(b"%PDF-") else _picture
    kind = PDF if make is _document else JPEG
    stem = PurePosixPath(name).stem or name
    return Upload(f"{stem[:90]}{ENDINGS[kind]}", kind, make(content, name))


def clean_name(name: str) -> str:
    """Give the last part of a file's name without folders and without characters that do not print."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '"<>|:*?')
    return kept.strip(" .")[-100:] or "file"


def opened_picture(content: bytes) -> "Image.Image":
    """Open a JPEG, PNG or HEIC without reading its points yet. Raises what Pillow does where it is none."""
    _learn_heic()
    return Image.open(io.BytesIO(content), formats=PICTURES)


@lru_cache
def _learn_heic() -> None:
    pillow_heif.register_heif_opener()


def _picture(content: bytes, name: str) -> bytes:
    try:
        with opened_picture(content) as opened:
            if opened.width * opened.height > PIXELS_MAX:
                raise NotTaken(_("“%(name)s” has too many pixels. Take the photo with fewer.") % {"name": name})
            opened.load()
            upright = ImageOps.exif_transpose(opened)
    except Image.DecompressionBombError:
        raise NotTaken(_("“%(name)s” has too many pixels. Take the photo with fewer.") % {"name": name}) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise NotTaken(
            _("“%(name)s” cannot be read as a photo or a PDF. Send a JPEG, PNG, HEIC or PDF.") % {"name": name}
        ) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    made = io.BytesIO()
    _on_white(upright).save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def _on_white(picture: "Image.Image") -> "Image.Image":
    """Give a picture of plain colours alone: what shines through is white, as paper is."""
    shown = picture.convert("RGBA")
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown.getchannel("A"))
    return paper


def _document(content: bytes, name: str) -> bytes:
    try:
        source = pypdf.PdfReader(io.BytesIO(content))
        if source.is_encrypted:
            raise NotTaken(_("“%(name)s” is locked with a password. Save it without one.") % {"name": name})
        if len(source.pages) > PAGES_MAX:
            raise NotTaken(
                _("“%(name)s” has more than %(pages)s pages. Send only those that prove something.")
                % {"name": name, "pages": PAGES_MAX}
            )
        made = pypdf.PdfWriter()
        for page in source.pages:
            _quieten(page)
            made.add_page(page)
        made.metadata = None
        out = io.BytesIO()
        made.write(out)
    except (pypdf.errors.PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotTaken(
            _("“%(name)s” cannot be read as a photo or a PDF. Send a JPEG, PNG, HEIC or PDF.") % {"name": name}
        ) from None
    return out.getvalue()


def _quieten(page: "generic.DictionaryObject") -> None:
    """Take away what a page and its notes would do by themselves, and what they hold beside what is seen."""
    notes: Any = page.get("/Annots", generic.ArrayObject())
    for part in (page, *(note.get_object() for note in notes.get_object())):
        for action in ACTIONS:
            part.pop(action, None)
        if part.get("/Subtype") == "/FileAttachment":
            part.pop("/FS", None)


class FilesInput(forms.ClearableFileInput):
    """Chooses several files at once; a phone offers its camera too."""

    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(
            attrs={"multiple": True, "accept": "image/jpeg,image/png,image/heic,image/heif,application/pdf"}
        )


class UploadsField(forms.FileField):
    """Photos and PDFs, cleaned to a list of uploads; the same file twice is one."""

    widget = FilesInput
    default_error_messages = {"required": gettext_lazy("Choose a photo or a PDF.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Photos of a phone (JPEG, HEIC, PNG) or PDF, each at most 15 MB."))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent: Sequence[UploadedFile[Any]] = (
            [each for each in (data or []) if each] if isinstance(data, list) else [data]
        )
        sent = [each for each in sent if each]
        if not sent:
            return super().clean(None, initial) or []
        if len(sent) > FILES_MAX:
            raise ValidationError(_("Send at most %(count)s files at once.") % {"count": FILES_MAX})
        uploads, wrong = {}, []
        for each in sent:
            try:
                upload = read(each)
            except NotTaken as problem:
                wrong += problem.messages
            else:
                uploads[upload.sha256] = upload
        if wrong:
            raise ValidationError(wrong)
        return list(uploads.values())
