"""The strategy that the assembly of 14 August 2561 adopted, as the demo shows it; its six strategies have no titles.

Who signs is invented, the chairs of the funds are those of the demo's accounts; the governor is named by post alone.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from random import Random
from uuid import UUID, uuid5

from PIL import Image, ImageDraw

from events import signing, strategies, strokes
from events.models import AssemblyResolution, Hand, Party, Version
from events.signing import Name
from events.strategies import Signer
from funds.models import Appointment, Office, Province
from welfare.models import User
from welfare.uploads import JPEG, Upload

SEED = "strategy of 2561"
SPACE = UUID("7e9b2d54-0814-4256-8000-000000000000")
DAY = date(2018, 8, 14)
WRITTEN = datetime(2018, 7, 2, 3, tzinfo=UTC)
SIGNING = datetime(2018, 8, 14, 7, 46, tzinfo=UTC)  # 14.46 in Thailand
TITLE = "ยุทธศาสตร์ภาคประชาชน “ภูเก็ตเกาะสวรรค์”"
ADOPTING = "รับรองยุทธศาสตร์ภาคประชาชน"
PREFACE = """ยุทธศาสตร์หกข้อของภาคประชาชนจังหวัดภูเก็ต ชื่อของแต่ละข้อรอเครือข่ายกรอก
เสนอสมัชชาสวัสดิการชุมชนเพื่อรับรอง ลงนามร่วมกัน และส่งมอบแก่ผู้ว่าราชการจังหวัด"""
LATER = PREFACE.replace("ชื่อของแต่ละข้อรอเครือข่ายกรอก", "ทบทวนทุกปีพร้อมตัวชี้วัดของแต่ละข้อ")
NETWORK = Signer("เครือข่ายองค์กรสวัสดิการชุมชนจังหวัดภูเก็ต", "นางมาลี รักษ์ทะเล", "ประธานเครือข่าย")
PARTNERS = (
    Signer("สภาองค์กรชุมชนตำบลอันดามัน", "นายหมาด ช่างเรือ", "ประธานสภา"),
    Signer("บริษัท อันดามันร่วมใจ จำกัด", "นางสาวดารา คลื่นขาว", "ผู้จัดการ"),
    Signer("ชมรมโรงแรมเพื่อชุมชน", "นายวิทยา สมุทรไท", "ประธานชมรม"),
)
REPORTS = ((1, 2017, 10, "สำรวจข้อมูลกองทุนทุกแห่ง"), (1, 2018, 30, "กองทุนครบ 18 แห่ง"), (2, 2018, 15, "ตั้งคณะทำงานแล้ว"))


def make(province: Province, *, by: User, second: User) -> Version:
    """Make the document with its signed version and a later draft, and give the signed one."""
    rng = Random(SEED)  # noqa: S311 -- the demo must come out the same each time
    strategy = strategies.begin(province, title=TITLE, key=_key("document"), by=by, at=WRITTEN)
    document = strategy.versions.get().document
    version = strategies.publish(
        strategy, replace(document, preface=PREFACE), file=None, note="ฉบับเสนอสมัชชา", key=_key("signed"), by=by,
        at=WRITTEN + timedelta(days=14),
    )  # fmt: skip
    parties = strategies.order(version, _signers(province), by=by)
    resolution = AssemblyResolution.objects.get(
        assembly__province=province, assembly__on=DAY, title__startswith=ADOPTING
    )
    strategies.adopt(version, resolution, key=_key("adoption"), by=by)
    for place, party in enumerate(parties):
        _sign(party, SIGNING + timedelta(minutes=place), rng, by=by, second=second)
    strategies.hand_over(
        version, giver=NETWORK.person, giver_post=NETWORK.post, receiver="", receiver_post="ผู้ว่าราชการจังหวัดภูเก็ต",
        on=DAY, at_time=time(15, 20), place="ศาลาประชาคมจังหวัดภูเก็ต", photo=None, key=_key("handing over"), by=by,
    )  # fmt: skip
    for number, year, percent, words in REPORTS:
        strategies.report(
            strategy, number=number, year=year, percent=percent, words=words, key=_key(f"{number} {year}"), by=by
        )
    strategies.publish(
        strategy, replace(version.document, preface=LATER), file=None, note="ร่างทบทวนประจำปี", key=_key("draft"), by=by,
        at=SIGNING + timedelta(days=90),
    )  # fmt: skip
    return version


def _signers(province: Province) -> list[Signer]:
    chairs = Appointment.objects.on(DAY).filter(office=Office.CHAIR, fund__province=province)
    return [
        NETWORK,
        *(Signer(chair.fund.name_th, str(chair.user), "ประธานกองทุน", fund=chair.fund, user=chair.user)
          for chair in chairs.select_related("fund", "user").order_by("fund__position", "pk") if chair.fund),
        *PARTNERS,
    ]  # fmt: skip


def _sign(party: Party, at: datetime, rng: Random, *, by: User, second: User) -> None:
    """Sign as each would: chairs signed in, the last on paper, the others by a link."""
    name, key = Name(party.person, party.post), _key(party.organisation)
    if party.organisation == PARTNERS[-1].organisation:
        entry = signing.enter_paper(party, name, photo=_page(_drawn(rng)), on=DAY, key=key, by=second)
        signing.confirm_paper(entry, key=key, by=by, at=at)
        return
    who: dict[str, object] = {"user": party.user}
    if party.user is None:
        who = {"link": signing.open_link(party, by=by, at=at).link}
    drawing = "" if party.organisation == PARTNERS[0].organisation else _drawn(rng)
    signing.sign(party, name, drawing=drawing, key=key, at=at, **who)  # type: ignore[arg-type]


def _drawn(rng: Random) -> str:
    """Draw a line that looks like a hurried name, with a stroke below it."""
    points, x = [], rng.randint(90, 160)
    while x < rng.randint(780, 900):
        points.append((x, rng.randint(110, 280)))
        x += rng.randint(18, 70)
    (left, y), *rest = points
    low = rng.randint(300, 340)
    lines = "".join(f"L{x} {y}" for x, y in rest)
    return strokes.read(f"M{left} {y}{lines}M{left + 40} {low}L{points[-1][0] - 60} {low - 14}")


def _page(drawing: str) -> Upload:
    """Photograph a page that holds a signature and nothing else."""
    page = Image.new("L", (strokes.WIDTH, strokes.HEIGHT * 2), 245)
    pen = ImageDraw.Draw(page)
    for stroke in strokes.points(drawing):
        pen.line([(x, y + strokes.HEIGHT // 2) for x, y in stroke], fill=30, width=6, joint="curve")
    made = BytesIO()
    page.save(made, "JPEG", quality=70)
    return Upload(f"{Hand.PAPER}.jpg", JPEG, made.getvalue())


def _key(what: str) -> UUID:
    return uuid5(SPACE, what)
