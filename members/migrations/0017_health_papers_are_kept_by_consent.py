"""A consent and its withdrawal stay as they are, and a health paper is attached by consent alone."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0016_people_agree_to_health_papers")]

    operations = [
        sql_beside(
            __file__,
            undo=(
                *(
                    (f"members_{table}_refuses_{what}", f"members_{table}")
                    for table in ("consent", "consentwithdrawal")
                    for what in ("change", "update", "delete", "replace", "truncate")
                ),
                ("members_claimfile_needs_consent", "members_claimfile"),
            ),
        )
    ]
