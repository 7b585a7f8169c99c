"""Every list and search begins with its fund or its member, and so does an index; names of all are found by index."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

FOREIGN_KEY = "members_contribution_membership_id_index"


def drop_the_shorter(apps: Any, schema_editor: Any) -> None:
    """Take away the index of the membership alone, of which the new one is a longer form; no table is written anew."""
    contribution = apps.get_model("members", "Contribution")
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, contribution._meta.db_table)
    for name, about in found.items():
        if about["index"] and not about["unique"] and about["columns"] == ["membership_id"]:
            schema_editor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")


def make_the_shorter(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(f"CREATE INDEX {FOREIGN_KEY} ON members_contribution (membership_id)")


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0036_papers_are_led_by_their_fund"),
        ("members", "0033_closings_of_signals_stay"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["fund", "ended_on"], name="membership_by_end"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["fund", "person"], name="membership_by_person"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("membership__isnull", True)),
                fields=["fund", "person"],
                name="claims_of_outsiders_of_a_fund",
            ),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["membership", "covers_until"], name="contributions_of_a_member"),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="contribution",
                    name="membership",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="members.membership",
                        verbose_name="membership",
                    ),
                ),
            ],
            database_operations=[migrations.RunPython(drop_the_shorter, make_the_shorter)],
        ),
    ]
