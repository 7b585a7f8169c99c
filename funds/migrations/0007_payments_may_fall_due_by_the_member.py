"""A fund without a fixed day for paying says how many days a member has once the paid time has run out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funds", "0006_papers_are_turned_back_once")]

    operations = [
        migrations.AddField(
            model_name="rate",
            name="grace_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="days to pay after the paid time has run out"
            ),
        ),
    ]
