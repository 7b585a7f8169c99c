"""A paper is turned back once, a file is taken in once, and matches of a closed month stay; on both databases."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0005_papers_may_be_asked_for_again_and_imports_taken_back"),
    ]

    operations = [
        # SQLite dropped the triggers of corrections when 0005 made their table anew; its file here makes them again.
        sql_beside(
            __file__,
            undo=(
                ("funds_correction_is_asked_once", "funds_correction"),
                ("funds_bankwithdrawal_refuses_change", "funds_bankwithdrawal"),
                ("funds_bankwithdrawal_refuses_update", "funds_bankwithdrawal"),
                ("funds_bankwithdrawal_refuses_delete", "funds_bankwithdrawal"),
                ("funds_bankwithdrawal_leaves_no_match", "funds_bankwithdrawal"),
                ("funds_bankimport_is_taken_in_once", "funds_bankimport"),
                ("funds_bankmatch_is_of_a_standing_line", "funds_bankmatch"),
                ("funds_bankmatch_refuses_update", "funds_bankmatch"),
                ("funds_bankmatch_stays_in_closed_months", "funds_bankmatch"),
            ),
        )
    ]
