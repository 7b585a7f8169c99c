"""The assembly of 14 August 2561 as the demo shows it: whom it invited, who came, what it resolved."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid5

from events import agenda, assemblies, registering, resolving
from events.models import (
    Assembly,
    AssemblyResolution,
    Attendance,
    CheckIn,
    Group,
    Invitation,
    Manner,
    Outcome,
    QuorumOf,
    Way,
)
from funds.models import Province
from members.demo import names
from members.demo.places import mixture_of
from welfare import codes
from welfare.models import User

SEED = "assembly of 2561"
SPACE = UUID("5c1f1f0e-0814-4256-8000-000000000000")
DAY = date(2018, 8, 14)
YEAR_BEFORE = date(2017, 8, 17)
DOORS_OPEN = datetime(2018, 8, 14, 1, 5, tzinfo=UTC)  # 08:05 in Thailand
DESKS = ("โต๊ะ 1", "โต๊ะ 2", "โต๊ะ 3", "โต๊ะ 4")
FUND_PLACES, PUBLIC_PLACES = 30, 40
POSTS = ("ประธานกองทุน", "รองประธานกองทุน", "เหรัญญิก", "เลขานุการ", "กรรมการ", "กรรมการ", "สมาชิก")
INVITED = (
    (Group.STATE, "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดภูเก็ต", 12),
    (Group.STATE, "ที่ทำการปกครองจังหวัดภูเก็ต", 6),
    (Group.STATE, "สำนักงานสาธารณสุขจังหวัดภูเก็ต", 6),
    (Group.STATE, "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดภูเก็ต", 6),
    (Group.STATE, "สำนักงานพัฒนาชุมชนจังหวัดภูเก็ต", 8),
    (Group.PRIVATE, "หอการค้าจังหวัดภูเก็ต", 6),
    (Group.PRIVATE, "ผู้ประกอบการโรงแรมที่สนับสนุนกองทุน", 12),
    (Group.PRIVATE, "ร้านค้าชุมชนที่สนับสนุนกองทุน", 8),
    (Group.COUNCIL, "องค์การบริหารส่วนจังหวัดภูเก็ต", 6),
    (Group.COUNCIL, "ผู้แทนองค์กรปกครองส่วนท้องถิ่น 18 แห่ง", 36),
    (Group.CIVIL, "สภาองค์กรชุมชนตำบล", 24),
    (Group.CIVIL, "เครือข่ายผู้สูงอายุจังหวัดภูเก็ต", 14),
    (Group.CIVIL, "เครือข่ายชาวเลและประมงพื้นบ้าน", 12),
)
AGENDA = (
    agenda.Line(0, "ลงทะเบียนและรับเอกสาร", time(8), time(9)),
    agenda.Line(0, "พิธีเปิด", time(9), time(9, 40)),
    agenda.Line(1, "กล่าวต้อนรับ", time(9), time(9, 10), "นายกองค์กรปกครองส่วนท้องถิ่นเจ้าภาพ"),
    agenda.Line(1, "กล่าวเปิดสมัชชา", time(9, 10), time(9, 40), "ผู้ว่าราชการจังหวัด"),
    agenda.Line(0, "รายงานผลงานสวัสดิการชุมชนของเครือข่าย", time(9, 40), time(10, 20), "ประธานเครือข่ายสวัสดิการชุมชน"),
    agenda.Line(0, "เวทีเสวนา ยุทธศาสตร์ชาติกับสวัสดิการของชุมชน", time(10, 20), time(12)),
    agenda.Line(1, "มุมมองของรัฐ", None, None, "ผู้แทนสำนักงานพัฒนาสังคมฯ"),
    agenda.Line(1, "มุมมองของท้องถิ่นและภาคเอกชน", None, None, "ผู้แทนองค์กรปกครองส่วนท้องถิ่น และหอการค้า"),
    agenda.Line(1, "มุมมองของกองทุน", None, None, "ผู้แทนกองทุน 18 กองทุน"),
    agenda.Line(0, "รับประทานอาหารกลางวัน", time(12), time(13)),
    agenda.Line(0, "ข้อเสนอและมติสมัชชา", time(13), time(14)),
    agenda.Line(0, "มอบเกียรติบัตร", time(14), time(14, 45)),
    agenda.Line(1, "ภาคเอกชนผู้สนับสนุนกองทุน"),
    agenda.Line(1, "คณะกรรมการกองทุน 18 กองทุน"),
    agenda.Line(0, "ลงนามร่วมกันในยุทธศาสตร์ภาคประชาชน", time(14, 45), time(15, 15)),
    agenda.Line(0, "ส่งมอบยุทธศาสตร์แก่ผู้ว่าราชการจังหวัด", time(15, 15), time(15, 45)),
    agenda.Line(0, "ปิดสมัชชา", time(15, 45), time(16)),
)
MINUTES = """เปิดประชุมเวลา 09.00 น. เมื่อมีผู้แทนกองทุนครบองค์ประชุม

