from django.db import migrations

# A beginning such as "lind" may be rare or common, and the planner cannot know: reading a million
# rows one by one is never right here, so the function turns that off for itself.
FOUND = """
CREATE FUNCTION cases_found(question text, marks text[], most integer) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET enable_seqscan TO off AS $$
DECLARE
    wanted tsquery := to_tsquery('swedish', question);
    readable tsquery := (SELECT string_agg(quote_literal(mark), ' | ')::tsquery
                         FROM unnest(marks) mark);
BEGIN
    IF numnode(wanted) = 0 OR readable IS NULL THEN RETURN; END IF;
    RETURN QUERY EXECUTE 'SELECT case_id FROM cases_searchrow WHERE vector @@ ($1 && $2) LIMIT $3'
        USING wanted, readable, most;
END $$
"""
GONE = "DROP FUNCTION cases_found(text, text[], integer)"
SERVICES = """
UPDATE cases_case SET service = service.key
FROM submissions_submission submission, eservices_version version, eservices_eservice service
WHERE submission.id = cases_case.submission_id AND version.id = submission.version_id
    AND service.id = version.service_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_finding_cases"),
        ("eservices", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FOUND, GONE),
        migrations.RunSQL(SERVICES, migrations.RunSQL.noop),
    ]
