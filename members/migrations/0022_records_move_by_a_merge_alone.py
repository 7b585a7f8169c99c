"""Records name another person by a merge or its undo alone; a merged entry takes no new ones. Not rolled back.

The triggers that stood before are replaced here, so that undoing this migration would leave records without them.
"""

from django.db import migrations

from welfare.sql import sql_beside


class Migration(migrations.Migration):
    dependencies = [("members", "0021_two_entries_become_one")]

    operations = [sql_beside(__file__)]
