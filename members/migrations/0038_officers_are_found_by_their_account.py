from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0041_names_are_found_in_the_country"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(condition=Q(account__isnull=False), fields=["account"], name="person_with_an_account"),
        ),
    ]
