"""The SQL that makes many cases out of lists; each statement reads the chunk made before it."""

TABLES = (
    "identity_person", "submissions_draft", "submissions_submission", "cases_case", "cases_party",
    "cases_event", "cases_decision", "cases_searchrow", "cases_searchword",
)  # fmt: skip

PERSONS = (
    "DROP TABLE IF EXISTS made_services, made_people, made_places, made_matters",
    """CREATE TEMP TABLE made_services AS SELECT nth - 1 AS place, one.*
       FROM ROWS FROM (jsonb_to_recordset(%(services)s::jsonb) AS (
           key text, version bigint, kind text, title jsonb, series text, unit bigint,
           officers jsonb, permission text, mark text, days int)) WITH ORDINALITY AS one (
           key, version, kind, title, series, unit, officers, permission, mark, days, nth)""",
    """INSERT INTO identity_person (number, given_name, surname, protected_identity, register,
           email, phone, language)
       SELECT number, given, surname, false, '{}', '', '', 'sv'
       FROM jsonb_to_recordset(%(people)s::jsonb) AS one (number text, given text, surname text)
       ON CONFLICT (number) DO NOTHING""",
    """CREATE TEMP TABLE made_people AS
       SELECT row_number() OVER (ORDER BY person.id) - 1 AS place, person.id,
           given || ' ' || one.surname AS name,
           translate(lower(given || '.' || one.surname), 'åäöé', 'aaoe') AS mailbox, digest
       FROM jsonb_to_recordset(%(people)s::jsonb)
           AS one (number text, given text, surname text, digest text)
       JOIN identity_person person USING (number)""",
    """CREATE TEMP TABLE made_places AS SELECT ordinality - 1 AS place, value AS street
       FROM jsonb_array_elements_text(%(streets)s::jsonb) WITH ORDINALITY""",
    """CREATE TEMP TABLE made_matters AS SELECT ordinality - 1 AS place, value AS text
       FROM jsonb_array_elements_text(%(matters)s::jsonb) WITH ORDINALITY""",
    """INSERT INTO cases_searchword (word, trigrams)
       SELECT value ->> 0, ARRAY(SELECT jsonb_array_elements_text(value -> 1))
       FROM jsonb_array_elements(%(words)s::jsonb) ON CONFLICT DO NOTHING""",
)

# Numbers for the rows, taken from the sequences at once, so that people can work meanwhile.
RESERVED = """
WITH top AS (SELECT greatest(
    (SELECT coalesce(max(id), 0) FROM cases_case),
    (SELECT coalesce(max(id), 0) FROM submissions_submission)) + 1 AS first)
SELECT first,
    setval(pg_get_serial_sequence('cases_case', 'id'), first + %(count)s),
    setval(pg_get_serial_sequence('submissions_submission', 'id'), first + %(count)s)
FROM top
"""

# Eight years back, evenly; what is older than 200 days is nearly always closed.
CHUNK = """
CREATE TEMP TABLE made ON COMMIT DROP AS
WITH rolled AS (
    SELECT n, random() AS age, random() AS fate, random() AS whom,
        floor(random() * (SELECT count(*) FROM made_services)) AS service_place,
        floor(random() * (SELECT count(*) FROM made_people)) AS person_place,
        floor(random() * (SELECT count(*) FROM made_places)) AS street_place,
        floor(random() * (SELECT count(*) FROM made_matters)) AS matter_place,
        1 + floor(random() * 140)::int AS house
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) n
), dated AS (
    SELECT *, date_trunc('minute', now() - age * interval '2920 days') AS received_at,
        CASE WHEN age > 0.07 THEN CASE WHEN fate < 0.995 THEN 'closed' ELSE 'in_progress' END
            WHEN fate < 0.15 THEN 'received' WHEN fate < 0.6 THEN 'in_progress'
            WHEN fate < 0.7 THEN 'awaiting_supplement' WHEN fate < 0.8 THEN 'decided'
            ELSE 'closed' END AS status
    FROM rolled
)
SELECT n, gen_random_uuid() AS draft, status, received_at,
    service.key AS service, service.version, service.kind, service.title, service.series,
    service.unit, service.permission, service.mark, person.id AS person, person.name,
    person.mailbox || '@exempel.example' AS email, person.digest,
    streets.street || ' ' || house AS address, matters.text AS matter,
    service.series || '-' || to_char(received_at, 'YYYY') || '-' || to_char(n, 'FM0000000')
        AS number,
    CASE WHEN status <> 'received' AND jsonb_array_length(service.officers) > 0 THEN
        (service.officers ->> floor(whom * jsonb_array_length(service.officers))::int)::bigint
        END AS officer,
    received_at::date + service.days AS due_on,
    least(now(), received_at + service.days * interval '20 hours') AS done_at
FROM dated
JOIN made_services service ON service.place = service_place
JOIN made_people person ON person.place = person_place
JOIN made_places streets ON streets.place = street_place
JOIN made_matters matters ON matters.place = matter_place
"""

STATEMENTS = (
    """INSERT INTO submissions_draft (key, version_id, person_id, answers, context, language, step,
           started_at, changed_at, submitted_at)
       SELECT draft, version, person, '{}', '{}', 'sv', '', received_at, received_at, received_at
       FROM made""",
    """INSERT INTO submissions_submission (id, key, draft_id, version_id, person_id, answers,
           context, files, text, digest, language, submitted_at)
       SELECT n, gen_random_uuid(), draft, version, person, '{}', '{}', '[]',
           '# Adress' || E'\\n' || address || ', Solvik' || E'\\n' || matter, '', 'sv', received_at
       FROM made""",
    """INSERT INTO cases_case (id, number, title, kind, service, summary, submission_id, unit_id,
           officer_id, permission, status, applicant_name, protected, received_at, due_on,
           decided_at, closed_at)
       SELECT n, number, title, kind, service, address, n, unit, officer, permission, status, name,
           false, received_at, due_on,
           CASE WHEN status = 'decided' OR status = 'closed' AND kind = 'application'
               THEN done_at END,
           CASE WHEN status = 'closed' THEN done_at END
       FROM made""",
    """INSERT INTO cases_party (case_id, person_id, role, name, email, phone, language)
       SELECT n, person, 'applicant', name, email, '', 'sv' FROM made""",
    """INSERT INTO cases_event (case_id, what, values, at)
       SELECT n, 'received', '{}', received_at FROM made""",
    """INSERT INTO cases_decision (case_id, in_force_id, outcome, text, reasons, legal_basis,
           appeal, authority, item, officer_name, officer_title, decided_at, served_at)
       SELECT n, n, 'granted', 'Ansökan beviljas.', 'Inget talar emot.', '',
           '', '', '', 'Nämnden', '', done_at, CASE WHEN status = 'closed' THEN done_at END
       FROM made WHERE status = 'decided' OR status = 'closed' AND kind = 'application'""",
    """INSERT INTO cases_searchrow (case_id, text, vector, people)
       SELECT n, 'case: ' || (title ->> 'sv') || ' ' || address || E'\\napplicant: ' || name || ' '
               || email || E'\\nanswers: ' || address || ', Solvik' || E'\\nanswers: ' || matter,
           to_tsvector('swedish', translate((title ->> 'sv') || ' ' || address || ' ' || name || ' '
               || email || ' Solvik ' || matter, '.@-:,', '     '))
               || array_to_tsvector(ARRAY[mark]),
           ARRAY[digest]
       FROM made""",
)
