"""Each entry of the trail gets its number and seal, its office and origin; a head per chain counts them.

The triggers that keep the entries are lifted here, and put back by 0005 after 0004 has sealed what was written before.
"""

from django.db import migrations, models

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [
        ("welfare", "0002_the_trail_is_never_edited"),
    ]

    operations = [
        sql_beside(__file__),
        migrations.CreateModel(
            name="TrailHead",
            fields=[
                ("chain", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="chain")),
                ("count", models.BigIntegerField(default=0, verbose_name="entries")),
                ("seal", models.CharField(default="0" * 64, max_length=64, verbose_name="seal")),
            ],
            options={
                "verbose_name": "head of the trail",
                "verbose_name_plural": "heads of the trail",
            },
        ),
        migrations.AlterField(
            model_name="logentry",
            name="at",
            field=models.DateTimeField(verbose_name="when"),
        ),
        migrations.AddField(
            model_name="logentry",
            name="office",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="in which office"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="logentry",
            name="origin",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="from where"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="logentry",
            name="before",
            field=models.JSONField(default=dict, verbose_name="facts before"),
        ),
        migrations.AddField(
            model_name="logentry",
            name="number",
            field=models.BigIntegerField(default=0, verbose_name="number in its chain"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="logentry",
            name="seal",
            field=models.CharField(default="", max_length=64, verbose_name="seal"),
            preserve_default=False,
        ),
    ]
