"""What was sent stays as it was sent: the database refuses changes to it."""

from django.db import migrations

SEALED = """
CREATE FUNCTION submissions_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was sent is not changed: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER submissions_submission_unchanged BEFORE UPDATE ON submissions_submission
    FOR EACH ROW EXECUTE FUNCTION submissions_unchanged();
CREATE TRIGGER submissions_signature_unchanged BEFORE UPDATE ON submissions_signature
    FOR EACH ROW EXECUTE FUNCTION submissions_unchanged();
"""
OPEN = """
DROP TRIGGER submissions_signature_unchanged ON submissions_signature;
DROP TRIGGER submissions_submission_unchanged ON submissions_submission;
DROP FUNCTION submissions_unchanged();
"""


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial")]
    operations = [migrations.RunSQL(SEALED, OPEN)]
