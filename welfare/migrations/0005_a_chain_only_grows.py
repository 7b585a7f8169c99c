"""A number is used once in its chain, an entry is never changed or deleted, and a head only counts on."""

from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Coalesce

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("welfare", "0004_what_was_written_before_is_sealed"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="logentry",
            constraint=models.UniqueConstraint(
                Coalesce("fund", Value(0)), "number", name="log_number_is_used_once_in_its_chain"
            ),
        ),
        sql_beside(
            __file__,
            undo=(
                ("welfare_logentry_refuses_change", "welfare_logentry"),
                ("welfare_logentry_refuses_update", "welfare_logentry"),
                ("welfare_logentry_refuses_delete", "welfare_logentry"),
                ("welfare_trailhead_counts_on", "welfare_trailhead"),
                ("welfare_trailhead_refuses_delete", "welfare_trailhead"),
            ),
        ),
    ]
