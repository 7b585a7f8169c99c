"""Whose claims a committee member signs is a fact of the appointment, as its office is."""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("funds", "0021_the_match_stays_as_it_was_asked_for")]

    operations = [sql_beside(__file__, undo=(("funds_appointment_keeps_its_branch", "funds_appointment"),))]
