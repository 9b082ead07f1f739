"""The open website."""

from datetime import date
from typing import Any

from tests.doors.samples.tables import TABLE
from tests.factories import NOON

CRUMBS = [{"label": "Start", "url": "/"}, {"label": "Bygga och bo", "url": "/bygga/"}]
CONTROLLER = {
    "name": "Byggnadsnämnden i Solviks kommun",
    "email": "bygg@solvik.example",
    "officer_email": "dataskydd@solvik.example",
}
ROWS = [
    {"title": "Ansök om bygglov", "url": "/bygglov/", "text": "Hus, tillbyggnad, altan och plank"},
    {"title": "Ansök om plats i förskola", "url": "/forskola/", "text": "Från ett års ålder"},
    {"title": "Felanmälan och synpunkter", "url": "/fel/", "text": "Utan inloggning, på en minut"},
]
LIFE_EVENTS = [
    ("Få barn", "Förskola, avgifter och stöd till familjen", "child"),
    ("Bygga och renovera", "Bygglov, ritningar och tillsyn", "hammer"),
    ("Flytta hit", "Skola, vatten, avfall och parkering", "house"),
    ("Ta hand om en anhörig", "Hemtjänst, god man och avlösning", "heart"),
    ("Driva företag", "Tillstånd, tillsyn och upphandling", "scale"),
    ("Ute i kommunen", "Gator, parker, belysning och lek", "tree"),
]
SERVICE = {
    "title": "Ansök om bygglov",
    "summary": "För dig som vill bygga nytt, bygga till eller ändra hur ett hus ser ut.",
    "description": "Du behöver **bygglov** innan du börjar. Är du osäker kan du fråga oss först.",
    "start_url": "/bygglov/start",
    "draft_url": "",
    "login_needed": True,
    "login_text": "Du loggar in med BankID",
    "needs": [
        "Fastighetens beteckning, till exempel Viken 4:12",
        "Ritningar som PDF eller bild",
        "Uppgift om kontrollansvarig, om en sådan krävs",
    ],
    "facts": [
        {"label": "Tid att fylla i", "text": "Cirka 20 minuter"},
        {"label": "Svar från oss", "text": "Inom 10 veckor från komplett ansökan"},
        {"label": "Kostnad", "text": "Enligt taxa, från 4 200 kronor"},
        {"label": "Språk", "text": "Svenska och engelska"},
    ],
    "who_sees": "Bara bygglovshandläggarna. Ansökan blir en allmän handling som kan lämnas ut.",
    "privacy_url": "/bygglov/personuppgifter",
    "signing": "Du skriver under med BankID när du skickar in.",
    "other_ways": [
        {"title": "Blankett", "text": "Skriv ut och skicka med post.", "url": "/blankett.pdf"},
        {"title": "Besök oss", "text": "Vi hjälper dig att fylla i på plats.", "url": ""},
    ],
    "contact": {
        "unit": "Bygglovsenheten",
        "phone": "0980-319 200",
        "phone_link": "tel:+46980319200",
        "email": "bygg@solvik.example",
    },
    "laws": [{"name": "Plan- och bygglagen (2010:900) 9 kap.", "text": "Vad som kräver lov."}],
    "closed": "",
    "organisation_url": "/ansok/bygglov/for/",
}
PAGES = {
    "number": 2,
    "total": 3,
    "previous_url": "?sida=1",
    "next_url": "?sida=3",
    "links": [{"number": number, "url": f"?sida={number}"} for number in (1, 2, 3)],
}

