"""Every version of the catalogue is kept."""

from django.db import migrations

from torget.rooms.audit.terms import keeping_history

TABLES = (
    "supplier", "subcontracting", "product", "system", "systemrole", "systeminformation",
    "integration", "contract", "covered", "costline", "licence",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("systems", "0001_initial"), ("audit", "0003_versions")]
    operations = [migrations.RunSQL(*keeping_history(f"systems_{table}")) for table in TABLES]
