"""What is published or saved stays as it is: the database refuses changes to it."""

from django.db import migrations

UNCHANGED = """
CREATE FUNCTION eservices_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What is published or saved is not changed: % on % is refused',
        TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER eservices_version_unchanged BEFORE UPDATE ON eservices_version
    FOR EACH ROW EXECUTE FUNCTION eservices_unchanged();
CREATE TRIGGER eservices_revision_unchanged BEFORE UPDATE OR DELETE ON eservices_revision
    FOR EACH ROW EXECUTE FUNCTION eservices_unchanged();
"""
CHANGEABLE = """
DROP TRIGGER eservices_revision_unchanged ON eservices_revision;
DROP TRIGGER eservices_version_unchanged ON eservices_version;
DROP FUNCTION eservices_unchanged();
"""


class Migration(migrations.Migration):
    dependencies = [("eservices", "0002_writing")]
    operations = [migrations.RunSQL(UNCHANGED, CHANGEABLE)]
