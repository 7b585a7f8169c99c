"""That an original was seen and that a file was attached stays, and a file stays in its fund."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0012_papers_of_claims_are_seen_and_kept")]

    operations = [
        sql_beside(
            __file__,
            undo=(
                *(
                    (f"members_{table}_refuses_{what}", f"members_{table}")
                    for table in ("paperseen", "claimfile")
                    for what in ("change", "update", "delete")
                ),
                ("members_claimfile_stays_in_its_fund", "members_claimfile"),
            ),
        )
    ]
