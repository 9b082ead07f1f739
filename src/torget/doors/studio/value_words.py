"""What the values that a form offers are called: alternatives, errors and the like."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as N_

from torget.doors.studio.question_types import NAMES

VALUES: Mapping[str, Mapping[str, str]] = {
    "Service.kind": {"application": N_("Ansökan"), "notification": N_("Anmälan")},
    "Service.audience": {
        "residents": N_("Invånare"),
        "companies": N_("Företag"),
        "associations": N_("Föreningar"),
        "employees": N_("Medarbetare"),
    },
    "Service.appeal": {
        "general": N_("Av den beslutet gäller, med förvaltningsbesvär"),
        "legality": N_("Av kommunens medlemmar, med laglighetsprövning"),
        "none": N_("Inte alls"),
    },
    "DecisionTexts.outcome": {
        "granted": N_("Bifall"),
        "refused": N_("Avslag"),
        "dismissed": N_("Avvisning"),
        "written_off": N_("Avskrivning"),
    },
    "ApprovalDemand.outcome": {
        "": N_("Alla utfall"),
        "granted": N_("Bifall"),
        "refused": N_("Avslag"),
        "dismissed": N_("Avvisning"),
        "written_off": N_("Avskrivning"),
    },
    "ApprovalDemand.rounds": {"colleague": N_("En kollega"), "manager": N_("Chefen")},
    "DecisionTexts.appeal": {
        "": N_("Som tjänsten säger"),
        "general": N_("Av den beslutet gäller, med förvaltningsbesvär"),
        "legality": N_("Av kommunens medlemmar, med laglighetsprövning"),
        "none": N_("Inte alls"),
    },
    "Service.assign": {
        "by_hand": N_("Någon tar ärendet"),
        "in_turn": N_("Den som väntat längst på ett ärende får det"),
        "by_load": N_("Den med minst öppna ärenden får det"),
    },
    "Service.maturity": {
        "0": N_("0: information"),
        "1": N_("1: blankett att hämta"),
        "2": N_("2: fylls i på nätet"),
        "3": N_("3: fylls i och följs på nätet"),
        "4": N_("4: sköter sig själv"),
    },
    "OtherWay.channel": {
        "paper": N_("Papper"),
        "phone": N_("Telefon"),
        "visit": N_("Besök"),
        "agent": N_("Ombud"),
        "email": N_("E-post"),
    },
    "CaseStatus.means": {
        "received": N_("Mottaget: ingen har börjat"),
        "in_progress": N_("Handläggs"),
        "awaiting_signature": N_("Väntar på underskrift"),
        "awaiting_supplement": N_("Väntar på komplettering"),
        "decided": N_("Beslutat"),
        "closed": N_("Avslutat"),
    },
    "Transition.act": {
        "": N_("Någon trycker på en knapp"),
        "assigned": N_("Ärendet får en handläggare"),
        "all_signed": N_("Alla har skrivit under"),
        "signature_withheld": N_("Någon skriver inte under"),
        "supplement_asked": N_("Komplettering begärs"),
        "supplement_answered": N_("Sökanden kompletterar"),
        "decided": N_("Beslut fattas"),
        "served": N_("Beslutet expedieras"),
        "closed": N_("Ärendet avslutas"),
    },
    "Transition.outcome": {
        "": N_("Alla utfall"),
        "granted": N_("Bifall"),
        "refused": N_("Avslag"),
        "dismissed": N_("Avvisning"),
        "written_off": N_("Avskrivning"),
    },
    "Transition.permission": {
        "case.write": N_("Den som får skriva i ärendet"),
        "case.assign": N_("Den som får fördela ärenden"),
        "case.decide": N_("Den som får besluta"),
        "case.close": N_("Den som får avsluta"),
    },
    "DecisionTable.mode": {
        "idle": N_("Används inte"),
        "shadow": N_("Föreslår, en person beslutar"),
        "live": N_("Beslutar"),
    },
    "TableRow.outcome": {"granted": N_("Bifall"), "person": N_("En person beslutar")},
    "Delivery.handled_in": {"torget": "Torget", "system": N_("Ett verksamhetssystem")},
    "Signing.order": {"together": N_("Alla på en gång"), "in_turn": N_("En i taget")},
    "PersonQuestion.who": {
        "self": N_("Den som fyller i"),
        "child": N_("Ett barn"),
        "other": N_("Någon annan"),
    },
    "Place.shape": {"point": N_("En punkt"), "line": N_("En linje"), "area": N_("Ett område")},
    "Files.accept": {
        "pdf": N_("PDF"),
        "images": N_("Bilder"),
        "office": N_("Kontorsdokument"),
        "cad": N_("Ritningar (CAD)"),
    },
    "Notice.kind": {
        "info": N_("Upplysning"),
        "fee": N_("Om avgift"),
        "warning": N_("Varning"),
    },
    "Calculated.gives": {name: NAMES[name] for name in ("number", "money", "text", "yes_no")},
}

ERRORS: Mapping[str, str] = {
    "required": N_("Inget svar"),
    "unreadable": N_("Går inte att läsa"),
    "too_long": N_("För långt"),
    "too_small": N_("För lågt"),
    "too_large": N_("För högt"),
    "too_precise": N_("För många decimaler"),
    "too_early": N_("För tidigt"),
    "too_late": N_("För sent"),
    "incomplete": N_("Något saknas"),
    "ends_first": N_("Slutar innan det börjar"),
    "not_offered": N_("Inget av alternativen"),
    "other": N_("Annat, utan att säga vad"),
    "too_few": N_("För få"),
    "too_many": N_("För många"),
    "too_big": N_("För stor fil"),
    "wrong_kind": N_("Fel slags fil"),
    "shape": N_("Fel antal siffror"),
    "digit": N_("Fel siffra"),
    "date": N_("Ingen sådan dag"),
    "future": N_("Ännu inte född"),
}

AUTOCOMPLETE: Mapping[str, str] = {
    "name": N_("Namn"),
    "given-name": N_("Förnamn"),
    "family-name": N_("Efternamn"),
    "email": N_("E-postadress"),
    "tel": N_("Telefonnummer"),
    "street-address": N_("Postadress"),
    "postal-code": N_("Postnummer"),
    "address-level2": N_("Postort"),
    "organization": N_("Företag eller förening"),
    "bday": N_("Födelsedag"),
}
