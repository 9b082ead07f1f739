"""One of each question, at rest and with errors."""

import msgspec

from torget.doors.ui.questions import Option, Question, Row, UploadedFile

WORK = ("Bygga nytt hus", "Bygga till", "Ändra fasaden", "Altan, plank eller mur")
FILES = (
    UploadedFile(id="f1", name="planritning.pdf", size=1_430_000, url="/fil/1"),
    UploadedFile(id="f2", name="fasad mot söder, reviderad 2026-11-02.png", size=830_000),
)

QUESTIONS = (
    Question(
        key="title",
        type="text",
        label="Vad heter din lekplats?",
        hint="Det namn som står på skylten.",
        required=False,
        width=20,
        values={"": "Strandparken"},
    ),
    Question(
        key="description",
        type="long_text",
        label="Beskriv vad du vill bygga",
        help="Skriv *vad* du bygger, *var* på tomten och *hur* det ska se ut.",
        help_title="Vad ska jag skriva?",
        max_length=1500,
    ),
    Question(key="area", type="number", label="Hur stor är tillbyggnaden?", unit="m²"),
    Question(
        key="start",
        type="date",
        label="När vill du börja bygga?",
        hint="Till exempel 3 5 2027.",
        values={"day": "3", "month": "5", "year": "2027"},
    ),
    Question(
        key="owner",
        type="yes_no",
        label="Äger du fastigheten?",
        options=(Option(value="yes", label="Ja", checked=True), Option(value="no", label="Nej")),
    ),
    Question(
        key="work",
        type="choice",
        label="Vad vill du göra?",
        options=tuple(
            Option(
                value=str(number), label=label, hint="Även komplementbyggnad" if not number else ""
            )
            for number, label in enumerate(WORK)
        ),
    ),
    Question(
        key="school",
        type="choice",
        label="Vilken förskola vill du helst ha?",
        options=tuple(Option(value=str(n), label=f"Förskolan nummer {n}") for n in range(12)),
    ),
    Question(
        key="needs",
        type="choices",
        label="Vad gäller det?",
        options=tuple(Option(value=label, label=label) for label in ("Gata", "Lampa", "Träd")),
    ),
    Question(
        key="halls",
        type="choices",
        label="Vilka hallar gäller det?",
        options=tuple(Option(value=str(n), label=f"Hall {n}") for n in range(12)),
        narrowed=True,
    ),
    Question(key="email", type="email", label="E-post", values={"": "lova@example.com"}),
    Question(
        key="phone", type="phone", label="Telefon", hint="Så att vi kan ringa om något är oklart."
    ),
    Question(
        key="address",
        type="address",
        label="Din adress",
        autocomplete="home",
        source="Hämtat från folkbokföringen",
        locked=True,
        values={"street": "Strandgatan 4", "postal_code": "981 32", "city": "Solvik"},
    ),
    Question(key="number", type="identity_number", label="Barnets personnummer"),
    Question(key="property", type="property", label="Fastighetens beteckning"),
    Question(key="place", type="place", label="Var är felet?"),
    Question(
        key="drawings",
        type="files",
        label="Ritningar",
        hint="Plan, fasad och sektion i skala 1:100.",
        files=FILES,
        accept=".pdf,image/*",
        accept_text="PDF eller bild, högst 50 MB per fil.",
    ),
    Question(
        key="fee",
        type="notice",
        label="Det kostar att söka bygglov",
        level="fee",
        help="Avgiften beror på vad du bygger. [Se taxan](https://solvik.example/taxa).",
    ),
    Question(key="true", type="declaration", label="Jag intygar att uppgifterna stämmer"),
    Question(
        key="child",
        type="child",
        label="Vilket barn gäller det?",
        source="Hämtat från folkbokföringen",
        options=(
            Option(value="1", label="Elsa Strand", hint="Född 12 mars 2023"),
            Option(value="2", label="Ali Strand", hint="Född 2 juni 2025"),
            Option(value="other", label="Ett annat barn"),
        ),
    ),
    Question(key="rent", type="money", label="Hyra", unit="kr", values={"": "8 450"}),
    Question(key="opens", type="time", label="När öppnar ni?", hint="Till exempel 08:30."),
    Question(
        key="away", type="period", label="När är ni borta?", values={"from.day": "3", "to.day": "9"}
    ),
    Question(key="company", type="organisation_number", label="Organisationsnummer"),
    Question(
        key="whom",
        type="person",
        label="Vem gäller ansökan?",
        options=(
            Option(value="self", label="Jag själv", hint="Lova Strand", checked=True),
            Option(value="1", label="Elsa Strand", hint="Född 12 mars 2023"),
            Option(value="other", label="Någon annan"),
        ),
    ),
    Question(
        key="partner",
        type="person",
        label="Vem bor du med?",
        options=(Option(value="other", label="Någon annan"),),
        ask_number=False,
    ),
    Question(key="firm", type="company", label="Vilken organisation är det?"),
    Question(key="second", type="signature_request", label="Vem mer ska skriva under?"),
    Question(
        key="street",
        type="search",
        label="Vilken gata gäller det?",
        hint="Skriv början av namnet och välj.",
        options=tuple(Option(value=name, label=name) for name in ("Storgatan", "Strandvägen")),
        values={"": "Strand"},
    ),
    Question(
        key="route",
        type="place",
        shape="line",
        label="Var ska ledningen gå?",
        values={"points": "65.58, 22.15\n65.59, 22.16"},
    ),
    Question(key="total", type="calculated", label="Inkomst per år", values={"": "360 000 kr"}),
    Question(
        key="members",
        type="rows",
        label="Vilka bor i hushållet?",
        item="Person",
        rows=(
            Row(
                title="Person 1",
                remove="members:0",
                questions=(
                    Question(key="members.0.name", type="text", label="Namn"),
                    Question(key="members.0.born", type="date", label="Född"),
                ),
            ),
        ),
    ),
)

FAULTS = {
    "date": {"month": "Månaden ska vara mellan 1 och 12"},
    "address": {"street": "Skriv gatuadressen", "city": "Skriv postorten"},
    "place": {"text": "Beskriv var felet är"},
    "person": {"name": "Skriv personens namn"},
    "company": {"number": "Skriv organisationens organisationsnummer"},
    "signature_request": {"number": "Skriv personens personnummer"},
    "period": {"to.day": "Sista dagen kan inte vara före den första"},
}

WRONG = tuple(
    msgspec.structs.replace(
        question,
        errors=FAULTS.get(question.type, {"": f"Svara på frågan: {question.label}"}),
        locked=False,
    )
    for question in QUESTIONS
    if question.type not in ("notice", "calculated")
)
