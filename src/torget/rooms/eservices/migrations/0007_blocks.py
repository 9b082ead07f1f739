from django.db import migrations, models

UNCHANGED = """
CREATE TRIGGER eservices_blockversion_unchanged BEFORE UPDATE OR DELETE ON eservices_blockversion
    FOR EACH ROW EXECUTE FUNCTION eservices_unchanged();
"""
CHANGEABLE = "DROP TRIGGER eservices_blockversion_unchanged ON eservices_blockversion;"
ROW = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("eservices", "0006_original")]
    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", ROW.clone()),
                ("key", models.SlugField(unique=True)),
                ("text", models.TextField()),
                ("saves", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
                ("saved_by", models.CharField(max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="BlockVersion",
            fields=[
                ("id", ROW.clone()),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("what_is_new", models.TextField(blank=True)),
                ("published_at", models.DateTimeField()),
                ("published_by", models.CharField(max_length=100)),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=models.PROTECT,
                        related_name="versions",
                        to="eservices.block",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("block", "number"), name="block_version_number"
                    )
                ]
            },
        ),
        migrations.RunSQL(UNCHANGED, CHANGEABLE),
    ]
