"""What the fields of a definition are called for people, in the order values are offered.

A field is found by its struct and name, or by its name alone where it means the same everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as N_


@dataclass(frozen=True, slots=True)
class Words:
    """`rows`: lines to write on, for longer texts. `seldom`: folded away under "Mer".

    `item`: what one of several is called.
    """

    label: str
    hint: str = ""
    rows: int = 0
    seldom: bool = False
    item: str = ""


CONDITION = N_("Ett villkor på tidigare svar, till exempel kind == 'other'.")
FACTS = N_("Sätt in svar och uppgifter inom klamrar: {floor_area}, {case.number}.")
DAY = N_("Ett datum (2026-05-01), eller räknat från i dag: today, today+30d, today-18y.")

FIELDS: Mapping[str, Words] = {
    # the service
    "Service.kind": Words(N_("Slag")),
    "Service.title": Words(N_("Namn"), N_("Vad man gör: ”Ansök om bygglov”.")),
    "Service.summary": Words(N_("Sammanfattning"), N_("En eller två meningar."), rows=3),
    "Service.audience": Words(N_("Vänder sig till")),
    "Service.keywords": Words(
        N_("Sökord"), N_("Ord som folk använder men som inte står i namnet."), item=N_("Ord")
    ),
    "Service.life_events": Words(N_("Livshändelser")),
    "Service.topics": Words(N_("Ämnen")),
    "Service.assign": Words(N_("Fördelning till handläggare")),
    "Service.maturity": Words(N_("Mognad")),
    "Service.yearly_volume": Words(
        N_("Väntad användning på ett år"), N_("Jämförs med hur det blev.")
    ),
    "Service.unit": Words(N_("Enhet som får ärendena")),
    "Service.case_series": Words(N_("Ärendeserie"), N_("2–6 stora bokstäver, till exempel BYGG.")),
    "Service.routing": Words(
        N_("Andra vägar för ärendet"),
        N_("Prövas i ordning. Den första regeln som stämmer gäller, annars enheten ovan."),
        item=N_("Regel"),
    ),
    "Service.process_time": Words(N_("Handläggningstid")),
    "Service.legal_bases": Words(N_("Lagstöd"), item=N_("Lagrum")),
    "Service.appeal_to": Words(N_("Beslut överklagas till")),
    "Service.appeal": Words(N_("Så överklagas beslut")),
    "Service.decisions": Words(
        N_("Beslutstexter"),
        N_("Det som inte står här är som i andra tjänster."),
        item=N_("Utfall"),
    ),
    "DecisionTexts.outcome": Words(N_("Utfall")),
    "DecisionTexts.text": Words(N_("Beslutet"), FACTS, item=N_("Stycke")),
    "DecisionTexts.reasons": Words(N_("Skälen"), FACTS, item=N_("Stycke")),
    "DecisionTexts.legal_basis": Words(N_("Bestämmelser"), item=N_("Bestämmelse")),
    "DecisionTexts.appeal": Words(N_("Så överklagas det här utfallet"), seldom=True),
    "Clause.text": Words(N_("Text"), rows=3),
    "Clause.when": Words(N_("Bara när"), CONDITION),
    "Service.approvals": Words(
        N_("Godkänns innan beslutet fattas"),
        N_("Tomt: handläggaren beslutar ensam."),
        item=N_("Krav"),
    ),
    "ApprovalDemand.rounds": Words(N_("Av vem"), N_("Väljs båda godkänner kollegan först.")),
    "ApprovalDemand.outcome": Words(N_("Vid utfallet")),
    "Service.quality_check": Words(
        N_("Ett av så många avslutade ärenden granskas"),
        N_("20 betyder att en chef går igenom vart tjugonde. 0: inget."),
    ),
    "Service.contact": Words(N_("Kontakt")),
    "Service.other_ways": Words(
        N_("Andra sätt"),
        N_("Så gör den som inte kan eller vill använda e-tjänsten."),
        item=N_("Sätt"),
    ),
    "Service.before_you_start": Words(N_("Bra att ha till hands"), rows=2, item=N_("Sak")),
    "Service.what_happens_next": Words(N_("Det här händer sedan"), rows=2, item=N_("Händelse")),
    "Service.fee": Words(N_("Avgift")),
    "Service.anonymous_allowed": Words(N_("Får göras anonymt")),
    "Service.signing": Words(N_("Underskrift")),
    "Service.opening": Words(N_("Tid då det går att söka")),
    "Service.delivery": Words(N_("Var ärendena handläggs")),
    "Service.process": Words(N_("Ärendets väg")),
    "Process.statuses": Words(
        N_("Statusar"), N_("Ett ärende börjar i den första."), item=N_("Status")
    ),
    "Process.transitions": Words(
        N_("Övergångar"),
        N_("Det som flyttar ett ärende. Av flera som passar gäller den första."),
        item=N_("Övergång"),
    ),
    "Process.phases": Words(N_("Faser"), N_("Delar som tiden mäts i."), item=N_("Fas")),
    "Phase.title": Words(N_("Namn")),
    "Phase.key": Words(N_("Nyckel")),
    "CaseStatus.key": Words(N_("Nyckel"), N_("Namnet i övergångarna: granskning.")),
    "CaseStatus.title": Words(N_("Namn"), N_("Det sökanden och handläggaren läser.")),
    "CaseStatus.means": Words(N_("Betyder"), N_("Det som lagens regler och kön går efter.")),
    "CaseStatus.text": Words(
        N_("Det händer nu"), N_("En mening till sökanden. Tom: vår egen."), rows=2
    ),
    "CaseStatus.phase": Words(N_("Fas"), seldom=True),
    "Transition.key": Words(N_("Nyckel"), N_("Ett eget namn: skicka_remiss.")),
    "Transition.to": Words(N_("Till")),
    "Transition.from": Words(N_("Från")),
    "Transition.act": Words(N_("Sker när")),
    "Transition.label": Words(N_("Text på knappen"), N_("Om det är en knapp.")),
    "Transition.outcome": Words(N_("Vid utfallet"), seldom=True),
    "Transition.when": Words(
        N_("Bara när"),
        N_("Ett villkor på svar och ärende: kind == 'new_building', case.days_open > 30."),
    ),
    "Transition.permission": Words(N_("Vem som får trycka på knappen"), seldom=True),
    "Transition.starts_clock": Words(N_("Tiden enligt lag börjar"), seldom=True),
    "Transition.tasks": Words(
        N_("Uppgifter åt handläggaren"), N_("En checklista som läggs upp i ärendet."), seldom=True
    ),
    "Transition.message": Words(
        N_("Meddelande till sökanden"), N_("Skickas när övergången sker."), rows=3, seldom=True
    ),
    "Transition.letter": Words(
        N_("Brev till sökanden"),
        N_("Blir en PDF i ärendet och en uppgift att posta den. Tom rad mellan stycken."),
        rows=5,
        seldom=True,
    ),
    "Service.decision_table": Words(N_("Beslutstabell")),
    "DecisionTable.mode": Words(N_("Tabellen"), N_("Pröva den som förslag innan den beslutar.")),
    "DecisionTable.purpose": Words(
        N_("Syfte och verkan"),
        N_("Varför tabellen finns och vad den betyder för sökanden."),
        rows=3,
    ),
    "DecisionTable.works": Words(
        N_("Så fungerar den"), N_("Med vanliga ord, så att vem som helst förstår."), rows=3
    ),
    "DecisionTable.human": Words(
        N_("Människans del"),
        N_("Vem som beslutar när tabellen inte gör det, och vem som granskar."),
        rows=3,
    ),
    "DecisionTable.inputs": Words(
        N_("Uppgifter"),
        N_("Det tabellen frågar om. Saknas något beslutar en person."),
        item=N_("Uppgift"),
    ),
    "DecisionTable.rows": Words(
        N_("Rader"),
        N_("Prövas uppifrån. Den första där alla villkor stämmer gäller."),
        item=N_("Rad"),
    ),
    "DecisionTable.tests": Words(
        N_("Test"), N_("Värden och raden de ska ge."), item=N_("Ett test")
    ),
    "DecisionTable.law": Words(
        N_("Stöd för automatiserat beslut"), N_("Bestämmelsen som tillåter det.")
    ),
    "DecisionTable.resolution": Words(N_("Nämndens beslut"), N_("Nämnd, dag och paragraf.")),
    "DecisionTable.risks": Words(
        N_("Risker"), N_("Vad som kan bli fel, och vad som görs åt det."), rows=3
    ),
    "DecisionTable.assessment": Words(
        N_("Konsekvensbedömning"), N_("Dess nummer, och när den gjordes.")
    ),
    "DecisionTable.sample": Words(
        N_("Ett av så många granskas"),
        N_("10 betyder att en person granskar vart tionde beslut."),
        seldom=True,
    ),
    "DecisionTable.protected": Words(
        N_("Beslutar också för den som har skyddade uppgifter"), seldom=True
    ),
    "TableInput.key": Words(N_("Nyckel"), N_("Namnet i radernas villkor: members.")),
    "TableInput.title": Words(N_("Namn")),
    "TableInput.value": Words(
        N_("Hämtas från"), N_("En frågas nyckel, eller register.address.city, case.days_open.")
    ),
    "TableRow.key": Words(N_("Nyckel"), N_("Ett eget namn: liten_forening.")),
    "TableRow.title": Words(N_("Vad raden gäller"), N_("Med vanliga ord.")),
    "TableRow.when": Words(
        N_("Villkor"), N_("Ett på varje rad. Alla ska stämma: members >= 10."), rows=4
    ),
    "TableRow.outcome": Words(N_("Utfall")),
    "TableRow.decision": Words(
        N_("Beslutet"), N_("{key} byts mot uppgiftens värde: {applied_for}."), rows=2
    ),
    "TableRow.reasons": Words(N_("Skälen"), rows=3),
    "TableRow.laws": Words(N_("Bestämmelser"), N_("En på varje rad."), rows=2),
    "TableTest.name": Words(N_("Vad som prövas")),
    "TableTest.given": Words(N_("Värden"), item=N_("Värde")),
    "TableTest.row": Words(N_("Raden"), N_("Tom: ingen rad, så en person beslutar.")),
    "GivenValue.input": Words(N_("Uppgift")),
    "GivenValue.value": Words(N_("Värde")),
    "Delivery.handled_in": Words(N_("Handläggs i")),
    "Delivery.system": Words(N_("Verksamhetssystem"), N_("Bara om det inte är Torget.")),
    "Delivery.integrated": Words(N_("Ärendena kommer dit av sig själva")),
    "Delivery.exemption": Words(
        N_("Beslut om undantag"),
        N_("Vem som beslutade, när och med vilket nummer, om de inte gör det."),
    ),
    "RoutingRule.when": Words(N_("När"), CONDITION),
    "RoutingRule.unit": Words(N_("Går ärendet till")),
    "ProcessTime.text": Words(N_("I ord"), rows=2),
    "ProcessTime.promised_days": Words(N_("Lovat antal dagar"), N_("Det vi mäts mot.")),
    "ProcessTime.statutory": Words(N_("Tid enligt lag"), N_("Från den dag allt har kommit in.")),
    "StatutoryTime.law": Words(N_("Vilken lag"), N_("Med nummer: förvaltningslagen (2017:900).")),
    "StatutoryTime.weeks": Words(N_("Veckor")),
    "StatutoryTime.months": Words(N_("Månader")),
    "StatutoryTime.extension": Words(N_("Förlängs med"), N_("Så många till, en gång.")),
    "LegalBasis.law": Words(N_("Lag"), N_("Med nummer: förvaltningslagen (2017:900).")),
    "LegalBasis.paragraph": Words(N_("Paragraf"), N_("Till exempel 9 kap. 2 §.")),
    "LegalBasis.text": Words(N_("Vad den säger"), N_("I enkla ord."), rows=2),
    "Contact.name": Words(N_("Vem som svarar")),
    "Contact.phone": Words(N_("Telefon")),
    "Contact.email": Words(N_("E-post")),
    "Contact.hours": Words(N_("Öppettider")),
    "OtherWay.channel": Words(N_("Sätt")),
    "OtherWay.text": Words(N_("Så gör man"), rows=2),
    "Fee.text": Words(N_("I ord"), rows=2),
    "Fee.free": Words(N_("Det kostar inget")),
    "Fee.amount": Words(
        N_("Belopp i kronor"),
        N_("Ett tal eller en uträkning: hours * 95. Ingår i det man skriver under."),
    ),
    "AnonymousUse.law": Words(
        N_("Varför"), N_("Lagen som gör att man inte behöver säga vem man är.")
    ),
    "Signing.required": Words(N_("Den som skickar skriver under")),
    "Signing.others": Words(
        N_("Också barnets andra vårdnadshavare"), N_("Frågan där barnet väljs.")
    ),
    "Signing.order": Words(N_("När flera skriver under"), seldom=True),
    "Opening.opens_on": Words(N_("Första dag")),
    "Opening.closes_on": Words(N_("Sista dag")),
    "Opening.closed": Words(N_("Sägs före och efter"), rows=2),
    "Opening.most": Words(
        N_("Högst så många ansökningar"), N_("0: hur många som helst."), seldom=True
    ),
    # steps
    "Step.title": Words(N_("Rubrik")),
    "Step.intro": Words(N_("Inledning"), rows=3),
    "Step.exits": Words(
        N_("Utgångar"),
        N_("Här slutar vägen för den som tjänsten inte är till för."),
        item=N_("Utgång"),
    ),
    "Exit.when": Words(N_("När"), CONDITION),
    "Exit.title": Words(N_("Rubrik")),
    "Exit.text": Words(N_("Vad man kan göra i stället"), rows=3),
    # every question
    "key": Words(
        N_("Nyckel"),
        N_("Namnet i villkor. Ändrar du den måste villkoren ändras också."),
        seldom=True,
    ),
    "label": Words(N_("Frågan")),
    "hint": Words(N_("Ledtråd under frågan")),
    "help": Words(N_("Längre förklaring"), N_("Visas när man ber om den."), rows=3),
    "information": Words(
        N_("Slag av uppgift"),
        N_("Avgör vem som får läsa svaret, hur länge det sparas och om man måste logga in."),
    ),
    "required": Words(N_("Måste besvaras")),
    "show_when": Words(
        N_("Visas när"),
        N_("Ett villkor på tidigare svar, till exempel kind == 'other'. Tomt: alltid."),
    ),
    "recommended": Words(
        N_("Bör besvaras"),
        N_("Kan hoppas över, men handläggningen går fortare med svaret."),
        seldom=True,
    ),
    "required_when": Words(N_("Måste besvaras när"), CONDITION, seldom=True),
    "name": Words(
        N_("Svaret i en mening"), N_("Så fel talar om det: ”ditt telefonnummer”."), seldom=True
    ),
    "checks": Words(N_("Egna kontroller"), seldom=True, item=N_("Kontroll")),
    "Check.valid": Words(N_("Ska stämma"), N_("Ett villkor, till exempel hours <= 40.")),
    "Check.message": Words(N_("Sägs annars")),
    "error": Words(N_("Egna feltexter"), N_("Tomt: våra."), seldom=True),
    "prefill": Words(
        N_("Hämta svaret"),
        N_("Från ett register eller kontot, i stället för att fråga."),
        seldom=True,
    ),
    "lock_prefilled": Words(N_("Det som hämtas går inte att ändra"), seldom=True),
    "autocomplete": Words(N_("Webbläsarens förslag"), seldom=True),
    # questions of some types
    "max_length": Words(N_("Högst antal tecken"), seldom=True),
    "Text.pattern": Words(N_("Mönster"), seldom=True),
    "Pattern.matches": Words(
        N_("Hela svaret ska passa"), N_("Ett reguljärt uttryck, till exempel [A-Z]{3}[0-9]{3}.")
    ),
    "Pattern.message": Words(N_("Sägs annars")),
    "min": Words(N_("Minst")),
    "max": Words(N_("Högst")),
    "Choices.max": Words(N_("Högst"), N_("0: så många man vill.")),
    "Rows.min": Words(N_("Minst antal rader")),
    "Rows.max": Words(N_("Högst antal rader")),
    "decimals": Words(N_("Decimaler")),
    "unit": Words(N_("Enhet"), N_("Står efter talet: m², timmar.")),
    "Day.earliest": Words(N_("Tidigaste dag"), DAY),
    "Day.latest": Words(N_("Senaste dag"), DAY),
    "Period.earliest": Words(N_("Tidigaste dag"), DAY),
    "Period.latest": Words(N_("Senaste dag"), DAY),
    "Period.longest": Words(N_("Högst antal dagar"), N_("0: hur många som helst.")),
    "Time.earliest": Words(N_("Tidigast"), N_("Till exempel 08:30.")),
    "Time.latest": Words(N_("Senast"), N_("Till exempel 16:00.")),
    "YesNo.yes": Words(N_("Ordet för ja"), seldom=True),
    "YesNo.no": Words(N_("Ordet för nej"), seldom=True),
    "options": Words(N_("Alternativ")),
    "Option.key": Words(N_("Nyckel"), N_("Namnet i villkor. Tom: görs av texten."), seldom=True),
    "Option.label": Words(N_("Text")),
    "Option.hint": Words(N_("Ledtråd"), seldom=True),
    "options_from": Words(
        N_("Alternativ från ett register eller en lista"),
        N_("I stället för alternativen ovan."),
        seldom=True,
    ),
    "Choice.search": Words(N_("Går att söka i"), seldom=True),
    "Choices.search": Words(N_("Går att söka i"), seldom=True),
    "other": Words(N_("Något annat"), N_("Vägen ut när inget alternativ passar."), seldom=True),
    "Other.label": Words(N_("Text")),
    "Other.hint": Words(N_("Ledtråd")),
    "Other.ask": Words(N_("Fråga vad"), N_("Till exempel ”Vad menar du?”. Tomt: fråga inte.")),
    "PersonQuestion.who": Words(N_("Vem det kan gälla")),
    "PersonQuestion.ask_number": Words(N_("Fråga efter personnummer")),
    "Place.shape": Words(N_("Det som ritas på kartan")),
    "Files.accept": Words(N_("Slag av filer")),
    "Files.max_size": Words(N_("Största fil i MB")),
    "Files.max_count": Words(N_("Högst antal filer")),
    "Files.min_count": Words(N_("Minst antal filer"), N_("Om filer måste lämnas.")),
    "Notice.text": Words(N_("Text"), rows=4),
    "Notice.kind": Words(N_("Slag av upplysning")),
    "Declaration.text": Words(N_("Det man försäkrar"), rows=3),
    "Calculated.value": Words(N_("Uträkning"), N_("Till exempel sum(members.income) * 12.")),
    "Calculated.gives": Words(N_("Ger")),
    "Rows.item": Words(N_("En rad kallas"), N_("”Barn” ger Barn 1, Barn 2.")),
    "Rows.questions": Words(N_("Frågor i tabellen")),
}

# A service's own fields on pages of their own. What stands nowhere here is on the last.
PAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "om": (
        N_("Om tjänsten"),
        (
            "title",
            "summary",
            "kind",
            "audience",
            "yearly_volume",
            "keywords",
            "life_events",
            "topics",
        ),
    ),
    "vagen": (
        N_("Vart ärendet går"),
        ("unit", "case_series", "routing", "assign", "delivery", "process_time", "quality_check"),
    ),
    "process": (N_("Ärendets väg"), ("process",)),
    "lag": (N_("Lag"), ("legal_bases", "appeal", "appeal_to")),
    "beslut": (N_("Beslutstexter"), ("decisions", "approvals")),
    "tabell": (N_("Beslutstabell"), ("decision_table",)),
    "kontakt": (N_("Kontakt och andra sätt"), ("contact", "other_ways")),
    "fore": (N_("Före och efter"), ("before_you_start", "what_happens_next")),
    "avgift": (N_("Avgift"), ("fee",)),
    "underskrift": (N_("Underskrift"), ("signing", "anonymous_allowed")),
    "oppet": (N_("Söktid"), ("opening",)),
    "mer": (N_("Mer"), ()),
}
ELSEWHERE = frozenset({"key", "steps"})  # of a service: never changed, and on pages of their own


def words_of(owner: str, name: str) -> Words:
    """The words of a field; its own name where nobody has written any."""
    return FIELDS.get(f"{owner}.{name}") or FIELDS.get(name) or Words(name)


def page_of(field: str) -> str:
    """The page of the service's own field."""
    return next((page for page, (_title, fields) in PAGES.items() if field in fields), "mer")
