"""Versions: how every row of the registers was, from when until when."""

import django.contrib.postgres.indexes
from django.db import migrations, models

# The trigger is deferred to the commit: by then the action has written its entry in the trail,
# whose moment the version takes, and whose number ties the two together.
KEEP = """
CREATE FUNCTION audit_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    clock CONSTANT bigint := audit_clock();
    kept record;
BEGIN
    IF TG_OP = 'DELETE' THEN kept := OLD; ELSE kept := NEW; END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
    END IF;
    INSERT INTO audit_version ("table", "row", state, gone, at, "transaction") VALUES (
        TG_TABLE_NAME, kept.id, to_jsonb(kept), TG_OP = 'DELETE',
        coalesce((SELECT max(at) FROM audit_entry WHERE "transaction" = clock), now()), clock
    );
    RETURN NULL;
END $$;

CREATE TRIGGER audit_version_only_added BEFORE UPDATE OR DELETE ON audit_version
    FOR EACH ROW EXECUTE FUNCTION audit_only_added();
CREATE TRIGGER audit_version_all_only_added BEFORE TRUNCATE ON audit_version
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added();
"""
NO_KEEPING = """
DROP TRIGGER audit_version_all_only_added ON audit_version;
DROP TRIGGER audit_version_only_added ON audit_version;
DROP FUNCTION audit_keep_version();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_guard")]
    operations = [
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=63)),
                ("row", models.BigIntegerField()),
                ("state", models.JSONField()),
                ("gone", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("transaction", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["table", "row", "-id"], name="version_row"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["state"], name="version_state", opclasses=["jsonb_path_ops"]
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEEP, NO_KEEPING),
    ]
