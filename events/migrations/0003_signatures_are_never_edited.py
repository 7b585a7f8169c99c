"""What was adopted, signed and handed over stays as it was, and is signed in order, at a database prompt too."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("events", "0002_strategies_and_their_signatures")]

    operations = [
        sql_beside(
            __file__,
            undo=(
                ("events_version_refuses_change", "events_version"),
                ("events_version_refuses_update", "events_version"),
                ("events_version_refuses_delete", "events_version"),
                ("events_adoption_refuses_change", "events_adoption"),
                ("events_adoption_refuses_update", "events_adoption"),
                ("events_adoption_refuses_delete", "events_adoption"),
                ("events_handover_refuses_change", "events_handover"),
                ("events_handover_refuses_update", "events_handover"),
                ("events_handover_refuses_delete", "events_handover"),
                ("events_signature_refuses_change", "events_signature"),
                ("events_signature_refuses_update", "events_signature"),
                ("events_signature_refuses_delete", "events_signature"),
                ("events_paperentry_refuses_change", "events_paperentry"),
                ("events_paperentry_refuses_update", "events_paperentry"),
                ("events_paperentry_refuses_delete", "events_paperentry"),
                ("events_paperrefusal_refuses_change", "events_paperrefusal"),
                ("events_paperrefusal_refuses_update", "events_paperrefusal"),
                ("events_paperrefusal_refuses_delete", "events_paperrefusal"),
                ("events_progress_refuses_change", "events_progress"),
                ("events_progress_refuses_update", "events_progress"),
                ("events_progress_refuses_delete", "events_progress"),
                ("events_evidence_refuses_change", "events_evidence"),
                ("events_evidence_refuses_update", "events_evidence"),
                ("events_evidence_refuses_delete", "events_evidence"),
                ("events_enclosure_refuses_change", "events_enclosure"),
                ("events_enclosure_refuses_update", "events_enclosure"),
                ("events_enclosure_refuses_delete", "events_enclosure"),
                ("events_signature_is_of_the_adopted_text", "events_signature"),
                ("events_signature_keeps_the_order", "events_signature"),
                ("events_signature_rests_on_its_paper_or_link", "events_signature"),
                ("events_adoption_is_of_the_text", "events_adoption"),
                ("events_handover_is_of_what_all_signed", "events_handover"),
                ("events_paperrefusal_is_by_another_person", "events_paperrefusal"),
                ("events_party_joins_before_the_first_signature", "events_party"),
                ("events_party_leaves_before_the_first_signature", "events_party"),
                ("events_party_changes_before_the_first_signature", "events_party"),
            ),
        )
    ]
