"""Gatherings for tests, made through the same acts that pages use."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

from events import assemblies, checkins, papers, registering, resolving
from events.models import Assembly, AssemblyResolution, Attendance, CheckIn, Group, Invitation, Way
from funds import published
from funds.models import Fund, Province, PublishedFigure
from members.status import runs
from tests.events.certificate_acts import issued
from tests.factories import AUGUST
from welfare.models import User
from welfare.uploads import JPEG, Upload

from .strategy_acts import signed_in_part

NINE = datetime(2018, 8, 14, 2, 12, tzinfo=UTC)  # 09:12 in Thailand


def make_province(slug: str = "elsewhere") -> Province:
    """Found another province, without funds."""
    return Province.objects.create(code="99", slug=slug, name_th="ที่อื่น", name_en="Elsewhere")


def make_assembly(
    province: Province, *, by: User, on: date = AUGUST, fund_quota: int = 2, public_quota: int = 2, shown: bool = True,
    **details: object,
) -> Assembly:  # fmt: skip
    """Plan an assembly to which every fund and the public are invited, and show it."""
    facts: dict[str, Any] = {
        "theme": "สวัสดิการของคนทั้งเกาะ", "place": "ศาลาประชาคม", "on": on, "starts_at": time(9), "ends_at": time(16),
        "register_until": on,
    } | details  # fmt: skip
    made = assemblies.plan(
        province, assemblies.Details(**facts), key=uuid4(), fund_quota=fund_quota, public_quota=public_quota, by=by
    )
    if shown:
        assemblies.publish(made, on=on, by=by)
        made.refresh_from_db()
    return made


def invitation(assembly: Assembly, fund: Fund | None = None) -> Invitation:
    """Give the invitation of `fund`, or the public link."""
    return assembly.invitations.get(fund=fund) if fund else assembly.invitations.get(group=Group.PUBLIC)


def register(
    to: Invitation, *names: str, by: User | None = None, way: str = Way.OFFICE, on: date = AUGUST, phone: str = ""
) -> list[Attendance]:
    """Put people on a list, before the day."""
    guests = [registering.Guest(name, "คณะกรรมการ", phone) for name in names]
    return registering.register(to, guests, way=way, key=uuid4(), on=on, by=by)


def check_in(attendance: Attendance, *, by: User, at: datetime = NINE, desk: str = "โต๊ะ 1") -> CheckIn:
    checkins.check_in(attendance.invitation.assembly, attendance.code, key=uuid4(), at=at, desk=desk, by=by)
    return attendance.check_ins.order_by("turn").last()  # type: ignore[return-value]


def resolve(assembly: Assembly, title: str = "ตั้งกองกลางช่วยภัยพิบัติ", *, by: User, **facts: Any) -> AssemblyResolution:
    return resolving.record(assembly, resolving.Wording(title, **facts), key=uuid4(), by=by)


def make_announced(province: Province, *, by: User) -> PublishedFigure:
    """Enter a figure that was announced at an assembly."""
    return published.publish(
        province, on=AUGUST, measure="members", figure=Decimal(13080), source="สมัชชา 2561", key=uuid4(), by=by
    )


def gathered(province: Province, *, by: User, fund: Fund | None = None) -> dict[str, Any]:
    """Make one of each record of a gathering in `province`, by the names that URLs use; of the funds `fund` alone."""
    assembly = make_assembly(province, by=by, number=str(Assembly.objects.count() + 1))
    for other in assembly.invitations.filter(group=Group.FUND).exclude(fund=fund) if fund else ():
        assemblies.uninvite(other, by=by)
    to = invitation(assembly, fund)
    listed, arrived = register(to, "นางสาวมาลี ชาวเล", "นายสมบูรณ์ ราไวย์", by=by)
    (stranger,) = register(invitation(assembly), "นายวิชัย สุขใจ", way=Way.LINK)
    extra = assemblies.invite(assembly, group=Group.STATE, name="สำนักงานพัฒนาสังคม", quota=3, by=by)
    minutes = resolving.draft(assembly, "เปิดประชุม 09.00 น.", seen=0, key=uuid4(), by=by)
    (file,) = papers.attach(
        assembly, [Upload("ภาพ.jpg", JPEG, b"no picture")], caption="", is_public=True, key=uuid4(), by=by
    )
    return {
        "figure": make_announced(province, by=by).pk,
        "assembly": assembly.pk, "day": assembly.code, "attendance": listed.pk, "place": stranger.key,
        "badge": listed.code, "invitation": extra.pk, "check_in": check_in(arrived, by=by).pk, "minutes": minutes.pk,
        "resolution": resolve(assembly, by=by).pk, "file": file.address, **signed_in_part(province, by=by),
        **issued(province, by=by), "paper_run": runs.begin(province, AUGUST, key=uuid4(), by=by).pk,
    }  # fmt: skip
