"""What is asked of a decision table before its service is published."""

from torget.rooms.eservices.language.compiled import CompiledService
from torget.rooms.eservices.language.texts import N_, Message

NEVER_HIT = N_("Inget av tabellens test prövar raden ”{key}”.")
NOTHING_MISSING = N_("Inget av tabellens test prövar vad som händer när en uppgift saknas.")
NO_LAW = N_("Det är inte sagt vilken bestämmelse som låter beslutet fattas automatiserat.")
NO_RESOLUTION = N_("Det är inte sagt när nämnden beslutade att tabellen får besluta.")
NO_RISKS = N_("Det är inte sagt vilka riskerna är och vad som görs åt dem.")
NO_ASSESSMENT = N_("Konsekvensbedömningen är inte angiven (dataskyddsförordningen artikel 35).")
NOT_DECIDED = N_("En anmälan beslutas inte, så det finns inget för en tabell att besluta.")


def untested(service: CompiledService) -> list[Message]:
    """The table's tests that fail, and what no test tries although the table is in use."""
    if service.table is None:
        return []
    table = service.table.table
    says = [failure.message for failure in service.table.failures()]
    if table.mode == "idle":
        return says
    hit = {test.row for test in table.tests}
    says += [Message(NEVER_HIT, {"key": row.key}) for row in table.rows if row.key not in hit]
    if all(len({one.input for one in test.given}) == len(table.inputs) for test in table.tests):
        says.append(Message(NOTHING_MISSING))
    return says


def unlawful(service: CompiledService) -> list[Message]:
    """What is missing before the table may be used as it says
    (förvaltningslagen (2017:900) 28 §, dataskyddsförordningen artikel 22).
    """
    if service.table is None or service.table.table.mode == "idle":
        return []
    table = service.table.table
    says = [] if service.service.kind == "application" else [Message(NOT_DECIDED)]
    if table.mode == "live":
        needed = (
            (table.law, NO_LAW),
            (table.resolution, NO_RESOLUTION),
            (table.risks, NO_RISKS),
            (table.assessment, NO_ASSESSMENT),
        )
        says += [Message(text) for value, text in needed if not value]
    return says
