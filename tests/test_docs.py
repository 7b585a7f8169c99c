"""What the documents say is what the code does."""

import ast
import re
from pathlib import Path

import pytest

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
