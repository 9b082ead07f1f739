from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_sealed")]
    operations = [
        migrations.AddField(
            model_name="draft",
            name="moved_at",
            field=models.DateTimeField(null=True),
        ),
    ]
