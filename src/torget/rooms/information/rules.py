"""What follows from how information is classified. Plain values in, plain values out."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from torget.rooms.information.terms import (
    Aspect,
    GdprBasis,
    InformationTypeFacts,
    Level,
    PersonalData,
    PrivacyEntry,
    PrivacyNotice,
    RetentionStart,
    Sentence,
    Text,
)

READ, READ_SENSITIVE = "case.read", "case.read.sensitive"

NO_LOGIN, SUBSTANTIAL = 0, 3  # tillitsnivå 3 of Digg's framework: an approved Swedish e-ID


def N_(text: str) -> str:
    """Mark a Swedish text for the translation catalogue; the door translates it."""
    return text


class TooSecretForEServices(ValueError):
    """Information of level 4 is protected by the security protection act, not by an e-service."""


def assurance_level_needed(confidentialities: Iterable[int]) -> int:
    """The e-ID level that a service with such information demands: 0 is no login.

    Levels 0 and 1 can be given by anyone. From level 2 the municipality must know who it is
    that gives or sees them. Level 4 concerns the security of Sweden (säkerhetsskyddslagen
    (2018:585)) and raises TooSecretForEServices.
    """
    highest = max(confidentialities, default=Level.NONE)
    if highest >= Level.EXTREME:
        raise TooSecretForEServices(f"confidentiality {highest}")
    return SUBSTANTIAL if highest >= Level.SIGNIFICANT else NO_LOGIN


def reading_permission(confidentiality: int) -> str:
    """What an officer must hold, at the unit of the case, to read the information."""
    return READ_SENSITIVE if confidentiality >= Level.SERIOUS else READ


# --- classification: the ladders, and what the law asks for at least ----------------------------

# Each statement is graver than the one before. The level is how many hold, in a row from the top.
LADDERS: Mapping[Aspect, tuple[str, ...]] = {
    Aspect.CONFIDENTIALITY: (
        N_("Någon får besvär om obehöriga läser uppgiften"),
        N_("Någon lider skada som märks i vardagen, eller förtroendet för kommunen skadas"),
        N_("Någon lider allvarlig skada: liv, hälsa, trygghet, anseende eller ekonomi"),
        N_("Sveriges säkerhet kan skadas"),
    ),
    Aspect.INTEGRITY: (
        N_("Ett fel i uppgiften ger extra arbete"),
        N_("Ett fel kan ge någon fel beslut, fel pengar eller fel hjälp"),
        N_("Ett fel kan allvarligt skada någons liv, hälsa eller försörjning"),
        N_("Ett fel kan kosta liv eller slå ut samhällsviktig verksamhet"),
    ),
    Aspect.AVAILABILITY: (
        N_("Arbetet blir krångligare om uppgiften inte går att nå på en vecka"),
        N_("Beslut eller utbetalningar blir försenade om den inte går att nå på en dag"),
        N_("Någon far illa om den inte går att nå på några timmar"),
        N_("Liv eller samhällsviktig verksamhet är i fara om den inte går att nå genast"),
    ),
    Aspect.TRACEABILITY: (
        N_("Vi behöver kunna se vem som senast ändrade uppgiften"),
        N_("Vi behöver kunna visa vem som ändrade vad, och när"),
        N_("Vi behöver kunna visa vem som har läst uppgiften"),
        N_("Spåren behöver hålla som bevis, också mot den som har högst behörighet"),
    ),
}
LONGEST_TO_REVIEW = timedelta(days=3 * 366)


class LadderBroken(ValueError):
    """A graver statement holds though a milder one does not."""


class BelowFloor(ValueError):
    """The law asks for more: `level` at least, for confidentiality."""

    def __init__(self, level: Level) -> None:
        self.level = level
        super().__init__(f"confidentiality below {level}")


class StillOpen(ValueError):
    """What may be published as open data cannot be confidential at the same time."""


class ReviewNotRight(ValueError):
    """The day to look at it again has passed, or is more than three years away."""


def level_of(ticked: Collection[int]) -> Level:
    """The level of an aspect whose statements with these numbers, from 1, hold."""
    if sorted(ticked) != list(range(1, len(ticked) + 1)):
        raise LadderBroken
    return Level(len(ticked))


def confidentiality_floor(personal_data: PersonalData) -> Level:
    """The least confidentiality that such personal data may be given.

    dataskyddsförordningen (EU) 2016/679, articles 9 and 32, ask for security that fits the risk;
    that it is these levels is the municipality's reading.
    """
    floors = {PersonalData.SPECIAL: Level.SERIOUS, PersonalData.PROTECTED: Level.SIGNIFICANT}
    return floors.get(personal_data, Level.NONE)


def must_be_lawful(
    confidentiality: Level,
    personal_data: PersonalData,
    *,
    is_open: bool,
    review_on: date,
    today: date,
) -> None:
    """Raise TooSecretForEServices, BelowFloor, StillOpen or ReviewNotRight for what may not be
    decided.
    """
    if confidentiality >= Level.EXTREME:
        raise TooSecretForEServices(f"confidentiality {confidentiality}")
    if confidentiality < (floor := confidentiality_floor(personal_data)):
        raise BelowFloor(floor)
    if is_open and confidentiality > Level.NONE:
        raise StillOpen
    if not today < review_on <= today + LONGEST_TO_REVIEW:
        raise ReviewNotRight


# --- what a declaration must hold together -------------------------------------------------------


class DeclarationNotRight(ValueError):
    """The declaration contradicts itself or the law; `faults` are the fields where it does."""

    def __init__(self, faults: frozenset[str]) -> None:
        self.faults = faults
        super().__init__(", ".join(sorted(faults)))


def faults_of(facts: InformationTypeFacts) -> frozenset[str]:
    """The fields of the declaration that cannot stand beside the others."""
    wrong = {
        "legal_basis": not facts.legal_basis,
        # dataskyddsförordningen (EU) 2016/679, article 9
        "gdpr_exception": facts.personal_data == PersonalData.SPECIAL and not facts.gdpr_exception,
        "personal_data": facts.confidentiality.level < confidentiality_floor(facts.personal_data),
        "retention": (facts.retention.years is None) != (facts.retention.starts is None),
        "open": facts.openness.open and facts.confidentiality.level > Level.NONE,
    }
    return frozenset(field for field, is_wrong in wrong.items() if is_wrong)


# --- the privacy notice: GDPR articles 13 and 14 ------------------------------------------------

OBLIGATION = N_("Vi måste behandla uppgiften enligt lag (dataskyddsförordningen artikel 6.1 c).")
PUBLIC_TASK = N_(
    "Vi behöver uppgiften för en uppgift av allmänt intresse eller för att besluta i ditt ärende "
    "(dataskyddsförordningen artikel 6.1 e)."
)
OBLIGATION_SPECIAL = N_(
    "Vi måste behandla uppgiften enligt lag (dataskyddsförordningen artikel 6.1 c). Den är "
    "känslig, och vi får behandla den enligt artikel {exception}."
)
PUBLIC_TASK_SPECIAL = N_(
    "Vi behöver uppgiften för en uppgift av allmänt intresse eller för att besluta i ditt ärende "
    "(dataskyddsförordningen artikel 6.1 e). Den är känslig, och vi får behandla den enligt "
    "artikel {exception}."
)
NOT_PERSONAL = N_("Uppgiften är ingen personuppgift.")

FROM_YOU = N_("Du lämnar uppgiften själv.")
FROM_HOLDER = N_("Vi hämtar uppgiften från {holder} när det går, annars lämnar du den själv.")

KEPT_FOR_EVER = N_("Vi sparar uppgiften för alltid i kommunens arkiv.")
KEPT_FOR_NOW = N_(
    "Vi sparar uppgiften tills kommunen har beslutat om gallring. Förslaget är {years} år."
)
KEPT = {
    RetentionStart.CLOSED: N_("Vi tar bort uppgiften {years} år efter att ärendet avslutades."),
    RetentionStart.DECIDED: N_("Vi tar bort uppgiften {years} år efter beslutet."),
    RetentionStart.RECEIVED: N_("Vi tar bort uppgiften {years} år efter att den kom in."),
    RetentionStart.ENDED: N_("Vi tar bort uppgiften {years} år efter att insatsen upphörde."),
}

SEEN_BY_UNIT = N_("De som handlägger ärendet kan läsa uppgiften. Varje läsning loggas.")
SEEN_BY_FEW = N_(
    "Bara de som har särskild behörighet för känsliga uppgifter kan läsa uppgiften. Varje "
    "läsning loggas."
)
SEEN_BY_ALL = N_("Uppgiften är i regel offentlig, så vem som helst kan begära att få läsa den.")
SECRECY = N_(
    "De som handlägger ärendet kan läsa uppgiften. Varje läsning loggas. Sekretess kan gälla "
    "enligt {provision} offentlighets- och sekretesslagen."
)
SECRECY_FEW = N_(
    "Bara de som har särskild behörighet för känsliga uppgifter kan läsa uppgiften. Varje "
    "läsning loggas. Sekretess kan gälla enligt {provision} offentlighets- och sekretesslagen."
)

RIGHTS = (
    N_("Du har rätt att få veta vilka uppgifter vi har om dig (artikel 15)."),
    N_("Du har rätt att få felaktiga uppgifter rättade (artikel 16)."),
    N_("Du kan i vissa fall få uppgifter raderade eller begränsade (artikel 17 och 18)."),
    N_("Du har rätt att invända mot hur vi behandlar dina uppgifter (artikel 21)."),
    N_("Du kan klaga hos Integritetsskyddsmyndigheten om du tycker att vi gör fel (artikel 77)."),
)


def privacy_notice(types: Iterable[InformationTypeFacts]) -> PrivacyNotice:
    """What the person must be told of these types: GDPR art. 13 and 14.

    Who is responsible and how to reach the data protection officer is the same for every
    service, so the door adds it. The most sensitive types come first.
    """
    ordered = sorted(types, key=lambda facts: (-facts.confidentiality.level, facts.key))
    return PrivacyNotice(
        entries=tuple(_entry(facts) for facts in ordered),
        rights=tuple(Sentence(text) for text in RIGHTS),
        has_special_categories=any(
            facts.personal_data == PersonalData.SPECIAL for facts in ordered
        ),
    )


def _entry(facts: InformationTypeFacts) -> PrivacyEntry:
    return PrivacyEntry(
        key=facts.key,
        name=facts.name,
        purpose=facts.purpose,
        owner=facts.owner,
        unit=facts.unit,
        laws=facts.legal_basis,
        basis=_basis(facts),
        source=_source(facts.holder),
        kept=_kept(facts),
        seen_by=_seen_by(facts),
    )


def _basis(facts: InformationTypeFacts) -> Sentence:
    if not facts.is_personal:
        return Sentence(NOT_PERSONAL)
    is_obligation = facts.gdpr_basis == GdprBasis.LEGAL_OBLIGATION
    if facts.personal_data == PersonalData.SPECIAL:
        text = OBLIGATION_SPECIAL if is_obligation else PUBLIC_TASK_SPECIAL
        return Sentence(text, {"exception": facts.gdpr_exception})
    return Sentence(OBLIGATION if is_obligation else PUBLIC_TASK)


def _source(holder: Text | None) -> Sentence:
    return Sentence(FROM_HOLDER, {"holder": holder}) if holder else Sentence(FROM_YOU)


def _kept(facts: InformationTypeFacts) -> Sentence:
    retention = facts.retention
    if retention.years is None or retention.starts is None:
        return Sentence(KEPT_FOR_EVER)
    if not retention.decision:  # disposal needs law or a decision: arkivlagen (1990:782) 10 §
        return Sentence(KEPT_FOR_NOW, {"years": retention.years})
    return Sentence(KEPT[retention.starts], {"years": retention.years})


def _seen_by(facts: InformationTypeFacts) -> Sentence:
    few = reading_permission(facts.confidentiality.level) == READ_SENSITIVE
    if facts.secrecy:
        return Sentence(SECRECY_FEW if few else SECRECY, {"provision": facts.secrecy})
    if few:
        return Sentence(SEEN_BY_FEW)
    if facts.confidentiality.level == Level.NONE:
        return Sentence(SEEN_BY_ALL)
    return Sentence(SEEN_BY_UNIT)
