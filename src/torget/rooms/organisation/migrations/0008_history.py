"""Every version of the organisation is kept."""

from django.db import migrations

from torget.rooms.audit.terms import keeping_history

TABLES = (
    "committee", "unit", "employee", "assignment", "absence", "delegation", "position", "holding",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_positions"), ("audit", "0003_versions")]
    operations = [
        migrations.RunSQL(*keeping_history(f"organisation_{table}")) for table in TABLES
    ]
