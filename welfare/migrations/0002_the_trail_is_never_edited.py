"""An entry of the trail cannot be changed or deleted, even at a database prompt."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("welfare", "0001_users_and_their_trail"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("welfare_logentry_refuses_change", "welfare_logentry"),
                ("welfare_logentry_refuses_update", "welfare_logentry"),
                ("welfare_logentry_refuses_delete", "welfare_logentry"),
            ),
        )
    ]
