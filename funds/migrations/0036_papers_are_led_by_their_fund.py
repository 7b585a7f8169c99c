"""Receipts are listed by fund and day, and what was turned back in a fund is found among few."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funds", "0031_people_of_villages_stay_as_counted")]

    operations = [
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["fund", "on", "year", "number"], name="receipts_of_a_fund_by_day"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("reversal_of__isnull", False)),
                fields=["fund", "reversal_of"],
                name="reversals_of_a_fund",
            ),
        ),
    ]
