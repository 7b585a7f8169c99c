"""The house rules that a machine can see: docs/decisions says why, this page says where they are broken.

Each rule lists what breaks it as `file:line`. An exception stands in the table of its rule with the reason beside it.
"""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

pytestmark = pytest.mark.once

HOME = Path(__file__).resolve().parent.parent
# The floors from the cellar up: a room may look down, never up.
FLOORS = ("welfare", "funds", "members", "events")
LONGEST = {".py": 300, ".html": 300, ".css": 300, ".typ": 300, ".js": 80}  # lines

# file -> why it may be longer
LONGER: dict[str, str] = {
    "welfare/settings.py": "every setting that a host may change, read from top to bottom in one place",
    "tests/test_architecture.py": "every rule of the house that a machine can see, in one place",
    "tests/test_isolation.py": "one line for each page, so that who may open what is read in one place",
    "tests/welfare/test_components.py": "the components are drawn from one set of forms and pages, made once on top",
    "tests/members/test_corrections.py": "one act told from its asking to its end; the cast of it is made once on top",
}
# app.Model.field -> why it may be a float or a decimal column
NOT_MONEY: dict[str, str] = {}
# file:address -> why a page may name another host; a name space is never fetched
OTHER_HOSTS: dict[str, str] = {}
NAMESPACES = ("http://www.w3.org/",)

CLOCKS = {
    "date.today", "datetime.today", "datetime.now", "datetime.utcnow", "timezone.now", "timezone.localdate",
    "timezone.localtime", "thai.today", "time.time",
}  # fmt: skip
# Where the clock may be read: by the one that knows Bangkok's day, at the door of every view, by what answers people.
READS_THE_CLOCK = re.compile(
    r"welfare/(thai|forms|trail)\.py|funds/(access|signing_in)\.py|(.+/)?views(/.+|\.py)|.+/management/commands/.+|welfare/overview/.+"
)
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
# Arithmetic on values: no database, no web, no clock. Texts may be translatable.
PURE = {
    "funds/foresight.py",
    "funds/mortality.py",
    "funds/heads.py",
    "funds/rules/benefits.py",
    "funds/rules/caps.py",
    "funds/rules/cases.py",
    "funds/rules/checks.py",
    "funds/rules/coverage.py",
    "funds/rules/descriptions.py",
    "funds/rules/faults.py",
    "funds/rules/ladders.py",
    "funds/rules/measures.py",
    "funds/rules/occurrences.py",
    "funds/rules/parts.py",
    "funds/rules/questions.py",
    "funds/rules/tenure.py",
    "funds/rules/terms.py",
    "funds/rules/wording.py",
}
WRITES = {
    "create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete",
    "acreate", "abulk_create", "aupdate", "adelete",
}  # fmt: skip


def ours(pattern: str) -> list[Path]:
    """Our files under the rooms that match, migrations left out."""
    return [
        path
        for floor in FLOORS
        for path in sorted((HOME / floor).glob(pattern))
        if "migrations" not in path.relative_to(HOME).parts
    ]


def pages(*patterns: str) -> list[Path]:
    """Templates and static files that match."""
    found = [path for pattern in patterns for path in HOME.glob(pattern)]
    return sorted(path for path in found if path.is_file())


