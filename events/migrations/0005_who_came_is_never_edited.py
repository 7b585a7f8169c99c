"""Check-ins, withdrawals, minutes and what was resolved stay as they were recorded; on both databases."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_papers_of_the_day"),
        ("funds", "0002_transfers_are_never_edited"),
    ]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("events_checkin_refuses_update", "events_checkin"),
                ("events_checkin_refuses_delete", "events_checkin"),
                ("events_checkin_counts_once", "events_checkin"),
                ("events_takenback_refuses_update", "events_takenback"),
                ("events_takenback_refuses_delete", "events_takenback"),
                ("events_withdrawal_refuses_update", "events_withdrawal"),
                ("events_withdrawal_refuses_delete", "events_withdrawal"),
                ("events_minutes_refuses_update", "events_minutes"),
                ("events_minutes_refuses_delete", "events_minutes"),
                ("events_minutes_ends_with_approval", "events_minutes"),
                ("events_approval_is_of_its_assembly", "events_approval"),
                ("events_approval_refuses_update", "events_approval"),
                ("events_approval_refuses_delete", "events_approval"),
                ("events_assemblyresolution_stays_when_approved", "events_assemblyresolution"),
                ("events_assemblyresolution_refuses_delete", "events_assemblyresolution"),
                ("events_assemblyresolution_is_of_its_fund", "events_assemblyresolution"),
                ("events_followup_refuses_update", "events_followup"),
                ("events_followup_refuses_delete", "events_followup"),
                ("events_checkin_refuses_change", "events_checkin"),
                ("events_takenback_refuses_change", "events_takenback"),
                ("events_withdrawal_refuses_change", "events_withdrawal"),
                ("events_minutes_refuses_change", "events_minutes"),
                ("events_approval_refuses_change", "events_approval"),
                ("events_dayfile_refuses_update", "events_dayfile"),
                ("events_dayfile_refuses_delete", "events_dayfile"),
                ("events_dayfile_refuses_change", "events_dayfile"),
                ("events_followup_refuses_change", "events_followup"),
            ),
        )
    ]
