"""Copies of the database and of the files people sent: made while people work, and read back before they are trusted.

A copy is one file, a tar inside gzip: `manifest.json` (what must be found in it), `database` (a SQLite file, or a dump
of pg_dump), `media/…`; sealed under a word where one is given. docs/operations.md says how to use it.
"""

import contextlib
import gzip
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from welfare.dumps import Copied, Database
from welfare.sealed import NotReadable, SealedReader, SealedWriter, is_sealed

MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media"
ENDING, SEALED_ENDING = ".tar.gz", ".tar.gz.sealed"
HALF_KEPT = timedelta(hours=6)  # a copy that is not done by then was cut off
COMPRESSION = 3  # a province in seconds; a higher level saves a tenth and costs a minute


class NotWhole(Exception):
    """A copy does not hold what its manifest says."""


class KeyMissing(Exception):
    """The copy is sealed, and no word to open it was given."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made: its file, its size in bytes, its hash, and what is in it."""

    file: Path
    size: int
    sha256: str
    copied: Copied


def make(
    database: Database, media: Path, folder: Path, *, at: datetime, word: str = "", heads: Mapping[str, str]
) -> Made:
    """Copy the database and the files below `media` into one new file in `folder`, sealed under `word` if it is given.

    `heads` are statements by name, whose answers are kept in the manifest and compared when the copy is read back.
    The file gets its name when it is whole and on the disk: a copy that was cut off is never taken for one.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _drop_halves(folder, before=at - HALF_KEPT)
    file, half, handle = _begun(folder, f"portal-{at:%Y%m%d-%H%M%S}", SEALED_ENDING if word else ENDING)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".copy-") as room:
        copy = Path(room, DATABASE)
        copied = database.copy(copy, heads)
        with open(handle, "wb") as out:
            with _archive(out, word) as archive:
                # The files come after the database: what it names was written before it was copied.
                files = dict(_add_files(archive, media))
                archive.add(copy, DATABASE)
                manifest = {"at": at.isoformat(), "engine": database.engine, "files": files, **copied.facts()}
                _add_bytes(archive, MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode())
            out.flush()
            os.fsync(out.fileno())
    half.replace(file)
    return Made(file, file.stat().st_size, hash_of(file), copied)


def rehearse(file: Path, database: Database, *, word: str = "", heads: Mapping[str, str]) -> list[str]:
    """Read a copy back into a scratch database and name every difference from its manifest; none is as it should be.

    Raises KeyMissing or NotReadable.
    """
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".rehearsal-") as room:
        manifest = _unpack(file, Path(room), word)
        with database.scratch(Path(room, DATABASE)) as found:
            return _differences(manifest, Path(room), found.facts(heads))


def restore(file: Path, database: Database, media: Path, *, word: str = "", heads: Mapping[str, str]) -> list[str]:
    """Put a copy in the place of an empty database and of the files, and name every difference from its manifest.

    Nothing is put in place unless the copy is whole. Raises KeyMissing, NotReadable, NotWhole, or dumps.NotEmpty.
    """
    database.refuse_unless_empty()
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media.parent, prefix=".restore-") as room:
        manifest = _unpack(file, Path(room), word)
        if manifest["engine"] != database.engine:
            raise NotWhole(f"The copy is of {manifest['engine']}, this portal uses {database.engine}.")
        if wrong := _wrong_files(manifest, Path(room)):
            raise NotWhole("; ".join(wrong))
        database.put(Path(room, DATABASE))
        Path(room, MEDIA).mkdir(exist_ok=True)
        shutil.copytree(Path(room, MEDIA), media, dirs_exist_ok=True)
        return _differences(manifest, Path(room), database.facts(heads))


def drop_old(folder: Path, keep: int) -> list[Path]:
    """Remove all copies in `folder` but the newest `keep`, and give those removed."""
    copies = sorted([*folder.glob(f"portal-*{ENDING}"), *folder.glob(f"portal-*{SEALED_ENDING}")], reverse=True)
    for file in copies[keep:]:
        file.unlink()
    return copies[keep:]


def hash_of(file: Path) -> str:
    with open(file, "rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


# Inside.


def _begun(folder: Path, name: str, ending: str) -> tuple[Path, Path, int]:
    """Begin a file that nobody else has: two copies of one second would write into each other."""
    for number in count(1):
        file = folder / f"{name}{f'-{number}' if number > 1 else ''}{ending}"
        half = file.with_name(f".{file.name}.part")
        with contextlib.suppress(FileExistsError):
            if not file.exists():
                return file, half, os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    raise AssertionError


def _drop_halves(folder: Path, *, before: datetime) -> None:
    """Remove what copies that were cut off, by a fall of power as may be, have left: they would fill the disk."""
    for half in [*folder.glob(".portal-*.part"), *folder.glob(".copy-*"), *folder.glob(".rehearsal-*")]:
        if half.stat().st_mtime < before.timestamp():
            shutil.rmtree(half) if half.is_dir() else half.unlink()


@contextlib.contextmanager
def _archive(out: IO[bytes], word: str) -> Iterator[tarfile.TarFile]:
    with contextlib.ExitStack() as stack:
        raw: Any = stack.enter_context(contextlib.closing(SealedWriter(cast("Any", out), word))) if word else out
        packed = stack.enter_context(gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=COMPRESSION, mtime=0))
        yield stack.enter_context(tarfile.open(fileobj=packed, mode="w"))


def _add_files(archive: tarfile.TarFile, media: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(media.rglob("*")):
        if path.is_file() and path.suffix != ".part":
            name = path.relative_to(media).as_posix()
            archive.add(path, f"{MEDIA}/{name}")
            yield name, hash_of(path)


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _unpack(file: Path, room: Path, word: str) -> dict[str, Any]:
    with open(file, "rb") as source:
        sealed = is_sealed(source.read(16))
        source.seek(0)
        if sealed and not word:
            raise KeyMissing
        raw: Any = io.BufferedReader(SealedReader(source, word)) if sealed else source
        try:
            with gzip.GzipFile(fileobj=raw) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
                _write_out(archive, room)
        except (tarfile.TarError, EOFError, zlib.error, OSError) as fault:
            raise NotReadable(f"The file was cut or changed: {fault}") from fault
    if not Path(room, MANIFEST).exists():
        raise NotReadable("The file was cut off: it has no manifest.")
    manifest: dict[str, Any] = json.loads(Path(room, MANIFEST).read_text(encoding="utf-8"))
    return manifest


def _write_out(archive: tarfile.TarFile, room: Path) -> None:
    """Write the files of an archive below `room`, and nothing else: `filter="data"` came after Debian 12's Python."""
    for entry in archive:
        name = PurePosixPath(entry.name)
        if not entry.isfile() or name.is_absolute() or ".." in name.parts:
            raise NotReadable(f"The file holds what no copy of ours holds: {entry.name}")
        to = room / name
        to.parent.mkdir(parents=True, exist_ok=True)
        with cast("IO[bytes]", archive.extractfile(entry)) as source, open(to, "xb") as out:
            shutil.copyfileobj(source, out)


