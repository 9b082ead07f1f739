"""The database itself refuses to change or remove what the trail holds."""

from django.db import migrations

GUARD = """
CREATE FUNCTION audit_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The trail is only added to: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER audit_entry_only_added BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_only_added();
CREATE TRIGGER audit_entry_all_only_added BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added();
CREATE TRIGGER audit_seal_only_added BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_only_added();
CREATE TRIGGER audit_seal_all_only_added BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added();
"""
NO_GUARD = """
DROP TRIGGER audit_seal_all_only_added ON audit_seal;
DROP TRIGGER audit_seal_only_added ON audit_seal;
DROP TRIGGER audit_entry_all_only_added ON audit_entry;
DROP TRIGGER audit_entry_only_added ON audit_entry;
DROP FUNCTION audit_only_added();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
