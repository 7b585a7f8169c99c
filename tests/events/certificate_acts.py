"""Certificates for tests, made through the acts that pages use."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from events import certificates, pictures
from events.certificates import Recipient
from events.models import Certificate, CertificateKind, Issue, Picture, Signatory
from funds.models import Province
from tests.factories import AUGUST, LONG_AGO
from welfare.models import User

ADDRESS = "https://welfare.example/certificates/"
SEAL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4" fill="#0b5d66"/></svg>'
)
CHAIR = "ประธานเครือข่ายองค์กรสวัสดิการชุมชนจังหวัดภูเก็ต"
PASSPHRASE = "a passphrase"
COMMITTEE_DEED = "ปฏิบัติหน้าที่ได้อย่างดี มีผลงานเป็นที่ประจักษ์"


def make_seal(province: Province, *, by: User) -> Picture:
    return pictures.keep(province, SEAL, name="ตราเครือข่าย", by=by, kind=pictures.SVG)


def make_kind(province: Province, *, by: User, **other: Any) -> CertificateKind:
    wording = {
        "name": "คณะกรรมการกองทุน", "issuer": "เครือข่ายองค์กรสวัสดิการชุมชนจังหวัดภูเก็ต", "superior": "ร่วมกับจังหวัดภูเก็ต",
        "deed": COMMITTEE_DEED, "seal": make_seal(province, by=by), "second_seal": make_seal(province, by=by),
    }  # fmt: skip
    return CertificateKind.objects.create(key=uuid4(), province=province, by=by, **wording | other)


def make_signatory(
    province: Province, *, by: User, name: str = "นางสาวสมหญิง ใจดี", post: str = CHAIR,
    since: date = LONG_AGO, until: date | None = None,
) -> Signatory:  # fmt: skip
    return Signatory.objects.create(
        key=uuid4(), province=province, name=name, post=post, since=since, until=until, by=by
    )


def issue_to(
    kind: CertificateKind, *names: str, by: User, on: date = AUGUST, signatories: Sequence[Signatory] = ()
) -> Issue:
    return certificates.issue(
        kind, [Recipient(name) for name in names], key=uuid4(), on=on, signatories=signatories, address=ADDRESS, by=by
    )


def make_certificate(province: Province, name: str = "นายอาทิตย์ ทะเลงาม", *, by: User) -> Certificate:
    kind = CertificateKind.objects.of(province).first() or make_kind(province, by=by)
    return issue_to(kind, name, by=by).certificates.get()


def issued(province: Province, *, by: User) -> dict[str, Any]:
    """Make one of each record of certificates in `province`, by the names that URLs use."""
    certificate = make_certificate(province, by=by)
    return {
        "certificate": certificate.pk, "issue": certificate.issue_id, "kind": certificate.kind_id,
        "picture": certificate.kind.seal_id, "signatory": make_signatory(province, by=by).pk,
        "certificate_code": certificate.code,
    }  # fmt: skip


def write_key(folder: Path, passphrase: str = PASSPHRASE) -> Path:
    """Make a key that is thrown away, with a certificate that it signed itself, as a PKCS#12 file."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A test of the portal")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
    signed = builder.not_valid_after(now + timedelta(days=30)).sign(key, hashes.SHA256())
    file = folder / "key.p12"
    packed = pkcs12.serialize_key_and_certificates(
        b"portal", key, signed, None, BestAvailableEncryption(passphrase.encode())
    )
    file.write_bytes(packed)
    return file
