"""Entries from before the chains are numbered and sealed in the order in which they were written."""

import json
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.db import migrations


def seal_all(apps: Any, schema_editor: Any) -> None:
    entries = apps.get_model("welfare", "LogEntry").objects
    heads = apps.get_model("welfare", "TrailHead").objects
    chains: dict[int, tuple[int, str]] = {}
    for entry in entries.order_by("pk").iterator(chunk_size=2000):
        count, last = chains.get(entry.fund or 0, (0, "0" * 64))
        told = [
            last, count + 1, entry.fund, entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), entry.by_id,
            entry.office, entry.origin, entry.act, entry.subject, entry.subject_pk, entry.before, entry.facts,
        ]  # fmt: skip
        text = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        seal = sha256(text.encode()).hexdigest()
        entries.filter(pk=entry.pk).update(number=count + 1, seal=seal)
        chains[entry.fund or 0] = (count + 1, seal)
    for chain, (count, seal) in chains.items():
        heads.create(chain=chain, count=count, seal=seal)


class Migration(migrations.Migration):
    dependencies = [
        ("welfare", "0003_the_trail_is_chained"),
    ]

    operations = [migrations.RunPython(seal_all, migrations.RunPython.noop)]
