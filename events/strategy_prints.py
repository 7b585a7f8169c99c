"""The evidence on paper, always in Thai: the text, its fingerprint, the three acts, who signed when and how."""

from datetime import datetime
from typing import Any

from django.utils.translation import override

from welfare import paper, qr, thai

from . import strokes
from .forms.strategies import said
from .models import Signature
from .standing import Standing


def evidence(state: Standing, *, address: str, at: datetime) -> bytes:
    """Print the evidence of a version as it stands at the moment `at`; its code leads to `address`."""
    version, document = state.version, state.version.document
    with override("th"):
        return paper.pdf("evidence", {
            "province": version.strategy.province.name_th, "title": document.title, "number": str(version.number),
            "day": thai.in_thailand(at).date().isoformat(), "made": _moment(at), "sha256": version.sha256,
            "file": {"name": document.file.name, "sha256": document.file.sha256} if document.file else None,
            "preface": document.preface, "address": address, "qr": qr.svg(address),
            "in_force": state.is_in_force, "faults": list(state.faults),
            "aims": [
                {"name": said(aim), "lead": aim.lead, "text": aim.text, "indicators": list(aim.indicators)}
                for aim in document.aims
            ],
            "adoption": _adoption(state), "hand_over": _hand_over(state),
            "signatures": [_signature(each, is_wrong=each.pk in state.wrong) for each in state.signatures],
            "waiting": [
                {"place": str(party.place), "organisation": party.organisation, "person": party.person,
                 "post": party.post}
                for party in state.waiting
            ],
        }, archive=True)  # fmt: skip


def _adoption(state: Standing) -> list[str]:
    if state.adoption is None:
        return []
    resolution = state.adoption.resolution
    return [
        f"{resolution.assembly.title} มติที่ {resolution.number} {resolution.title}",
        f"วันที่ {thai.long_date(state.adoption.on)}",
        f"บันทึกเมื่อ {_moment(state.adoption.at)}",
    ]  # fmt: skip


def _hand_over(state: Standing) -> list[str]:
    done = state.hand_over
    if done is None:
        return []
    when = f"วันที่ {thai.long_date(done.on)}" + (f" เวลา {done.time:%H.%M} น." if done.time else "")
    received = f"{done.receiver} {done.receiver_post}".strip()
    return [f"ผู้ส่งมอบ {done.giver} {done.giver_post}", f"ผู้รับมอบ {received}", f"{when} ณ {done.place}"]


def _signature(signature: Signature, *, is_wrong: bool) -> dict[str, Any]:
    return {
        "number": str(signature.number), "organisation": signature.organisation, "person": signature.person,
        "post": signature.post, "behalf": signature.behalf, "on": thai.long_date(signature.on),
        "recorded": _moment(signature.at), "how": _how(signature), "seal": signature.seal[:16],
        "drawing": strokes.svg(signature.drawing) if signature.drawing else "", "wrong": is_wrong,
        "letter": signature.letter.sha256 if signature.letter else "",
        "photo": signature.paper.photo.sha256 if signature.paper else "",
    }  # fmt: skip


def _how(signature: Signature) -> str:
    """Say how it was signed, and who stands for it."""
    if signature.paper:
        return f"ลงนามบนกระดาษ บันทึกโดย{signature.paper.by} ยืนยันโดย{signature.confirmed_by}"
    hand = "วาดลายมือชื่อ" if signature.drawing else "กรอกชื่อและยืนยัน"
    return f"เข้าสู่ระบบในชื่อ{signature.user} {hand}" if signature.user else f"ใช้ลิงก์และรหัสที่ส่งแยกกัน {hand}"


def _moment(at: datetime) -> str:
    local = thai.in_thailand(at)
    return f"{thai.long_date(local.date())} เวลา {local:%H.%M} น."
