from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="case_queue"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["unit", "due_on", "id"],
                include=["officer", "decided_at"],
                name="case_queue",
                condition=~models.Q(status="closed"),
            ),
        ),
    ]
