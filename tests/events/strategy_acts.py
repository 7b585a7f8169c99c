"""A strategy for tests, brought as far as a test needs it through the acts that pages use."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from PIL import Image

from events import signing, strategies, texts
from events.models import Assembly, AssemblyResolution, Party, Signature, Strategy, Version
from events.signing import Name
from events.strategies import Signer
from funds.models import Province
from welfare.models import User
from welfare.uploads import JPEG, PDF, Upload

TITLE = 'ยุทธศาสตร์ภาคประชาชน "ภูเก็ตเกาะสวรรค์"'
DAY = date(2018, 8, 14)
MOMENT = datetime(2018, 8, 14, 7, 30, tzinfo=UTC)  # half past two in Phuket
DRAWING = "M100 200L300 120L500 260L800 180M400 300L640 320"
SIGNERS = (
    Signer("เครือข่ายองค์กรสวัสดิการชุมชนจังหวัดภูเก็ต", "นางมาลี รักษ์ทะเล", "ประธานเครือข่าย"),
    Signer("องค์การบริหารส่วนจังหวัดภูเก็ต", "นายสมชาย ใจงาม", "รองนายก"),
    Signer("บริษัท อันดามันร่วมใจ จำกัด", "นางสาวดารา คลื่นขาว", "ผู้จัดการ"),
)


def make_strategy(province: Province, *, by: User) -> Strategy:
    return strategies.begin(province, title=TITLE, key=uuid4(), by=by, at=MOMENT)


def make_resolution(province: Province, *, by: User) -> AssemblyResolution:
    code = f"a{uuid4().hex[:8]}"
    assembly = Assembly.objects.create(
        key=uuid4(), province=province, code=code, theme="สวัสดิการชุมชนคนภูเก็ต", place="ภูเก็ต", on=DAY,
        starts_at=time(8), ends_at=time(16), register_until=DAY, by=by,
    )  # fmt: skip
    return AssemblyResolution.objects.create(
        key=uuid4(), assembly=assembly, number=1, title="รับรองยุทธศาสตร์ภาคประชาชน", manner="adopted",
        majority="simple", by=by,
    )  # fmt: skip


def first_of(strategy: Strategy) -> Version:
    return strategy.versions.order_by("number")[0]


def make_version(
    province: Province, *, by: User, signers: tuple[Signer, ...] = SIGNERS, adopted: bool = True
) -> Version:
    """A first version with those who shall sign it, adopted unless a test wants it not to be."""
    version = first_of(make_strategy(province, by=by))
    strategies.order(version, signers, by=by)
    if adopted:
        strategies.adopt(version, make_resolution(province, by=by), key=uuid4(), by=by)
    return version


def parties(version: Version) -> list[Party]:
    return list(version.parties.select_related("version__strategy__province").in_order())


def sign(party: Party, *, user: User, drawing: str = DRAWING) -> Signature:
    return signing.sign(party, Name(party.person, party.post), drawing=drawing, key=uuid4(), at=MOMENT, user=user)


def sign_all(version: Version, *, user: User) -> None:
    for party in parties(version):
        sign(party, user=user)


def next_version(version: Version, *, by: User, preface: str = "ฉบับปรับปรุง") -> Version:
    document = replace(version.document, preface=preface)
    return strategies.publish(version.strategy, document, file=version.file, note="", key=uuid4(), by=by, at=MOMENT)


def photo(colour: str = "white") -> Upload:
    made = BytesIO()
    Image.new("RGB", (60, 40), colour).save(made, "JPEG")
    return Upload("page.jpg", JPEG, made.getvalue())


def seeded() -> texts.Document:
    return texts.seeded(TITLE)


def signed_in_part(province: Province, *, by: User) -> dict[str, Any]:
    """Make one of each record of a strategy, by the names that URLs use: one signed, one on paper, one by a link."""
    now = timezone.now()
    strategy = make_strategy(province, by=by)
    document = replace(first_of(strategy).document, preface="สวัสดิการของคนทั้งเกาะ")
    file = Upload("strategy.pdf", PDF, b"%PDF-1.7")
    version = strategies.publish(strategy, document, file=file, note="", key=uuid4(), by=by, at=MOMENT)
    strategies.order(version, SIGNERS, by=by)
    strategies.adopt(version, make_resolution(province, by=by), key=uuid4(), by=by)
    first, second, third = parties(version)
    sign(first, user=by)
    name = Name(second.person, second.post)
    paper = signing.enter_paper(second, name, photo=photo(), on=DAY, key=uuid4(), by=by)
    return {
        "strategy": strategy.pk, "version": version.number, "party": third.pk, "paper": paper.pk,
        "enclosure": paper.photo.address, "token": signing.open_link(third, by=by, at=now).token,
    }  # fmt: skip


def page(name: str, version: Version, **more: int) -> str:
    """Give the address of a page of a version."""
    part: dict[str, Any] = {"strategy": version.strategy_id, "version": version.number} | more
    if not name.startswith("public"):
        part["province"] = version.strategy.province.slug
    return reverse(f"events:{name}", kwargs=part)
