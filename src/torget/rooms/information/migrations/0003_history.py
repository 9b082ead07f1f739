"""Every version of what is declared is kept."""

from django.db import migrations

from torget.rooms.audit.terms import keeping_history


class Migration(migrations.Migration):
    dependencies = [("information", "0002_code_list"), ("audit", "0003_versions")]
    operations = [
        migrations.RunSQL(*keeping_history("information_informationtype")),
        migrations.RunSQL(*keeping_history("information_codelist")),
    ]
