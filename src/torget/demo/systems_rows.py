"""What Solvik runs, row by row."""

from dataclasses import dataclass

SUPPLIERS = (  # key in the rows, name, organisation number
    ("nv", "Nordvik Programvara AB", "559900-0018"),
    ("bl", "Björklöv Verksamhetsstöd AB", "559900-0026"),
    ("km", "Klarmoln AB", "559900-0034"),
    ("sd", "Sjödata Drift AB", "559900-0042"),
    ("rk", "Ringkajen System AB", "559900-0059"),
    ("pv", "Pilvägen Kartor AB", "559900-0067"),
    ("th", "Tallhöjden Serverhall AB", "559900-0075"),
    ("hl", "Havslyktan Support AB", "559900-0083"),
)
CHAIN = (  # supplier, subcontractor, what for
    ("nv", "sd", "Drift"),
    ("km", "th", "Serverhall"),
    ("sd", "th", "Serverhall"),
    ("rk", "km", "Molnplattform"),
    ("bl", "hl", "Användarstöd på kvällar"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """`types`: keys of what it holds, those it is the master of marked by *. `kronor`: each year,
    by contract; 0 for none. `manager` empty: nobody.
    """

    name: str
    purpose: str
    unit: str
    supplier: str
    kind: str
    hosting: str
    owner: str
    manager: str
    types: str = ""
    kronor: int = 0
    lifecycle: str = "operation"
    vital: bool = False
    ends: int = 700  # days until the contract ends
    confirmed: int = 60  # days since it was confirmed; 0: never


SYSTEMS = (
    Row("Lovflöde", "Handlägger bygglov", "bygg", "nv", "niche", "supplier", "bygglovschef",
        "forvaltare-bygg", "building.property* building.measure* building.description* person.name "
        "person.identity_number", 480000, vital=True),
    Row("Ritarkivet", "Förvarar ritningar", "bygg", "bl", "niche", "own", "bygglovschef",
        "forvaltare-bygg", "building.drawings* building.property", 95000, confirmed=420),
    Row("Planbordet", "Detaljplaner", "bygg", "pv", "niche", "cloud", "bygglovschef",
        "forvaltare-bygg", "building.property", 160000, ends=80),
    Row("Tillsynsboken", "Tillsyn av miljö och livsmedel", "miljo", "bl", "niche", "supplier",
        "miljochef", "forvaltare-bygg", "alcohol.service organisation.identity", 210000),
    Row("Serveringsregistret", "Serveringstillstånd", "miljo", "bl", "niche", "supplier",
        "miljochef", "forvaltare-bygg", "alcohol.service* alcohol.people* alcohol.documents* "
        "alcohol.finances*", 130000),
    Row("Knattekön", "Köar och placerar barn i förskola", "forskola", "rk", "niche", "cloud",
        "rektor-forskola", "forvaltare-skola", "child.identity* child.custody* preschool.wishes* "
        "preschool.sibling* person.name", 390000, vital=True, ends=150),
    Row("Avgiftsrutan", "Räknar avgifter för barnomsorg", "forskola", "rk", "niche", "cloud",
        "rektor-forskola", "forvaltare-skola", "custodian.income* custodian.occupation* "
        "child.identity", 140000, ends=150),
    Row("Skolgången", "Elevregister", "skola", "nv", "base", "supplier", "skolchef",
        "forvaltare-skola", "pupil.identity* pupil.choice* person.name", 620000, vital=True),
    Row("Betygsboken", "Betyg och omdömen", "skola", "nv", "niche", "supplier", "skolchef",
        "forvaltare-skola", "pupil.grades* pupil.identity", 230000),
    Row("Elevhälsans journal", "Journaler i elevhälsan", "skola", "bl", "niche", "own", "skolchef",
        "", "pupil.support* pupil.identity", 110000, confirmed=0),
    Row("Turlistan", "Planerar skolskjuts", "skola", "pv", "niche", "cloud", "skolchef",
        "forvaltare-skola", "transport.application pupil.identity", 175000, ends=-20),
    Row("Lektionsrummet", "Lärplattform", "skola", "km", "base", "cloud", "skolchef",
        "forvaltare-skola", "pupil.identity", 540000),
    Row("Gatukartan", "Vägar, skyltar och arbeten", "gata", "pv", "niche", "shared", "gatuchef",
        "forvaltare-teknik", "report.place", 145000),
    Row("Felkartan", "Felanmälningar", "gata", "pv", "niche", "cloud", "gatuchef",
        "forvaltare-teknik", "report.matter* report.place* report.photo* contact.email", 88000),
    Row("Parkeringsbordet", "Parkeringstillstånd", "gata", "rk", "niche", "cloud", "gatuchef",
        "forvaltare-teknik", "parking.application* parking.mobility* parking.photo*", 74000),
    Row("Resekortet", "Färdtjänst", "gata", "bl", "niche", "supplier", "gatuchef",
        "forvaltare-teknik", "transport.application* transport.need* person.name", 190000),
    Row("Pumpvakten", "Styr vatten och avlopp", "va", "sd", "technical", "own", "gatuchef",
        "forvaltare-teknik", "", 310000, vital=True),
    Row("Mätarstället", "Vattenmätare", "va", "sd", "niche", "shared", "gatuchef",
        "forvaltare-teknik", "person.address payment.account", 98000),
    Row("Omsorgsboken", "Utredningar och journaler i omsorgen", "omsorg", "nv", "base", "supplier",
        "omsorgschef", "forvaltare-omsorg", "care.application* care.need* person.identity_number "
        "person.name", 880000, vital=True),
    Row("Försörjningsstödet", "Utreder och betalar bistånd", "omsorg", "nv", "niche", "supplier",
        "omsorgschef", "forvaltare-omsorg", "assistance.application* assistance.household* "
        "assistance.reason* assistance.economy* assistance.account*", 410000, vital=True),
    Row("Trygghetslinjen", "Larm i hemmet", "omsorg", "hl", "technical", "cloud", "omsorgschef",
        "forvaltare-omsorg", "person.address person.name", 260000, vital=True, ends=95),
    Row("Nyckelskåpet", "Nycklar till hem", "omsorg", "hl", "niche", "own", "omsorgschef",
        "forvaltare-omsorg", "person.address", 45000, confirmed=500),
    Row("Schemarundan", "Planerar hemtjänstens turer", "omsorg", "rk", "niche", "cloud",
        "omsorgschef", "forvaltare-omsorg", "care.need person.address", 155000),
    Row("Hallbokningen", "Bokar lokaler", "fritid", "rk", "niche", "cloud", "fritidschef",
        "forvaltare-gemensam", "booking.wish* organisation.identity", 120000),
    Row("Salsbokningen", "Bokar lokaler", "skola", "km", "niche", "cloud", "skolchef",
        "forvaltare-skola", "booking.wish organisation.identity", 86000),
    Row("Föreningsboken", "Föreningar och bidrag", "fritid", "bl", "niche", "supplier",
        "fritidschef", "forvaltare-gemensam", "grant.application* grant.account* "
        "organisation.identity*", 105000),
    Row("Bokdisken", "Lån på biblioteken", "fritid", "bl", "niche", "supplier", "fritidschef",
        "forvaltare-gemensam", "person.name contact.email", 240000),
    Row("Torget", "E-tjänster och ärenden", "kundcenter", "", "base", "own", "kundcenterchef",
        "forvaltare-gemensam", "person.name* person.identity_number* person.address* "
        "contact.email* contact.phone* case.assurance* feedback.matter*", vital=True),
    Row("Kundkön", "Telefon och chatt i kundcenter", "kundcenter", "km", "base", "cloud",
        "kundcenterchef", "forvaltare-gemensam", "contact.phone person.name", 180000),
    Row("Diariet", "Diarium och nämndhandlingar", "kundcenter", "nv", "base", "supplier",
        "kundcenterchef", "forvaltare-gemensam", "disclosure.request* person.name", 450000,
        vital=True),
    Row("Mötesboken", "Nämndernas möten", "kundcenter", "nv", "base", "supplier",
        "kundcenterchef", "forvaltare-gemensam", "", 90000),
    Row("Närarkivet", "E-arkiv", "kundcenter", "sd", "base", "supplier", "kundcenterchef", "",
        "disclosure.request person.name", 0),
    Row("Lönerutan", "Lön och frånvaro", "kundcenter", "rk", "base", "cloud", "it-chef",
        "forvaltare-gemensam", "staff.access payment.account", 510000, vital=True),
    Row("Kassaboken", "Ekonomi", "kundcenter", "rk", "base", "cloud", "it-chef",
        "forvaltare-gemensam", "payment.account* payment.invoices*", 560000, vital=True),
    Row("Fakturaflödet", "Fakturor in och ut", "kundcenter", "rk", "base", "cloud", "it-chef",
        "forvaltare-gemensam", "payment.invoices building.invoice*", 170000),
    Row("Behörighetskatalogen", "Konton och behörigheter", "kundcenter", "sd", "infrastructure",
        "own", "it-chef", "forvaltare-gemensam", "staff.access*", 75000, vital=True),
    Row("Brevlådan", "E-post och kalender", "kundcenter", "km", "infrastructure", "cloud",
        "it-chef", "forvaltare-gemensam", "contact.email", 690000, vital=True),
    Row("Nätvakten", "Övervakar nät och drift", "kundcenter", "sd", "technical", "own", "it-chef",
        "driftansvarig", "", 115000),
    Row("Skyddskopian", "Säkerhetskopior", "kundcenter", "th", "infrastructure", "supplier",
        "it-chef", "driftansvarig", "", 134000, vital=True),
    Row("Gamla elevregistret", "Elevregister", "skola", "bl", "base", "own", "skolchef",
        "forvaltare-skola", "pupil.identity pupil.grades", 60000, lifecycle="retiring"),
    Row("Måltidstavlan", "Matsedlar och specialkost", "skola", "rk", "niche", "cloud", "skolchef",
        "forvaltare-skola", "child.support", 52000, lifecycle="introduced"),
    Row("Samtalsstödet", "Sammanfattar samtal med AI", "kundcenter", "km", "niche", "cloud",
        "kundcenterchef", "", "", 0, lifecycle="idea"),
)  # fmt: skip
FLOWS = (  # from, to, type, interface, how often
    ("Torget", "Lovflöde", "building.property", "REST", "Vid ny ansökan"),
    ("Torget", "Knattekön", "preschool.wishes", "REST", "Vid ny ansökan"),
    ("Torget", "Felkartan", "report.matter", "REST", "Vid ny anmälan"),
    ("Torget", "Omsorgsboken", "care.application", "REST", "Vid ny ansökan"),
    ("Torget", "Försörjningsstödet", "assistance.application", "REST", "Vid ny ansökan"),
    ("Torget", "Parkeringsbordet", "parking.application", "REST", "Vid ny ansökan"),
    ("Torget", "Resekortet", "transport.application", "REST", "Vid ny ansökan"),
    ("Torget", "Serveringsregistret", "alcohol.service", "Fil", "Varje natt"),
    ("Torget", "Föreningsboken", "grant.application", "REST", "Vid ny ansökan"),
    ("Torget", "Diariet", "disclosure.request", "REST", "Vid ny ansökan"),
    ("Torget", "Brevlådan", "contact.email", "SMTP", "Löpande"),
    ("Behörighetskatalogen", "Torget", "staff.access", "SCIM", "Varje timme"),
    ("Behörighetskatalogen", "Omsorgsboken", "staff.access", "LDAP", "Löpande"),
    ("Behörighetskatalogen", "Skolgången", "staff.access", "LDAP", "Löpande"),
    ("Lönerutan", "Behörighetskatalogen", "staff.access", "Fil", "Varje natt"),
    ("Lovflöde", "Ritarkivet", "building.drawings", "REST", "Löpande"),
    ("Lovflöde", "Diariet", "building.property", "REST", "Löpande"),
    ("Lovflöde", "Fakturaflödet", "building.invoice", "Fil", "Varje natt"),
    ("Planbordet", "Lovflöde", "building.property", "WFS", "Löpande"),
    ("Knattekön", "Avgiftsrutan", "child.identity", "REST", "Löpande"),
    ("Avgiftsrutan", "Fakturaflödet", "payment.invoices", "Fil", "Varje månad"),
    ("Knattekön", "Skolgången", "child.identity", "Fil", "Varje natt"),
    ("Skolgången", "Betygsboken", "pupil.identity", "REST", "Löpande"),
    ("Skolgången", "Lektionsrummet", "pupil.identity", "SS 12000", "Varje natt"),
    ("Skolgången", "Turlistan", "pupil.identity", "Fil", "Varje vecka"),
    ("Skolgången", "Elevhälsans journal", "pupil.identity", "Fil", "Varje natt"),
    ("Gamla elevregistret", "Skolgången", "pupil.grades", "Fil", "En gång"),
    ("Felkartan", "Gatukartan", "report.place", "WFS", "Löpande"),
    ("Omsorgsboken", "Schemarundan", "care.need", "REST", "Löpande"),
    ("Omsorgsboken", "Nyckelskåpet", "person.address", "Fil", "Varje natt"),
    ("Omsorgsboken", "Trygghetslinjen", "person.address", "REST", "Löpande"),
    ("Försörjningsstödet", "Kassaboken", "assistance.account", "Fil", "Varje dag"),
    ("Mätarstället", "Fakturaflödet", "payment.invoices", "Fil", "Varje månad"),
    ("Fakturaflödet", "Kassaboken", "payment.invoices", "REST", "Löpande"),
    ("Hallbokningen", "Fakturaflödet", "payment.invoices", "Fil", "Varje månad"),
    ("Diariet", "Närarkivet", "disclosure.request", "FGS", "Varje år"),
    ("Diariet", "Mötesboken", "", "REST", "Löpande"),
    ("Pumpvakten", "Nätvakten", "", "SNMP", "Löpande"),
)
