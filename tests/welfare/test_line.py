"""LINE opens the account that its owner has connected with it, and makes none."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent.parent
NOBODY = "บัญชีผู้ใช้ออกให้ผู้ที่ได้รับแต่งตั้ง"  # the heading of the page that says whom accounts are for


@pytest.mark.once
def test_line_opens_what_its_owner_connected_and_nothing_else(tmp_path):
    keep = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    walk = subprocess.run(
        [sys.executable, "-m", "tests.welfare.line_walk"], cwd=HOME, capture_output=True, text=True, check=False,
        env=keep | {"DJANGO_SETTINGS_MODULE": "welfare.settings", "PORTAL_DATA_DIR": str(tmp_path),
                    "LINE_CHANNEL_ID": "1", "LINE_CHANNEL_SECRET": "2"},
    )  # fmt: skip

    assert walk.returncode == 0, walk.stderr
    assert json.loads(walk.stdout) == {
        "unknown": ["access.line.me", NOBODY, "", 1],
        "offered": True,
        "connected": ["access.line.me", "/accounts/3rdparty/"],
        "connections": True,
        "signed in": ["access.line.me", "/start/", "prapai"],
        "another LINE": [NOBODY, ""],
        "taken by two": ["prapai"],
        "refused state": 401,
        "left": 0,
    }
