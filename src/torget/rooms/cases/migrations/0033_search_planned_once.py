from django.db import migrations

# Planning for sixteen parts takes longer than finding, so it is done once for each connection.
# What occurs nowhere is asked for first, word by word: that is quick where all words at once are
# not, since a common beginning is gathered whole before it is found that the rest is missing.
FOUND = """
CREATE OR REPLACE FUNCTION cases_found(question text, marks text[], most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET enable_seqscan TO off SET plan_cache_mode TO force_generic_plan AS $$
DECLARE
    wanted tsquery := to_tsquery('swedish', question);
    readable tsquery := (SELECT string_agg(quote_literal(mark), ' | ')::tsquery
                         FROM unnest(marks) mark);
BEGIN
    IF numnode(wanted) = 0 OR readable IS NULL THEN RETURN; END IF;
    wanted := wanted && readable;
    RETURN QUERY SELECT case_id FROM cases_searchrow WHERE vector @@ wanted LIMIT most;
END $$;
CREATE FUNCTION cases_occurs(question text) RETURNS boolean
LANGUAGE plpgsql STABLE SET enable_seqscan TO off SET plan_cache_mode TO force_generic_plan AS $$
DECLARE
    wanted tsquery := to_tsquery('swedish', question);
BEGIN
    IF numnode(wanted) = 0 THEN RETURN true; END IF;
    RETURN EXISTS (SELECT FROM cases_searchrow WHERE vector @@ wanted);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0032_quality_checks")]

    operations = [
        migrations.RunSQL(FOUND, "DROP FUNCTION cases_occurs(text)"),
    ]
