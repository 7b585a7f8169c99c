"""The digital signature (PAdES) on a certificate's file, with which it can be checked where there is no network.

A signature is added behind the file, which stays as it is in front of it. Without a key, files go out unsigned.
"""

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings

from welfare.later import Later

if TYPE_CHECKING:
    import pyhanko_certvalidator as certificates
    from pyhanko import sign
    from pyhanko.pdf_utils import incremental_writer, misc, reader
    from pyhanko.sign import fields, validation
    from pyhanko.sign.validation import errors
    from pyhanko.sign.validation import settings as validating
else:
    certificates, sign = Later("pyhanko_certvalidator"), Later("pyhanko.sign")
    fields, validation = Later("pyhanko.sign.fields"), Later("pyhanko.sign.validation")
    errors, validating = Later("pyhanko.sign.validation.errors"), Later("pyhanko.sign.validation.settings")
    incremental_writer, misc = Later("pyhanko.pdf_utils.incremental_writer"), Later("pyhanko.pdf_utils.misc")
    reader = Later("pyhanko.pdf_utils.reader")

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
    meta = sign.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason=reason,
        location="Thailand",
    )
    sign.sign_pdf(incremental_writer.IncrementalPdfFileWriter(io.BytesIO(made)), meta, signer=signer, output=out)
    return out.getvalue()


def holds(content: bytes) -> bool | None:
    """Say whether the signature of a file is ours and covers all of it unchanged; None where it has none."""
    try:
        found = reader.PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures
        if not found:
            return None
        if not is_configured() or len(found) > SIGNATURES_MAX:
            return False
        last = found[-1]
        status = validation.validate_pdf_signature(
            last,
            signer_validation_context=certificates.ValidationContext(
                trust_roots=[_certificate()], allow_fetching=False
            ),
            # Whether a key may sign is settled by its being ours.
            key_usage_settings=validating.KeyUsageConstraints(key_usage=set()),
        )
    except (
        misc.PdfError,
        errors.SignatureValidationError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
    ):
        return False
    is_ours = bool(status.signing_cert.sha256 == _certificate().sha256)
    return (
        is_ours and status.intact and status.valid and status.coverage == validation.SignatureCoverageLevel.ENTIRE_FILE
    )


def _certificate() -> Any:
    return _signer().signing_cert


def _signer() -> "sign.SimpleSigner":
    return _load(settings.SIGNING_KEY_FILE, settings.SIGNING_KEY_PASSPHRASE)


@lru_cache(maxsize=2)
def _load(file: str, passphrase: str) -> "sign.SimpleSigner":
    try:
        signer = sign.SimpleSigner.load_pkcs12(file, passphrase=passphrase.encode() or None)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as problem:
        raise KeyNotReadable(f"SIGNING_KEY_FILE {file}: {problem}") from problem
    if signer is None:
        raise KeyNotReadable(f"SIGNING_KEY_FILE {file}: wrong passphrase, or no PKCS#12 file")
    return cast("sign.SimpleSigner", signer)
