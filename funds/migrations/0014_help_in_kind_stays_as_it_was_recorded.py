"""What was given in kind is never changed; an account keeps the round of the match that it is for."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0013_the_match_has_rounds_and_help_in_kind_is_recorded"),
    ]

    operations = [
        # SQLite dropped the trigger of accounts when 0013 made their table anew; its file here makes it again.
        sql_beside(
            __file__,
            undo=(
                ("funds_inkind_refuses_update", "funds_inkind"),
                ("funds_inkind_refuses_delete", "funds_inkind"),
                ("funds_inkind_refuses_replace", "funds_inkind"),
                ("funds_inkind_refuses_change", "funds_inkind"),
                ("funds_inkind_refuses_truncate", "funds_inkind"),
                ("funds_inkindwithdrawal_refuses_update", "funds_inkindwithdrawal"),
                ("funds_inkindwithdrawal_refuses_delete", "funds_inkindwithdrawal"),
                ("funds_inkindwithdrawal_refuses_replace", "funds_inkindwithdrawal"),
                ("funds_inkindwithdrawal_refuses_change", "funds_inkindwithdrawal"),
                ("funds_inkindwithdrawal_refuses_truncate", "funds_inkindwithdrawal"),
            ),
        )
    ]
