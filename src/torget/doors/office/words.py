"""What the columns of the registers are called, for pages and their history."""

from django.utils.translation import gettext_noop as N_

TYPE_COLUMNS = {
    "key": N_("Nyckel"),
    "name": N_("Namn"),
    "description": N_("Beskrivning"),
    "purpose": N_("Ändamål"),
    "owner": N_("Informationsägare"),
    "owner_id": N_("Informationsägare"),
    "unit": N_("Enhet"),
    "legal_basis": N_("Lagrum"),
    "gdpr_basis": N_("Rättslig grund enligt artikel 6.1"),
    "gdpr_exception": N_("Undantag enligt artikel 9.2"),
    "personal_data": N_("Personuppgifter"),
    "holder": N_("Finns redan hos"),
    "secrecy": N_("Sekretess som kan gälla"),
    "confidentiality": N_("Konfidentialitet"),
    "confidentiality_why": N_("Varför, konfidentialitet"),
    "integrity": N_("Riktighet"),
    "integrity_why": N_("Varför, riktighet"),
    "availability": N_("Tillgänglighet i klassningen"),
    "availability_why": N_("Varför, tillgänglighet"),
    "traceability": N_("Spårbarhet"),
    "traceability_why": N_("Varför, spårbarhet"),
    "retention": N_("Bevaras eller gallras"),
    "retention_years": N_("Gallras efter, år"),
    "retention_from": N_("Tiden räknas från"),
    "retention_why": N_("Varför, bevarande"),
    "retention_decision": N_("Gallringsbeslut"),
    "is_open": N_("Får bli öppna data"),
    "open_why": N_("Varför, öppenhet"),
}
POSITION_COLUMNS = {
    "name": N_("Namn"),
    "valid_from": N_("Från"),
    "valid_to": N_("Till"),
    "appointed_by": N_("Utsedd av"),
    "acknowledged_at": N_("Bekräftad"),
}
YES_OR_NO = {True: N_("Ja"), False: N_("Nej")}
NEVER_SHOWN = frozenset({"content_hash"})  # says nothing to a person
