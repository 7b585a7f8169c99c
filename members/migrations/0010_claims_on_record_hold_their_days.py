"""Claims filed before the days were held hold them from now on."""

from datetime import timedelta
from typing import Any

from django.db import migrations


def hold(apps: Any, schema_editor: Any) -> None:
    claimed_day = apps.get_model("members", "ClaimedDay")
    rows = []
    for claim in apps.get_model("members", "Claim").objects.only("person_id", "occurred_on", "until_on").iterator():
        nights = max(((claim.until_on or claim.occurred_on) - claim.occurred_on).days, 1)
        rows += [
            claimed_day(claim=claim, person_id=claim.person_id, day=claim.occurred_on + timedelta(days=night))
            for night in range(nights)
        ]
    claimed_day.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("members", "0009_days_are_held_by_claims")]

    operations = [migrations.RunPython(hold, migrations.RunPython.noop)]
