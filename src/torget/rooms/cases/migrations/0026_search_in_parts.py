from django.db import migrations

# A beginning of a word is looked up by gathering all that it has in the index before the first row
# is taken out. In sixteen parts a common one is gathered in the first few only.
PARTS = """
CREATE TABLE cases_searchrow_parts (LIKE cases_searchrow INCLUDING DEFAULTS)
    PARTITION BY HASH (case_id);
DO $$ BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE cases_searchrow_%s PARTITION OF cases_searchrow_parts'
            ' FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
    END LOOP;
END $$;
INSERT INTO cases_searchrow_parts SELECT * FROM cases_searchrow;
DROP TABLE cases_searchrow;
ALTER TABLE cases_searchrow_parts RENAME TO cases_searchrow;
ALTER TABLE cases_searchrow ADD CONSTRAINT cases_searchrow_pkey PRIMARY KEY (case_id);
ALTER TABLE cases_searchrow ADD CONSTRAINT cases_searchrow_case_id_fk_cases_case_id
    FOREIGN KEY (case_id) REFERENCES cases_case (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX search_vector ON cases_searchrow USING gin (vector);
CREATE INDEX search_people ON cases_searchrow USING gin (people);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_approvals")]

    operations = [migrations.RunSQL(PARTS, migrations.RunSQL.noop)]
