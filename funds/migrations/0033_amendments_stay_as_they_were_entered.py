"""An amendment of an approval stays as it was entered, within what was asked for, and is not the sender's."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0032_an_approval_of_the_match_is_amended"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("funds_matchamendment_refuses_update", "funds_matchamendment"),
                ("funds_matchamendment_refuses_delete", "funds_matchamendment"),
                ("funds_matchamendment_refuses_replace", "funds_matchamendment"),
                ("funds_matchamendment_refuses_change", "funds_matchamendment"),
                ("funds_matchamendment_refuses_truncate", "funds_matchamendment"),
                ("funds_matchamendment_is_of_an_approved_match", "funds_matchamendment"),
            ),
        )
    ]
