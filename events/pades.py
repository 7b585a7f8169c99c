"""The digital signature (PAdES) on a certificate's file, with which it can be checked where there is no network.

A signature is added behind the file, which stays as it is in front of it. Without a key, files go out unsigned.
"""

import io
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

FIELD = "Signature"
# A file has one signature of ours; more would be somebody's try to keep the portal busy.
SIGNATURES_MAX = 4


class KeyNotReadable(Exception):
    """The key that SIGNING_KEY_FILE names cannot be opened; the message says what to look at."""


def is_configured() -> bool:
    return bool(settings.SIGNING_KEY_FILE)


def signed(made: bytes, *, reason: str) -> bytes:
    """Give the file with a signature behind it; without a key, as it was. Raises KeyNotReadable."""
    if not is_configured():
        return made
    signer, out = _signer(), io.BytesIO()
    meta = PdfSignatureMetadata(
        field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", reason=reason, location="Thailand"
    )
    sign_pdf(IncrementalPdfFileWriter(io.BytesIO(made)), meta, signer=signer, output=out)
    return out.getvalue()


def holds(content: bytes) -> bool | None:
    """Say whether the signature of a file is ours and covers all of it unchanged; None where it has none."""
    try:
        found = PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures
        if not found:
            return None
        if not is_configured() or len(found) > SIGNATURES_MAX:
            return False
        last = found[-1]
        status = validate_pdf_signature(
            last,
            signer_validation_context=ValidationContext(trust_roots=[_certificate()], allow_fetching=False),
            # Whether a key may sign is settled by its being ours.
            key_usage_settings=KeyUsageConstraints(key_usage=set()),
        )
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return False
    is_ours = bool(status.signing_cert.sha256 == _certificate().sha256)
    return is_ours and status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def _certificate() -> Any:
    return _signer().signing_cert


def _signer() -> SimpleSigner:
    return _load(settings.SIGNING_KEY_FILE, settings.SIGNING_KEY_PASSPHRASE)


@lru_cache(maxsize=2)
def _load(file: str, passphrase: str) -> SimpleSigner:
    try:
        signer = SimpleSigner.load_pkcs12(file, passphrase=passphrase.encode() or None)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as problem:
        raise KeyNotReadable(f"SIGNING_KEY_FILE {file}: {problem}") from problem
    if signer is None:
        raise KeyNotReadable(f"SIGNING_KEY_FILE {file}: wrong passphrase, or no PKCS#12 file")
    return cast("SimpleSigner", signer)
