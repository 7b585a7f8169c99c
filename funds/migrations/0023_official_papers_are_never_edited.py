"""An official paper stays as it was frozen, and what was answered for a year as it was answered."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0022_official_papers_are_kept"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_officialpaper_refuses_update", "funds_officialpaper"),
                ("funds_officialpaper_refuses_delete", "funds_officialpaper"),
                ("funds_officialpaper_refuses_replace", "funds_officialpaper"),
                ("funds_officialpaper_refuses_change", "funds_officialpaper"),
                ("funds_officialpaper_refuses_truncate", "funds_officialpaper"),
                ("funds_yearanswers_refuses_update", "funds_yearanswers"),
                ("funds_yearanswers_refuses_delete", "funds_yearanswers"),
                ("funds_yearanswers_refuses_replace", "funds_yearanswers"),
                ("funds_yearanswers_refuses_change", "funds_yearanswers"),
                ("funds_yearanswers_refuses_truncate", "funds_yearanswers"),
            ),
        )
    ]
