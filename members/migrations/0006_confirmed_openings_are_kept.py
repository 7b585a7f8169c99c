"""Once an opening is confirmed, what the paper said of its members stays as it was."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0005_openings_are_confirmed")]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("members_openingcheck_refuses_change", "members_openingcheck"),
                ("members_openingcheck_refuses_update", "members_openingcheck"),
                ("members_openingcheck_refuses_delete", "members_openingcheck"),
                ("members_opening_is_kept", "members_opening"),
                ("members_opening_is_kept_on_update", "members_opening"),
                ("members_opening_is_kept_on_delete", "members_opening"),
            ),
        )
    ]
