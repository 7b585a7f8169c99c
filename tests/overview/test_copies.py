"""A copy is trusted when it was read back; what is missing in it is named, and nothing is put over what is there."""

import contextlib
import os
import sqlite3
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from tests.factories import give
from welfare import backups, dumps, sealed
from welfare.management.commands import serve
from welfare.models import Backup
from welfare.overview import copies

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_DIR = tmp_path / "copies"
    settings.BACKUPS_KEPT = 2
    photo = tmp_path / "media" / "ab" / "abcdef"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a photo of a bill")
    return tmp_path / "copies"


@pytest.mark.parametrize("word", ["", "หนึ่งบาทต่อวัน"])
def test_a_copy_is_read_back_whole(folder, settings, word, fund, treasurer):
    settings.BACKUP_KEY = word
    give(fund, "100.00", by=treasurer)
    call_command("backup", "--rehearse")

    copy = Backup.objects.get()
    assert (copy.is_whole, copy.words, copy.is_encrypted) == (True, "", bool(word))
    assert (b"a photo of a bill" in (folder / copy.name).read_bytes(), (folder / copy.name).stat().st_mode & 0o777) == (
        False, 0o600,
    )  # fmt: skip


def test_a_copy_that_lacks_a_row_or_a_file_is_not_whole(folder, fund, treasurer):
    copy = copies.make(timezone.now())
    heads = {"the books": "SELECT 'another answer'"}
    wrong = backups.rehearse(folder / copy.name, copies.database(), heads=copies.HEADS | heads)
    with open(folder / copy.name, "r+b") as file:
        file.truncate(copy.size // 2)
    cut = copies.rehearse(copy, timezone.now)

    assert [words.startswith("heads of the books: [['another answer']] instead of") for words in wrong] == [True]
    assert (cut.is_whole, cut.words.startswith("The file was cut or changed")) == (False, True)


@pytest.mark.parametrize("name", ["../outside", "/outside", "media/../../outside", "media/link"])
def test_a_file_that_is_no_copy_of_ours_writes_nothing_elsewhere(tmp_path, name):
    false = tmp_path / "copies" / "portal-20261125-000000.tar.gz"
    false.parent.mkdir()
    with tarfile.open(false, "w:gz") as archive:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = (tarfile.SYMTYPE, "/etc") if name.endswith("link") else (tarfile.REGTYPE, "")
        archive.addfile(entry)

    with pytest.raises(sealed.NotReadable, match="what no copy of ours holds"):
        backups.rehearse(false, copies.database(), heads={})
    assert [path.name for path in tmp_path.iterdir()] == ["copies"]


def test_only_the_newest_copies_are_kept(folder, province):
    names = []
    for second in range(4):
        names.append(copies.make(timezone.now() + timedelta(seconds=second)).name)

    assert sorted(path.name for path in folder.iterdir()) == names[2:]
    assert list(Backup.objects.order_by("at").values_list("name", flat=True)) == names[2:]


def test_a_sealed_copy_needs_its_key(folder, settings, province):
    settings.BACKUP_KEY = "a word"
    copy = copies.make(timezone.now())
    with pytest.raises(backups.KeyMissing):
        backups.rehearse(folder / copy.name, copies.database(), heads={})
    with pytest.raises(sealed.NotReadable):
        backups.rehearse(folder / copy.name, copies.database(), word="another", heads={})


def test_nothing_is_put_over_a_portal_that_has_data(folder, province):
    copy = copies.make(timezone.now())
    with pytest.raises(CommandError, match="nothing in it was touched"):
        call_command("restore", str(folder / copy.name))


def test_a_copy_fills_an_empty_portal_with_everything(folder, tmp_path, fund, treasurer):
    give(fund, "100.00", by=treasurer)
    copy = copies.make(timezone.now())
    with empty_place(tmp_path) as place:
        wrong = backups.restore(folder / copy.name, place, tmp_path / "new" / "media", heads=copies.HEADS)
        heads = place.facts(copies.HEADS)["heads"]

    assert (wrong, (tmp_path / "new" / "media" / "ab" / "abcdef").read_bytes()) == ([], b"a photo of a bill")
    assert [row[1:] for row in heads["the books"]] == [["1", heads["the books"][0][2], "10000"]]


def test_a_broken_copy_is_put_nowhere(folder, tmp_path, province):
    copy = copies.make(timezone.now())
    with open(folder / copy.name, "r+b") as file:
        file.seek(copy.size // 2)
        file.write(b"\0" * 64)
    with empty_place(tmp_path) as place, pytest.raises((sealed.NotReadable, backups.NotWhole)):
        backups.restore(folder / copy.name, place, tmp_path / "new" / "media", heads=copies.HEADS)
    assert (tmp_path / "new" / "media").exists() is False


@contextlib.contextmanager
def empty_place(folder: Path):
    """Give an empty database of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield dumps.SQLite(folder / "new" / "portal.sqlite3")
        return
    name = "portal_restored"
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE 'th-TH'"
        )
    try:
        yield dumps.of({**connection.settings_dict, "NAME": name})
    finally:
        with connections["default"]._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_sqlite_says_what_is_broken_in_a_file(tmp_path):
    good, bad = tmp_path / "good.sqlite3", tmp_path / "bad.sqlite3"
    with contextlib.closing(sqlite3.connect(good)) as database:
        database.executescript("CREATE TABLE a (b TEXT); INSERT INTO a VALUES (hex(randomblob(90000)));")
    bad.write_bytes(good.read_bytes()[:40000])

    assert (backups.fault_of(good), backups.fault_of(bad) != "") == ("", True)


def test_a_start_refuses_a_database_that_was_cut_and_names_the_newest_copy(folder, settings, monkeypatch, tmp_path):
    cut = tmp_path / "portal.sqlite3"
    with contextlib.closing(sqlite3.connect(cut)) as database:
        database.executescript("CREATE TABLE a (b TEXT); INSERT INTO a VALUES (hex(randomblob(90000)));")
    cut.write_bytes(cut.read_bytes()[:40000])
    folder.mkdir()
    (folder / "portal-20260101-000000.tar.gz").touch()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(cut))

    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match=r"cut.*restore .*portal-20260101-000000\.tar\.gz"):
            serve.refuse_a_broken_database()
    else:
        serve.refuse_a_broken_database()


def test_what_copies_that_were_cut_off_have_left_goes_with_the_next_one_but_not_what_is_at_work(folder, province):
    folder.mkdir()
    for name, hours in ((".portal-old.tar.gz.part", 7), (".portal-new.tar.gz.part", 1), (".copy-old", 7)):
        path = folder / name
        path.mkdir() if name.startswith(".copy") else path.write_bytes(b"half")
        then = (timezone.now() - timedelta(hours=hours)).timestamp()
        os.utime(path, (then, then))

    copy = copies.make(timezone.now())

    assert sorted(path.name for path in folder.iterdir()) == [".portal-new.tar.gz.part", copy.name]


def test_two_copies_of_one_second_are_two_whole_files(folder, province):
    at = timezone.now()
    made = [copies.make(at) for _copy in range(2)]

    assert len({copy.name for copy in made}) == 2
    assert [backups.rehearse(folder / copy.name, copies.database(), heads=copies.HEADS) for copy in made] == [[], []]
