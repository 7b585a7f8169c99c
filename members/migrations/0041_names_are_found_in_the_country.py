"""A name is found among those of the whole country by its beginning, and on PostgreSQL by any part of it."""

from django.db import migrations, models

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0040_lists_are_led_by_their_fund")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["search"], name="person_by_beginning_of_name", opclasses=["varchar_pattern_ops"]
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, "DROP INDEX IF EXISTS person_by_part_of_name"),
        sql_beside(__file__),
    ]
