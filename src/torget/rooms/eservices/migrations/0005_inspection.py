from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("eservices", "0004_revision_state")]
    operations = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("plan", models.CharField(db_index=True, max_length=64)),
                ("engine", models.CharField(max_length=40)),
                ("sights", models.PositiveIntegerField()),
                ("faults", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=100)),
            ],
        ),
    ]