def _differences(manifest: dict[str, Any], room: Path, found: dict[str, Any]) -> list[str]:
    wrong = _wrong_files(manifest, room)
    for what in ("rows", "heads"):
        for name, said in manifest[what].items():
            if found[what].get(name) != said:
                wrong.append(f"{what} of {name}: {found[what].get(name)} instead of {said}")
    return wrong


def _wrong_files(manifest: dict[str, Any], room: Path) -> list[str]:
    there = {
        path.relative_to(room / MEDIA).as_posix(): hash_of(path)
        for path in sorted((room / MEDIA).rglob("*")) if path.is_file()
    }  # fmt: skip
    said: dict[str, str] = manifest["files"]
    return [
        f"file {name} is not what was kept" for name in sorted({*said, *there}) if said.get(name) != there.get(name)
    ]


def fault_of(file: Path) -> str:
    """Say what is broken in a SQLite file; nothing where its length is what its first page says.

    Only where the two differ is all of it read, with the log that a crash may have left beside it.
    """
    with open(file, "rb") as source:
        head = source.read(100)
    if not head:
        return ""
    page = int.from_bytes(head[16:18], "big")
    if int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page) <= file.stat().st_size:
        return ""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            said = [row[0] for row in database.execute("PRAGMA quick_check(5)")]
    except sqlite3.DatabaseError as fault:
        return str(fault)
    return "" if said == ["ok"] else "; ".join(said)


def newest(folder: Path) -> Path | None:
    """Give the newest copy in `folder`."""
    return max([*folder.glob(f"portal-*{ENDING}"), *folder.glob(f"portal-*{SEALED_ENDING}")], default=None)
