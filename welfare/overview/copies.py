"""Backups of this very portal: where they go, what must be found in them, and what is remembered of each."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from welfare import backups, dumps, sealed
from welfare.models import Backup

# What is asked of the portal and of its copy, and must be the same: the books of each fund, and the ends of the trail.
HEADS = {
    "the books": "SELECT fund_id, COUNT(*), MAX(id), SUM(amount) FROM funds_transfer GROUP BY fund_id ORDER BY fund_id",
    "the numbers": 'SELECT fund_id, "of", year, last FROM funds_series ORDER BY fund_id, "of", year',
    "the trail": "SELECT chain, count, seal FROM welfare_trailhead ORDER BY chain",
}


def database() -> dumps.Database:
    return dumps.of(connection.settings_dict)


def make(at: datetime, folder: Path | None = None) -> Backup:
    """Copy the database and the files, remember the copy, and drop the oldest beyond what is kept."""
    folder = folder or settings.BACKUP_DIR
    made = backups.make(
        database(), Path(settings.MEDIA_ROOT), folder, at=at, word=settings.BACKUP_KEY, heads=HEADS
    )  # fmt: skip
    kept = Backup.objects.create(
        name=made.file.name, at=at, size=made.size, sha256=made.sha256, is_encrypted=bool(settings.BACKUP_KEY)
    )
    dropped = [file.name for file in backups.drop_old(folder, settings.BACKUPS_KEPT)]
    Backup.objects.filter(name__in=dropped).delete()
    return kept


def rehearse(copy: Backup, now: Callable[[], datetime], folder: Path | None = None) -> Backup:
    """Read a copy back into a scratch database and remember whether it was whole."""
    file = (folder or settings.BACKUP_DIR) / copy.name
    try:
        wrong = backups.rehearse(file, database(), word=settings.BACKUP_KEY, heads=HEADS)
    except (backups.KeyMissing, sealed.NotReadable, dumps.NotPossible, FileNotFoundError) as fault:
        wrong = [str(fault) or type(fault).__name__]
    copy.rehearsed_at, copy.is_whole, copy.words = now(), not wrong, "; ".join(wrong)[:500]
    copy.save(update_fields=["rehearsed_at", "is_whole", "words"])
    return copy


def latest() -> Backup | None:
    return Backup.objects.order_by("-at", "-pk").first()