ประธานเครือข่ายรายงานผลงานของกองทุน 18 กองทุน สมาชิก 13,080 คน เงินกองทุน 56,736,316.00 บาท ช่วยเหลือแล้ว 13,951 คน

ที่ประชุมมีมติสามเรื่องตามบัญชีมติ ลงนามร่วมกันในยุทธศาสตร์ภาคประชาชน และส่งมอบแก่ผู้ว่าราชการจังหวัด

ปิดประชุมเวลา 16.00 น."""


def make(province: Province, *, by: User) -> Assembly:
    """Make the day, the one of the year before whose resolution it heard of, and give it."""
    rng = Random(SEED)  # noqa: S311 -- the demo must come out the same each time
    before = _year_before(province, by=by)
    day = assemblies.plan(province, assemblies.Details(
        theme="สวัสดิการชุมชน คนภูเก็ตไม่ทิ้งกัน", place="ศาลาประชาคมจังหวัดภูเก็ต", on=DAY, starts_at=time(9),
        ends_at=time(16), register_until=date(2018, 8, 10), quorum_of=QuorumOf.FUNDS, quorum=12,
        sponsors="องค์การบริหารส่วนจังหวัดภูเก็ต\nสถาบันพัฒนาองค์กรชุมชน\nหอการค้าจังหวัดภูเก็ต",
    ), key=_key("day"), fund_quota=FUND_PLACES, public_quota=PUBLIC_PLACES, by=by)  # fmt: skip
    for group, name, quota in INVITED:
        assemblies.invite(day, group=group, name=name, quota=quota, by=by)
    agenda.write(day, AGENDA, by=by)
    assemblies.publish(day, on=date(2018, 7, 2), by=by)
    _people(day, rng, by=by)
    resolving.follow_up(
        before, assembly=day, outcome=Outcome.DONE, note="กองทุนครบ 18 กองทุนตั้งแต่เดือนมีนาคม 2561",
        key=_key("follow-up"), by=by,
    )  # fmt: skip
    _resolve(day, by=by)
    resolving.draft(day, MINUTES, seen=0, key=_key("minutes"), by=by)
    day.refresh_from_db()
    return day


def _key(what: str) -> UUID:
    return uuid5(SPACE, what)


def _year_before(province: Province, *, by: User) -> AssemblyResolution:
    made = assemblies.plan(province, assemblies.Details(
        theme="ร้อยขบวนชุมชนคนภูเก็ต", place="โรงแรมในเมืองภูเก็ต", on=YEAR_BEFORE, starts_at=time(9),
        ends_at=time(16), register_until=date(2017, 8, 10), quorum_of=QuorumOf.FUNDS, quorum=9,
    ), key=_key("year before"), fund_quota=FUND_PLACES, public_quota=0, by=by)  # fmt: skip
    assemblies.publish(made, on=YEAR_BEFORE, by=by)
    resolution = resolving.record(made, resolving.Wording(
        "ให้ทุกองค์กรปกครองส่วนท้องถิ่นมีกองทุนสวัสดิการชุมชน", owner="คณะทำงานเครือข่าย", due_on=date(2018, 3, 31),
    ), key=_key("every authority"), by=by)  # fmt: skip
    minutes = resolving.draft(made, "เปิดประชุมเวลา 09.00 น. ปิดประชุมเวลา 16.00 น.", seen=0, key=_key("before"), by=by)
    resolving.approve(minutes, on=date(2017, 9, 20), approved_by="ที่ประชุมคณะกรรมการเครือข่าย ครั้งที่ 9/2560", by=by)
    return resolution


def _resolve(day: Assembly, *, by: User) -> None:
    for number, wording in enumerate((
        resolving.Wording(
            "รับรองรายงานผลงานสวัสดิการชุมชนของเครือข่าย", "ที่ประชุมรับรองรายงานผลงานถึงวันที่ 14 สิงหาคม 2561 ตามเอกสารที่แจก",
        ),
        resolving.Wording(
            "รับรองยุทธศาสตร์ภาคประชาชน “ภูเก็ตเกาะสวรรค์”", "ให้ลงนามร่วมกันและส่งมอบแก่ผู้ว่าราชการจังหวัดในวันนี้",
            owner="คณะกรรมการเครือข่าย", due_on=DAY,
        ),
        resolving.Wording(
            "ให้ตั้งกองกลางช่วยเหลือผู้ประสบภัยของเครือข่าย", "แต่ละกองทุนสมทบตามกำลังของตน และเสนอหลักเกณฑ์ต่อสมัชชาครั้งต่อไป",
            manner=Manner.VOTED, votes_for=587, votes_against=12, votes_abstain=41, owner="คณะทำงานเครือข่าย",
            due_on=date(2019, 8, 14),
        ),
    ), start=1):  # fmt: skip
        resolving.record(day, wording, key=_key(f"resolution {number}"), by=by)


def _people(day: Assembly, rng: Random, *, by: User) -> None:
    """Fill the lists, and let nine of ten come between eight and half past nine."""
    people = [
        _person(invitation, place, rng, by=by)
        for invitation in Invitation.objects.of(day).in_order().select_related("fund")
        for place in range(invitation.quota + (2 if invitation.fund and invitation.fund.position % 6 == 0 else 0))
    ]
    made = Attendance.objects.bulk_create(people)
    coming = sorted(one.pk for one in made if rng.random() < 0.92)
    rng.shuffle(coming)
    CheckIn.objects.bulk_create(
        CheckIn(
            key=_key(f"check-in {pk}"), attendance_id=pk, desk=DESKS[place % len(DESKS)], by=by,
            at=DOORS_OPEN + timedelta(seconds=place // len(DESKS) * 27 + rng.randint(0, 20)),
        )
        for place, pk in enumerate(coming)
    )  # fmt: skip
    absent = [one for one in made if one.pk not in set(coming)]
    for one in absent[:6]:
        registering.withdraw(one, by=by)


def _person(invitation: Invitation, place: int, rng: Random, *, by: User) -> Attendance:
    fund = invitation.fund
    kin = mixture_of(fund.code if fund else "").kin(rng)
    sex = rng.choice("MF")
    title = names.title(rng, sex, rng.randint(30, 75), is_married=rng.random() < 0.7, may_ordain=False)
    given = names.given_name(rng, kin, sex, date(rng.randint(1948, 1988), 1, 1))
    way = Way.FUND if fund else Way.LINK if invitation.group == Group.PUBLIC else Way.OFFICE
    post = POSTS[min(place, len(POSTS) - 1)] if fund else "ชุมชนในจังหวัดภูเก็ต" if way == Way.LINK else ""
    return Attendance(
        key=_key(f"{invitation.pk} {place}"), invitation=invitation, way=way, by=None if way == Way.LINK else by,
        code=_code(rng),
    ).named(f"{title}{given} {names.surname(rng, kin)}", post)  # fmt: skip


def _code(rng: Random) -> str:
    """Give a code as codes.make does, but the same each time."""
    while True:
        body = "".join(rng.choices(codes.ALPHABET, k=registering.CODE_LENGTH))
        if codes.read(code := body + codes.check_sign(body)):
            return code
