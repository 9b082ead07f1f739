from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("eservices", "0003_unchanged")]
    operations = [
        migrations.AddField(
            model_name="revision",
            name="faults",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="revision",
            name="title",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
