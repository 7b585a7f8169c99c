"""Collection days and warnings are records."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_collection_days_and_openings"),
        ("funds", "0004_closed_months_take_no_entries"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("members_collection_refuses_change", "members_collection"),
                ("members_collection_refuses_update", "members_collection"),
                ("members_collection_refuses_delete", "members_collection"),
                ("members_lapsewarning_refuses_change", "members_lapsewarning"),
                ("members_lapsewarning_refuses_update", "members_lapsewarning"),
                ("members_lapsewarning_refuses_delete", "members_lapsewarning"),
                ("members_collection_stays_in_its_fund", "members_collection"),
            ),
        )
    ]
