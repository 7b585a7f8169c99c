"""The list of a sent request is never changed, has no room for more, and holds members of its own fund."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0027_match_lists_are_kept_by_member"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("members_matchline_refuses_update", "members_matchline"),
                ("members_matchline_refuses_delete", "members_matchline"),
                ("members_matchline_refuses_replace", "members_matchline"),
                ("members_matchline_refuses_change", "members_matchline"),
                ("members_matchline_refuses_truncate", "members_matchline"),
                ("members_matchstrike_refuses_update", "members_matchstrike"),
                ("members_matchstrike_refuses_delete", "members_matchstrike"),
                ("members_matchstrike_refuses_replace", "members_matchstrike"),
                ("members_matchstrike_refuses_change", "members_matchstrike"),
                ("members_matchstrike_refuses_truncate", "members_matchstrike"),
                ("members_matchline_has_room", "members_matchline"),
                ("members_matchstrike_is_of_a_counted_member", "members_matchstrike"),
            ),
        )
    ]
