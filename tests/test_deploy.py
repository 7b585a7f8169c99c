"""The files that set up a server hold together: what one of them names, another one has."""

import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.once

HOME = Path(__file__).resolve().parent.parent
DEPLOY = HOME / "deploy"
# What Compose knows of a service, as far as it is used here: a word that is not among them is a slip of the pen.
KNOWN = {
    "build", "cap_drop", "command", "depends_on", "env_file", "environment", "healthcheck", "image", "init", "networks",
    "ports", "read_only", "restart", "security_opt", "tmpfs", "volumes",
}  # fmt: skip


@pytest.fixture(scope="module")
def compose() -> Any:
    return pytest.importorskip("yaml").safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def test_the_services_of_the_compose_file_use_only_what_it_declares(compose):
    services = compose["services"].values()
    volumes = [volume.partition(":")[0] for service in services for volume in service.get("volumes", ())]
    networks = [network for service in services for network in service["networks"]]
    waited_for = [other for service in services for other in service.get("depends_on", ())]

    assert {word for service in services for word in service} <= KNOWN
    assert {volume for volume in volumes if not volume.startswith(".")} == set(compose["volumes"])
    assert set(networks) == set(compose["networks"])
    assert set(waited_for) <= set(compose["services"])
    assert [file for file in volumes if file.startswith(".") and not (DEPLOY / file).exists()] == []


def test_who_waits_for_a_service_to_be_well_can_learn_it(compose):
    waited_for = [
        name for service in compose["services"].values() if isinstance(service.get("depends_on"), dict)
        for name, how in service["depends_on"].items() if how["condition"] == "service_healthy"
    ]  # fmt: skip

    assert sorted(set(waited_for)) == ["database", "web"]
    assert all("test" in compose["services"][name]["healthcheck"] for name in waited_for)


def test_what_the_compose_file_sets_is_in_the_table_of_variables(compose):
    page = (HOME / "docs" / "operations.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| `([A-Z_]+)` ", page, flags=re.MULTILINE))
    ours = [compose["services"][name]["environment"] for name in ("web", "work")]

    assert {name for environment in ours for name in environment} <= known


def test_nothing_but_the_proxy_can_be_reached_from_outside(compose):
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["inside"] == {"internal": True}
    assert compose["services"]["database"]["networks"] == ["inside"]


def test_the_image_copies_only_what_the_checkout_has():
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [name for line in lines if re.match(r"COPY (?!--from)", line) for name in line.split()[1:-1]]

    assert (copied, [name for name in copied if not (HOME / name).exists()]) == (
        ["Makefile", "requirements.txt", "."],
        [],
    )
    assert (HOME / ".dockerignore").exists() or (DEPLOY / "Containerfile.dockerignore").exists()
