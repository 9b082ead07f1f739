"""What the trail's entries are called, for people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

WORDS = {
    "municipality.set_up": N_("Lade in kommunens uppgifter"),
    "committee.founded": N_("Lade till en nämnd"),
    "unit.founded": N_("Lade till en enhet"),
    "employee.added": N_("Lade till en anställd"),
    "assignment.made": N_("Gav någon en roll"),
    "account.opened": N_("Öppnade en inloggning för personal"),
    "information.declared": N_("Deklarerade en informationstyp"),
    "information.changed": N_("Ändrade en informationstyp"),
    "service.published": N_("Publicerade en e-tjänst"),
    "service.begun": N_("Började skriva en e-tjänst"),
    "service.saved": N_("Sparade en e-tjänst under arbete"),
    "service.inspected": N_("Granskade en e-tjänsts tillgänglighet"),
    "block.begun": N_("Började skriva ett block"),
    "block.saved": N_("Sparade ett block"),
    "block.published": N_("Publicerade en version av ett block"),
    "service.restored": N_("Gick till en annan sparad text av en e-tjänst"),
    "service.taken_in": N_("Tog in en e-tjänst från någon annan"),
    "service.abandoned": N_("Lade ner arbetet med en e-tjänst"),
    "directory.declared": N_("Ändrade hur e-tjänsterna är ordnade"),
    "person.signed_in": N_("Loggade in"),
    "representation.stated": N_("Sade sig företräda en organisation"),
    "list.declared": N_("Ändrade en lista att välja ur"),
    "register.looked_up": N_("Hämtade uppgifter från folkbokföringen"),
    "children.looked_up": N_("Hämtade barn från folkbokföringen"),
    "contact.changed": N_("Ändrade sina kontaktuppgifter"),
    "draft.started": N_("Började fylla i"),
    "draft.moved": N_("Flyttade ett utkast till en nyare version"),
    "draft.removed": N_("Tog bort ett utkast"),
    "submission.sent": N_("Skickade in"),
    "submission.registered": N_("Registrerade det som kom in"),
    "submission.signed": N_("Skrev under"),
    "signature.asked": N_("Ombads skriva under"),
    "signature.declined": N_("Avböjde att skriva under"),
    "statistics.measured": N_("Räknade dagens statistik"),
    "case.opened": N_("Ärendet öppnades"),
    "case.viewed": N_("Läste ärendet"),
    "document.viewed": N_("Läste en handling"),
    "document.infected": N_("En fil med skadlig kod stoppades"),
    "trail.viewed": N_("Läste loggen"),
    "party.added": N_("Blev part i ärendet"),
    "case.assigned": N_("Ärendet fick handläggare"),
    "task.added": N_("Lade till en uppgift"),
    "task.done": N_("Gjorde en uppgift"),
    "task.reopened": N_("Ångrade att en uppgift är gjord"),
    "communication.sent": N_("Kommunicerade underlag"),
    "statement.made": N_("Yttrade sig"),
    "referral.sent": N_("Skickade en remiss"),
    "referral.bound": N_("Loggade in med länken till en remiss"),
    "referral.viewed": N_("Läste en remiss"),
    "referral.answered": N_("Svarade på en remiss"),
    "referral.withdrawn": N_("Tog tillbaka en remiss"),
    "referral.extended": N_("Gav mer tid att svara på en remiss"),
    "referral.reminded": N_("Påminde om en remiss"),
    "memorandum.begun": N_("Började skriva en tjänsteskrivelse"),
    "memorandum.saved": N_("Sparade en tjänsteskrivelse"),
    "memorandum.finished": N_("Gjorde klart en tjänsteskrivelse"),
    "absence.told": N_("Anmälde frånvaro"),
    "absence.taken_back": N_("Tog bort frånvaro"),
    "case.disqualified": N_("Antecknade jäv"),
    "case.disqualification_lifted": N_("Upphävde jäv"),
    "delegation.given": N_("Delegerade rätten att besluta"),
    "delegation.ended": N_("Avslutade en delegation"),
    "decisions.reported": N_("Anmälde beslut till nämnden"),
    "case.handed_over": N_("Lämnade över ärendet till en annan enhet"),
    "case.moved": N_("Ärendet gick vidare"),
    "case.signed": N_("Alla hade skrivit under"),
    "case.unsigned": N_("Alla ville inte skriva under"),
    "case.written": N_("Skrev meddelande"),
    "contact.registered": N_("Registrerade en kontakt"),
    "contact.finished": N_("Tog hand om en kontakt"),
    "person.viewed": N_("Läste om personen"),
    "case.noted": N_("Skrev anteckning"),
    "supplement.asked": N_("Begärde komplettering"),
    "supplement.answered": N_("Kompletterade"),
    "case.decided": N_("Beslutade"),
    "decision.served": N_("Expedierade beslutet"),
    "decision.read": N_("Läste beslutet"),
    "person.looked_for": N_("Sökte på ett personnummer"),
    "batch.picked": N_("Valde ut flera ärenden"),
    "batch.planned": N_("Förberedde samma åtgärd i flera ärenden"),
    "batch.confirmed": N_("Gjorde samma åtgärd i flera ärenden"),
    "choice.saved": N_("Sparade ett urval"),
    "choice.removed": N_("Tog bort ett sparat urval"),
    "cases.exported": N_("Hämtade en lista med ärenden"),
    "cases.made_up": N_("Lade till påhittade ärenden"),
    "cases.reindexed": N_("Byggde om sökningen"),
    "case.closed": N_("Avslutade ärendet"),
    "case.complete": N_("Noterade att ansökan är komplett"),
    "case.extended": N_("Förlängde tiden enligt lag"),
    "case.delayed": N_("Underrättade om försening"),
    "conclusion.asked": N_("Begärde att ärendet avgörs"),
    "conclusion.refused": N_("Avslog en begäran att avgöra ärendet"),
    "serving.noted": N_("Noterade en delgivning"),
    "decision.posted": N_("Noterade dagen på anslagstavlan"),
    "decision.corrected": N_("Rättade beslutet"),
    "decision.changed": N_("Ändrade beslutet"),
    "decision.final": N_("Beslutet fick laga kraft"),
    "appeal.received": N_("Ett överklagande kom in"),
    "appeal.reviewed": N_("Prövade om överklagandet kom i tid"),
    "appeal.forwarded": N_("Överlämnade överklagandet till domstolen"),
    "appeal.answered": N_("Noterade domstolens avgörande"),
    "message.resent": N_("Skickade om ett meddelande"),
    "job.retried": N_("Körde om ett jobb"),
}

DOORS = {
    "portal": N_("Mina sidor"),
    "desk": N_("Handläggningen"),
    "studio": N_("Studion"),
    "console": N_("Kommandoraden"),
    "worker": N_("Arbetaren"),
}

# What an entry is about, when its key says nothing to people.
SUBJECTS = {
    "submission": N_("Inlämningen"),
    "draft": N_("Utkastet"),
    "person": N_("Personen"),
    "contact": N_("En kontakt"),
    "choice": N_("Ett sparat urval"),
    "batch": N_("Flera ärenden"),
    "cases": N_("Ärendena"),
}


def door_in_words(door: str) -> str:
    return _(DOORS[door]) if door in DOORS else door


def in_words(what: str) -> str:
    return _(WORDS[what]) if what in WORDS else what


def subject_in_words(subject: str) -> str:
    """The number of a case, a word for what only has a key, and the rest as it stands."""
    kind, _colon, key = subject.partition(":")
    return key if kind == "case" else _(SUBJECTS[kind]) if kind in SUBJECTS else subject
