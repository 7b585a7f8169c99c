import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from welfare import serving

pytestmark = pytest.mark.once

PATIENCE = 60  # seconds for a first start on a busy machine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def worked(process: int) -> float:
    """Give the seconds that a process has kept a processor busy, whatever else the machine does meanwhile."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def portal(folder: Path) -> Iterator[tuple[str, float]]:
    """Serve a portal of its own from `folder`; give its address and the processor's seconds until its first page."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PORTAL_DATA_DIR": str(folder), "PORT": str(port), "PORTAL_DEMO": "no", "WEB_CONCURRENCY": "1"}
    address, begin = f"http://127.0.0.1:{port}", time.monotonic()
    with open(folder / "said", "wb") as said:
        server = subprocess.Popen(
            [sys.executable, settings.BASE_DIR / "manage.py", "serve"], env=environment, stdout=said, stderr=said
        )
    try:
        while True:
            with contextlib.suppress(URLError), urlopen(f"{address}/accounts/login/") as page:
                assert page.status == 200
                break
            assert server.poll() is None, (folder / "said").read_text()
            assert time.monotonic() - begin < PATIENCE, (folder / "said").read_text()
            time.sleep(0.05)
        yield address, worked(server.pid)
    finally:
        server.terminate()
        ended = server.wait(timeout=PATIENCE)
    assert ended == 0


def test_a_start_prepares_everything_and_the_next_one_is_up_in_three_seconds(tmp_path):
    with portal(tmp_path) as (address, _):
        page = urlopen(f"{address}/accounts/login/").read().decode()
        caching = {urlopen(address + file).headers["Cache-Control"] for file in re.findall(r'"(/static/[^"]+)"', page)}
    first = (tmp_path / "said").read_text().splitlines()

    with portal(tmp_path) as (_, seconds):
        pass
    second = (tmp_path / "said").read_text().splitlines()

    assert first[:2] == ["Bringing the database up to date …", "Collecting the static files …"]
    assert caching == {"max-age=315360000, public, immutable"}
    assert [re.sub(r":\d+/", ":0/", line) for line in second] == [
        "",
        "The portal is at http://127.0.0.1:0/ (Ctrl-C stops it)",
    ]
    assert seconds < 3


def test_a_taken_port_is_told_with_another_to_choose():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError) as refusal:
            call_command("serve", port=str(port))

    assert str(refusal.value) == (
        f"Port {port} is taken by another program. Choose another one: make run PORT={port % 65535 + 1}"
    )


@pytest.mark.parametrize("port", ["0", "65536", "http", "๘๐๐๐", "-1"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError, match="PORT must be a number from 1 to 65535"):
        call_command("serve", port=port)


def test_static_files_are_collected_again_when_one_changes(tmp_path, settings):
    (tmp_path / "page.css").write_text("a {}")
    settings.STATICFILES_DIRS = [tmp_path]
    before = serving.digest_of_static_files()

    (tmp_path / "page.css").write_text("a { color: red }")

    assert serving.digest_of_static_files() != before
