"""A figure once announced, and what was said of it, stays on record as it was entered."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0025_figures_are_announced"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_publishedfigure_refuses_update", "funds_publishedfigure"),
                ("funds_publishedfigure_refuses_delete", "funds_publishedfigure"),
                ("funds_publishedfigure_refuses_replace", "funds_publishedfigure"),
                ("funds_publishedfigure_refuses_change", "funds_publishedfigure"),
                ("funds_publishedfigure_refuses_truncate", "funds_publishedfigure"),
                ("funds_publishedexplanation_refuses_update", "funds_publishedexplanation"),
                ("funds_publishedexplanation_refuses_delete", "funds_publishedexplanation"),
                ("funds_publishedexplanation_refuses_replace", "funds_publishedexplanation"),
                ("funds_publishedexplanation_refuses_change", "funds_publishedexplanation"),
                ("funds_publishedexplanation_refuses_truncate", "funds_publishedexplanation"),
            ),
        )
    ]