def name(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


def dotted(node: ast.AST) -> str:
    """Spell `a.b.c` for an attribute or a name; empty for anything else at its root."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


Rule = Callable[[ast.AST, Path], bool]


def broken(rule: Rule, files: list[Path]) -> list[str]:
    """Name each place in the code where `rule` holds of a node."""
    places = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if rule(node, path):
                places.add((name(path), getattr(node, "lineno", 0)))
    return [f"{file}:{line}" for file, line in sorted(places)]


def matches(pattern: str, files: list[Path]) -> list[str]:
    """Name each place where a page matches; what stands between {# and #} or in a comment block is not shown."""
    places = []
    for path in files:
        text = re.sub(
            r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->",
            lambda found: "\n" * found[0].count("\n"),
            path.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        places += [
            f"{name(path)}:{text.count(chr(10), 0, found.start()) + 1} {found[0].strip()[:60]}"
            for found in re.finditer(pattern, text, flags=re.IGNORECASE)
        ]
    return places


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def relations() -> Iterator[tuple[str, int, int, str | None]]:
    """Each relation between two rooms: its name, the floor it stands on, the floor it points to, its related name."""
    for model in own_models():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if not isinstance(target, type) or target._meta.app_label not in FLOORS:
                continue
            here, there = FLOORS.index(model._meta.app_label), FLOORS.index(target._meta.app_label)
            if here != there:
                yield (
                    f"{model._meta.label}.{field.name}",
                    here,
                    there,
                    getattr(field.remote_field, "related_name", None),
                )


def test_a_relation_never_points_to_a_higher_floor():
    assert [relation for relation, here, there, _ in relations() if there > here] == []


def test_a_relation_to_a_lower_floor_leaves_no_accessor_there():
    assert [relation for relation, _, _, back in relations() if not (back or "").endswith("+")] == []


def test_a_relation_to_another_room_names_its_model_by_import_not_by_a_string():
    def by_string(node: ast.AST, path: Path) -> bool:
        if not isinstance(node, ast.Call) or dotted(node.func).split(".")[-1] not in RELATIONS:
            return False
        targets = [argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)]
        return any("." in str(target) and str(target).split(".")[0] != name(path).split("/")[0] for target in targets)

    assert broken(by_string, ours("**/*.py")) == []


def test_every_ground_module_stands_on_a_floor_of_the_import_contract():
    contracts = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    named = set(re.findall(r"welfare\.(\w+)", " ".join(contracts[0]["layers"])))
    modules = {path.stem if path.is_file() else path.name for path in (HOME / "welfare").glob("[a-z]*")}
    assert modules - named == {"apps", "migrations", "settings"}


def test_no_model_orders_itself():
    assert [model._meta.label for model in own_models() if model._meta.ordering] == []


def test_money_is_whole_satang_and_nothing_is_a_float():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.local_fields
        if isinstance(field, models.FloatField | models.DecimalField)
    }
    assert found == set(NOT_MONEY)


def test_nothing_listens_to_signals():
    def listens(node: ast.AST, path: Path) -> bool:
        modules = {"django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals"}
        if isinstance(node, ast.ImportFrom):
            return node.module in modules or (node.module or "").endswith(".signals")
        return isinstance(node, ast.Import) and any(alias.name in modules for alias in node.names)

    assert broken(listens, ours("**/*.py")) == []


def test_only_the_pen_writes_transfers():
    def writes(node: ast.AST, path: Path) -> bool:
        if not isinstance(node, ast.Call) or name(path) == "funds/ledger.py":
            return False
        called = dotted(node.func)
        by_chain = (
            isinstance(node.func, ast.Attribute)
            and node.func.attr in WRITES
            and re.search(r"\bTransfer\.(objects|_default_manager|_base_manager)\b", ast.unparse(node.func))
        )
        return called == "Transfer" or called.endswith(".Transfer") or bool(by_chain)

    assert broken(writes, ours("**/*.py")) == []


def test_only_its_own_pen_writes_the_trail():
    def writes(node: ast.AST, path: Path) -> bool:
        if not isinstance(node, ast.Call) or name(path) == "welfare/trail.py":
            return False
        called = ast.unparse(node.func)
        by_chain = isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        return called.split(".")[-1] == "LogEntry" or (
            by_chain and bool(re.search(r"\b(LogEntry|TrailHead)\b", called))
        )

    assert broken(writes, ours("**/*.py")) == []


def test_the_clock_is_read_in_views_and_commands_alone():
    def reads(node: ast.AST, path: Path) -> bool:
        if READS_THE_CLOCK.fullmatch(name(path)):
            return False
        if isinstance(node, ast.ImportFrom):
            return node.module == "welfare.thai" and any(alias.name == "today" for alias in node.names)
        return isinstance(node, ast.Attribute) and ".".join(dotted(node).split(".")[-2:]) in CLOCKS

    assert broken(reads, ours("**/*.py")) == []


def test_the_arithmetic_of_benefits_knows_no_database_and_no_web():
    def knows(node: ast.AST, path: Path) -> bool:
        if isinstance(node, ast.Import):
            return any(alias.name.split(".")[0] == "django" for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module != "django.utils.translation":
            return (node.module or "").split(".")[0] == "django" or "models" in (node.module or "").split(".")
        return False

    assert broken(knows, [path for path in ours("*.py") if name(path) in PURE]) == []


def test_tests_replace_nothing_of_ours_by_a_mock():
    def mocks(node: ast.AST, path: Path) -> bool:
        if isinstance(node, ast.Import):
            return any(alias.name in {"mock", "unittest.mock"} for alias in node.names)
        return isinstance(node, ast.ImportFrom) and (
            node.module in {"mock", "unittest.mock"}
            or (node.module == "unittest" and any(alias.name == "mock" for alias in node.names))
        )

    assert broken(mocks, sorted((HOME / "tests").glob("**/*.py"))) == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a script in the page", r"<script(?![^>]*\bsrc=)[^>]*>"),
        ("a style sheet in the page", r"<style\b"),
        ("a style on an element", r"\sstyle\s*="),
        ("a handler on an element", r"\son[a-z]+\s*=\s*[\"']"),
        ("an hx-on handler", r"\shx-on[:-]"),
        ("a script as an address", r"javascript:"),
    ],
)
def test_pages_carry_no_script_and_no_style_of_their_own(what, pattern):
    assert matches(pattern, pages("templates/**/*.html", "static/**/*.svg")) == []


def test_pages_name_no_other_host():
    files = pages("templates/**/*.html", "static/**/*.css", "static/**/*.js", "static/**/*.svg")
    found = matches(r"https?://[^\s\"'<>)]+|(?:src|href|action)=[\"']//[^\"']+|url\([\"']?//[^)]+", files)
    found = [place for place in found if not place.split(" ", 1)[1].startswith(NAMESPACES)]
    assert [re.sub(r":\d+ ", ":", place, count=1) for place in found] == list(OTHER_HOSTS)


def test_the_first_line_of_a_component_lists_what_it_takes():
    first_lines = {
        name(path): path.read_text(encoding="utf-8").partition("\n")[0] for path in pages("templates/components/*.html")
    }
    assert [file for file, line in first_lines.items() if not re.match(r"\{# inputs: \S.* #\}", line)] == []


def test_a_file_stays_short_enough_to_read_at_a_sitting():
    files = ours("**/*.py") + sorted((HOME / "tests").glob("**/*.py"))
    files += pages("templates/**/*", "static/**/*.css", "static/**/*.js")
    long = {
        name(path): count
        for path in files
        if path.suffix in LONGEST and (count := path.read_text(encoding="utf-8").count("\n")) > LONGEST[path.suffix]
    }
    assert {file: lines for file, lines in long.items() if file not in LONGER} == {}
    assert set(LONGER) - set(long) == set()
