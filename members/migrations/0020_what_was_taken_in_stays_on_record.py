"""That a file was taken in or back is never changed, and what it made stays in its fund."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0019_files_are_taken_in")]

    operations = [
        sql_beside(
            __file__,
            undo=tuple(
                (f"members_{table}_{what}", f"members_{table}")
                for table, what in (
                    ("import", "refuses_update"),
                    ("import", "refuses_delete"),
                    ("import", "refuses_change"),
                    ("importwithdrawal", "refuses_update"),
                    ("importwithdrawal", "refuses_delete"),
                    ("importwithdrawal", "refuses_change"),
                    ("importedmember", "stays_in_its_fund"),
                )
            ),
        )
    ]