WEBSITE: dict[str, dict[str, Any]] = {
    "website/home.html": {
        "notices": [
            {
                "level": "warning",
                "title": "Vattnet stängs av på Strandgatan",
                "text": "Tisdag den 24 november kl. 9–12, för att vi byter en ventil.",
                "url": "/drift/1",
            }
        ],
        "life_events": [
            {"title": title, "text": text, "icon": icon, "url": f"/{icon}/"}
            for title, text, icon in LIFE_EVENTS
        ],
        "popular": ROWS,
        "topics": [
            {"label": "Bygga, bo och miljö", "url": "/amne/bygga"},
            {"label": "Förskola och skola", "url": "/amne/skola"},
            {"label": "Gator, trafik och parker", "url": "/amne/gator"},
        ],
    },
    "website/search.html": {
        "query": "lov",
        "total": 3,
        "results": [{**row, "kind": "E-tjänst"} for row in ROWS],
        "suggestions": [],
        "pages": PAGES,
    },
    "website/automatic.html": {
        "services": [
            {"title": "Sök föreningsbidrag", "text": "På prov", "url": "/automatiska-beslut/f/"}
        ],
    },
    "website/automatic_service.html": {
        "crumbs": CRUMBS,
        "title": "Sök föreningsbidrag",
        "mode_text": "På prov",
        "purpose": "Snabba besked.",
        "works": "Tabellen jämför med gränser.",
        "human": "En handläggare beslutar.",
        "risks": "Uppgifterna är föreningens egna.",
        "laws": ["kommunallagen (2017:725) 2 kap. 1 §"],
        "law": "förvaltningslagen (2017:900) 28 §",
        "resolution": "Kultur- och fritidsnämnden 2026-10-12 § 84",
        "assessment": "KFN-2026-0031",
        "table": TABLE,
        "sources": [{"label": "Antal medlemmar", "kind": "Ansökan", "source": "Sökandens svar"}],
        "numbers": [{"label": "Ärenden på prov", "text": "25"}],
        "versions": [{"number": 2, "at": NOON, "hash": "ab" * 32}],
        "table_hash": "cd" * 32,
        "supplier": "Torget, EUPL-1.2",
        "contact": {"name": "Fritid", "phone": "0980-319 200", "email": "f@solvik.example"},
        "phone_link": "tel:+46980319200",
        "service_url": "/e-tjanst/f/",
        "privacy_url": "/e-tjanst/f/personuppgifter/",
    },
    "website/topic.html": {
        "crumbs": CRUMBS[:1],
        "topic": {"title": "Bygga och renovera", "introduction": "Här börjar du."},
        "services": ROWS,
        "related": [{"label": "Vatten och avlopp", "url": "/vatten/"}],
    },
    "website/service.html": {"crumbs": CRUMBS, "service": SERVICE},
    "website/service_privacy.html": {
        "crumbs": CRUMBS,
        "service_title": "Ansök om bygglov",
        "controller": CONTROLLER,
        "purpose": "Vi behöver uppgifterna för att pröva om du får bygga.",
        "rows": [
            {
                "name": "Namn och adress",
                "legal_basis": "Myndighetsutövning, GDPR 6.1 e.",
                "laws": "plan- och bygglagen (2010:900) 9 kap.",
                "source": "Folkbokföringen, Skatteverket",
                "kept": "Bevaras",
                "owner": "Bygglovschef",
                "sensitive": False,
            },
            {
                "name": "Uppgift om hälsa",
                "legal_basis": "GDPR 9.2 g",
                "laws": "",
                "source": "Dig själv",
                "kept": "2 år",
                "owner": "Bygglovschef",
                "sensitive": True,
            },
        ],
        "recipients": ["Länsstyrelsen, om beslutet överklagas"],
        "who_sees": "Handläggare på Bygglovsenheten.",
    },
    "website/privacy.html": {"controller": CONTROLLER, "services": ROWS},
    "website/accessibility.html": {
        "statement": {
            "conforms": "Webbplatsen uppfyller kraven i WCAG 2.2 på nivå AA.",
            "tested_on": date(2026, 11, 22),
            "method": "Vi har provat med tangentbord, förstoring och automatiska verktyg.",
            "faults": [{"title": "Ritningar.", "text": "Bilder från sökande saknar beskrivning."}],
            "feedback_email": "kommun@solvik.example",
        }
    },
    "website/reach_us.html": {
        "units": [
            {
                "name": "Bygglovsenheten",
                "text": "Bygglov, anmälan och tillsyn",
                "phone": "0980-319 200",
                "phone_link": "tel:+46980319200",
                "email": "bygg@solvik.example",
            }
        ]
    },
    "website/demo.html": {
        "simulators": [
            {"title": "Telefonen", "url": "http://localhost:8103/phone", "text": "BankID-appen"},
            {"title": "Brevlådan", "url": "http://localhost:8103/mailbox", "text": "Alla mejl"},
        ],
        "residents": [
            {"name": "Lova Strand", "number": "880320-2384", "text": "Vårdnadshavare till två barn"}
        ],
        "staff": [
            {
                "name": "Maria Holm",
                "role": "Bygglovshandläggare",
                "email": "maria.holm@solvik.example",
                "password": "bygga-vid-viken",
                "text": "Handlägger och beslutar om bygglov",
            }
        ],
        "addresses": [{"label": "Handläggningen", "url": "/handlaggning/"}],
        "desk_login_url": "/konto/login/",
    },
    **{
        f"{code}.html": {}
        for code in ("400", "403", "403_csrf", "404", "405", "413", "429", "500", "503")
    },
}
