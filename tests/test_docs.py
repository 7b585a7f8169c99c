"""What the documents say is what the code does."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

pytestmark = pytest.mark.once

HOME = Path(__file__).resolve().parent.parent
READERS = {"os.environ.get", "os.getenv", "environ.get", "getenv", "env_bool", "env_list", "made_once"}
# Set by Django's own entry points, not by a host.
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def variables_read() -> set[str]:
    """Find every environment variable that the portal's code reads by a constant name."""
    found = set()
    for path in sorted((HOME / "welfare").glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in READERS:
                key = node.args[0]
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) in {"os.environ", "environ"}:
                key = node.slice
            else:
                continue
            if isinstance(key, ast.Constant):
                found.add(str(key.value))
    return found - NOT_OURS


def test_the_table_of_environment_variables_names_what_the_code_reads():
    page = (HOME / "docs" / "operations.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([A-Z_]+)` \|", page, flags=re.MULTILINE)

    # dj_database_url reads this one by itself.
    assert named == sorted(variables_read() | {"DATABASE_URL"})


def test_what_a_server_is_set_up_with_is_in_the_table():
    page = (HOME / "docs" / "operations.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", page, flags=re.MULTILINE))
    example = (HOME / "deploy" / "portal.env.example").read_text(encoding="utf-8")
    units = "".join(path.read_text(encoding="utf-8") for path in sorted((HOME / "deploy").glob("*.service")))
    used = set(re.findall(r"^(?:# )?([A-Z_]{4,})=", example, flags=re.MULTILINE))
    used |= set(re.findall(r"\b(PORTAL_[A-Z_]+)=", units))

    assert (used - named, {"ALLOWED_HOSTS", "PORTAL_DATA_DIR", "PORTAL_BACKUP_KEY"} - used) == (set(), set())


def test_every_command_that_the_page_of_operations_names_is_there():
    page = (HOME / "docs" / "operations.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:manage\.py|portal-manage) ([a-z_]+)", page))

    assert named - set(get_commands()) == set()


def test_the_page_of_operations_speaks_of_every_file_of_a_server():
    page = (HOME / "docs" / "operations.md").read_text(encoding="utf-8")
    files = [path.name for path in sorted((HOME / "deploy").iterdir()) if not path.name.startswith("portal-work")]

    assert [name for name in files if name not in page] == ["portal.service"]  # set up by upgrade
