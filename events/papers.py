"""Papers and photographs of an assembly: the bytes lie on the disk before their row is written, and stay."""

from collections.abc import Iterable
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from welfare import media, trail
from welfare.models import User
from welfare.uploads import Upload

from .models import Assembly, DayFile, DayFileWithdrawal


@transaction.atomic
def attach(
    assembly: Assembly, uploads: Iterable[Upload], *, caption: str, is_public: bool, key: UUID, by: User
) -> list[DayFile]:
    """Keep each of `uploads` for `assembly`; give their records in order. The same key keeps each once."""
    Assembly.objects.select_for_update().get(pk=assembly.pk)
    kept = []
    for upload in uploads:
        own = uuid5(key, upload.sha256)
        done = DayFile.objects.filter(key=own).first()
        if done is None:
            address = uuid4()
            media.keep(upload, address)
            done = DayFile.objects.create(
                key=own, address=address, assembly=assembly, name=upload.name, caption=caption, kind=upload.kind,
                size=len(upload.content), sha256=upload.sha256, is_public=is_public, by=by,
            )  # fmt: skip
            _log(done, "attached to an assembly", by=by)
        kept.append(done)
    return kept


@transaction.atomic
def take_back(file: DayFile, *, reason: str, by: User) -> DayFileWithdrawal:
    """Show `file` no more, because of `reason`; its row and bytes stay. Taken back twice, once."""
    made, is_new = DayFileWithdrawal.objects.get_or_create(file=file, defaults={"reason": reason, "by": by})
    if is_new:
        _log(file, "took back a file of an assembly", by=by)
    return made


def _log(file: DayFile, act: str, *, by: User) -> None:
    trail.record(
        by=by, act=act, subject="assembly file", subject_pk=file.pk, facts={"name": file.name, "sha256": file.sha256}
    )
