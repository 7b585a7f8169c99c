"""That a signal was closed or opened again is never changed."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0032_signals_are_closed_with_a_reason")]

    operations = [
        sql_beside(
            __file__,
            undo=tuple(
                (f"members_{table}_{what}", f"members_{table}")
                for table in ("signalclosing", "signalreopening")
                for what in (
                    "refuses_update",
                    "refuses_delete",
                    "refuses_replace",
                    "refuses_change",
                    "refuses_truncate",
                )
            ),
        )
    ]
