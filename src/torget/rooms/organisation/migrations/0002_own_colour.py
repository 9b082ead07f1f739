from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="municipality",
            name="colour",
            field=models.CharField(default="#0b5a66", max_length=7),
        ),
        # The old default was almost that of the style sheet; a shade that nobody chose.
        migrations.RunSQL(
            "UPDATE organisation_municipality SET colour = '#0b5a66' WHERE colour = '#0b5c6b'",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="municipality",
            constraint=models.CheckConstraint(
                condition=models.Q(("colour__regex", "^#[0-9a-f]{6}$")),
                name="municipality_colour",
            ),
        ),
    ]
