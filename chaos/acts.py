"""Every kind of writing, as people do it: each act opens its pages and gives the form that is sent last.

What an act needs that is there already (a claim to decide, a version to sign) is made beforehand and does not count.
"""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from chaos import rarer
from chaos.person import Post, Unexpected
from chaos.world import World, day
from events import strategies
from events.models import Attendance, CertificateKind, CheckIn, Signatory, Signature
from events.strategies import Signer
from funds.models import Receipt
from tests import factories
from tests.events.strategy_acts import make_resolution

MANY = 5  # members who pay on one collection day


def contribution(world: World) -> Post:
    fund = world.fund()
    path = reverse("members:contribute", args=[fund.code, world.member(fund).pk])
    return world.person("treasurer", fund).filled(path, {"on": day(world)})


def collection(world: World) -> Post:
    fund = world.fund()
    path = reverse("members:collection-sheet", args=[fund.code, 0])
    clerk = world.person("treasurer", fund)
    _where, sheet = clerk.form(path, "key")
    rows = sorted(name for name in sheet.fields if name[0] == "a" and name[1:].isdigit())
    chosen = world.rng.sample(rows, min(MANY, len(rows)))
    typed = dict.fromkeys(rows, "") | dict.fromkeys(chosen, "360")
    return clerk.filled(path, {**typed, "on": day(world), "counted": str(360 * len(chosen)), "explanation": ""})


def enrolment(world: World) -> Post:
    fund = world.fund()
    first, last = world.name()
    typed = {
        "title": "นาง", "first_name": first, "last_name": last, "sex": "F", "born": "12/3/2510",
        "citizen_id": factories.citizen_id(next(world.numbers) % 10**11), "applied_on": day(world),
        "meeting": f"{next(world.numbers)}/2569", "resolved_on": day(world),
        "heir1_name": "นายวิชัย สุขใจ", "heir1_relation": "child",
    }  # fmt: skip
    return world.person("secretary", fund).filled(reverse("members:enrol", args=[fund.code]), typed)


def decision(world: World) -> Post:
    fund = world.fund()
    path = reverse("members:claim-decision", args=[fund.code, world.claim(fund).pk])
    return world.person("chair", fund).filled(path, {"verdict": "approve", "amount": "500", "on": day(world)})


def payment(world: World) -> Post:
    fund = world.fund()
    path = reverse("members:claim-payout", args=[fund.code, world.claim(fund, approved=True).pk])
    typed = {
        "cash": str(factories.cash_of(fund).pk),
        "payee": "นางสมหญิง ใจดี",
        "witness": "นายวิชัย สุขใจ",
        "on": day(world),
    }
    return world.person("treasurer", fund).filled(path, typed)


def filing(world: World) -> Post:
    fund = world.fund()
    start = reverse("members:claim-new", args=[fund.code])
    first, last = world.name()
    query = {"outsider": "1", "occurred_on": day(world), "benefit": "category.disaster"}
    clerk = world.person("secretary", fund)
    typed = {
        "title": "นาง", "first_name": first, "last_name": last, "sex": "F", "amount": "700",
        "help_reason": "บ้านไฟไหม้", "vouched_by": "ผู้ใหญ่บ้าน",
        "citizen_id": factories.citizen_id(next(world.numbers) % 10**11),
    }  # fmt: skip
    return clerk.filled(f"{start}?{urlencode(query)}", typed)


def income(world: World) -> Post:
    fund = world.fund()
    typed = {
        "source": "donation", "amount": "123.45", "payer": "ผู้มีจิตศรัทธา", "on": day(world),
        "into": str(factories.cash_of(fund).pk),
    }  # fmt: skip
    return world.person("treasurer", fund).filled(reverse("funds:income", args=[fund.code]), typed)


