"""What kinds of file can be taken in: for each its columns, its example, how it is understood, written and undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from members.models import Import, ImportKind, ImportWithdrawal

from . import (
    benefits,
    columns,
    contributing,
    files,
    heirs,
    helping,
    paying_in,
    paying_out,
    payments,
    register,
    reversing,
    undoing,
    writing,
)
from .understood import Found


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. `labels` are its columns by name, `asks` what is chosen beside them.

    `understand` and `take_in` have the signature of members.imports.register.understand and writing.take_in, and take
    what `asks` names too; `reads` are those of them that change how rows are understood.
    """

    name: ImportKind
    labels: Mapping[str, Any]
    known_as: Mapping[str, tuple[str, ...]]
    example: Mapping[str, str]
    sheet: str
    understand: Callable[..., Found[Any]]
    take_in: Callable[..., Import]
    what_rests: Callable[[Import], list[str]]
    take_back: Callable[..., ImportWithdrawal]
    asks: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    is_money: bool = False


KINDS: Mapping[str, Kind] = {
    kind.name.value: kind
    for kind in (
        Kind(
            ImportKind.MEMBERS, columns.LABELS, columns.KNOWN_AS, files.EXAMPLE_ROW, "ทะเบียนสมาชิก",
            register.understand, writing.take_in, undoing.what_rests, undoing.take_back, asks=("plan",),
        ),
        Kind(
            ImportKind.CONTRIBUTIONS, payments.LABELS, {**columns.KNOWN_AS, **payments.KNOWN_AS}, payments.EXAMPLE_ROW,
            "เงินสัจจะ", contributing.understand, paying_in.take_in, reversing.what_rests, reversing.take_back,
            asks=("into", "year"), reads=("year",), is_money=True,
        ),
        Kind(
            ImportKind.PAYOUTS, benefits.LABELS, {**columns.KNOWN_AS, **benefits.KNOWN_AS}, benefits.EXAMPLE_ROW,
            "สวัสดิการที่จ่ายแล้ว", helping.understand, paying_out.take_in, reversing.what_rests, reversing.take_back,
            asks=("source",), is_money=True,
        ),
        Kind(
            ImportKind.HEIRS, heirs.LABELS, heirs.KNOWN_AS, heirs.EXAMPLE_ROW, "ผู้รับผลประโยชน์", heirs.understand,
            heirs.take_in, heirs.what_rests, heirs.take_back,
        ),
    )
}  # fmt: skip


def kind_of(name: str) -> Kind:
    """Give the kind of that name; files of members where the name is unknown."""
    return KINDS.get(name, KINDS[ImportKind.MEMBERS])
