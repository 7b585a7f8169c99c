"""The day on which a person was erased; the database lets no erased person lead back to anybody."""

from django.db import migrations, models

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0017_health_papers_are_kept_by_consent")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="erased_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="erased on"),
        ),
        sql_beside(__file__, undo=(("members_person_erased_leads_to_nobody", "members_person"),)),
    ]
