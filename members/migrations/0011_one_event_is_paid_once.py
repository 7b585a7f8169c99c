"""No two standing claims hold one day of one kind of event, and no claim is paid that does not hold its days."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0010_claims_on_record_hold_their_days")]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("members_claimedday_is_held_once", "members_claimedday"),
                ("members_claimedday_refuses_change", "members_claimedday"),
                ("members_claimedday_refuses_update", "members_claimedday"),
                ("members_claimedday_refuses_delete", "members_claimedday"),
                ("members_payout_holds_its_days", "members_payout"),
            ),
        )
    ]