def taking_in(world: World) -> Post:
    """The last click of an import: a register of twenty people, read and understood, is taken in."""
    fund = world.fund()
    lines = ["ชื่อ-สกุล,วันที่สมัคร,เลขประจำตัวประชาชน"]
    for _row in range(20):
        first, last = world.name()
        lines.append(f"นาง{first} {last},15/1/2560,{factories.citizen_id(next(world.numbers) % 10**11)}")
    clerk, path = world.person("secretary", fund), reverse("members:import-new", args=[fund.code])
    _where, form = clerk.form(path, "key")
    sheet = {"file": ("ทะเบียน.csv", "\n".join(lines).encode())}
    answer = Post(clerk, path, form.fields, sheet).send()
    if answer.status_code != 302:
        raise Unexpected(f"the file is not taken: {answer.status_code}")
    return clerk.filled(answer.headers["Location"], {}, step="save", check=False)


def check_in(world: World) -> Post:
    if world.expected is None:
        here = Attendance.objects.standing().exclude(pk__in=CheckIn.objects.values("attendance"))
        world.expected = list(here.select_related("invitation__assembly").order_by("pk"))
    if not world.expected:  # everybody is in
        return contribution(world)
    attendance, clerk = world.expected.pop(), world.person("officer")
    of = [world.province.slug, attendance.invitation.assembly_id]
    _where, form = clerk.form(reverse("events:desk", args=of), "key")
    return Post(clerk, reverse("events:check-in", args=of), form.fields | {"code": attendance.code, "desk": "โต๊ะ 1"})


def certificates(world: World) -> Post:
    kind = CertificateKind.objects.of(world.province).order_by("pk")[0]
    signatories = [str(one.pk) for one in Signatory.objects.filter(province=world.province).order_by("pk")[:1]]
    names = "\n".join(" ".join(world.name()) for _one in range(3))
    typed = {"kind": str(kind.pk), "source": "names", "names": names, "on": day(world), "signatories": signatories[0]}
    return world.person("admin").filled(
        reverse("events:certificate-issue-new", args=[world.province.slug]), typed, holding="key"
    )


def signature(world: World) -> Post:
    """The next signature on a strategy: the chairs of the funds sign, one after another."""
    if not world.signers:
        admin = world.user("admin")
        strategy = strategies.begin(world.province, title="ยุทธศาสตร์", key=uuid4(), by=admin, at=timezone.now())
        version = strategy.versions.order_by("number")[0]
        chairs = [(fund, world.user("chair", fund)) for fund in world.everywhere]
        signers = [Signer(fund.name, chair.display_name, "ประธาน", fund, chair) for fund, chair in chairs]
        world.signers = list(strategies.order(version, signers, by=admin))
        strategies.adopt(version, make_resolution(world.province, by=admin), key=uuid4(), by=admin)
    party = world.signers.pop(0)
    assert not Signature.objects.filter(party=party).exists()
    chair = world.person("chair", party.fund)
    return chair.filled(
        reverse("events:signing", args=[party.pk]), {"typed": party.person, "is_sure": "on"}, check=False
    )


def correction(world: World) -> Post:
    """Turn a receipt of today back."""
    fund = world.fund()
    member = world.member(fund)
    receipt: Receipt = factories.make_contribution(member, "30.00", by=world.user("treasurer", fund), on=world.today)
    path = reverse("members:receipt-correction", args=[fund.code, receipt.pk])
    return world.person("treasurer", fund).filled(path, {"reason": "ลงซ้ำ"}, check=False)


# What is of the province and not of a fund: one works on it at a time.
OF_THE_PROVINCE = ("a check-in", "certificates issued", "a signature", "an appointment")
Act = Callable[[World], Post]
ACTS: dict[str, Act] = {
    "a contribution": contribution, "a collection day": collection, "an enrolment": enrolment, "a claim filed": filing,
    "a claim decided": decision, "a payment": payment, "other income": income, "a register taken in": taking_in,
    "a check-in": check_in, "certificates issued": certificates, "a signature": signature,
    "a correction": correction, **rarer.ACTS,
}  # fmt: skip
