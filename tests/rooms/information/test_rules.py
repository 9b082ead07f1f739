"""What follows from how information is classified."""

import msgspec
import pytest

from torget.rooms.information.rules import (
    TooSecretForEServices,
    assurance_level_needed,
    privacy_notice,
    reading_permission,
)
from torget.rooms.information.terms import (
    Class,
    GdprBasis,
    InformationTypeFacts,
    InformationTypesUnreadable,
    Level,
    Openness,
    PersonalData,
    Retention,
    RetentionAction,
    RetentionStart,
    Text,
    read_information_types,
)

NAMN = InformationTypeFacts(
    key="person.name",
    name=Text("Namn", "Name"),
    description=Text("Den sökandes namn", "The applicant's name"),
    purpose=Text("Vi behöver veta vem du är.", "We need to know who you are."),
    owner="kundcenterchef",
    unit="kundcenter",
    legal_basis=("förvaltningslagen (2017:900) 20 §",),
    gdpr_basis=GdprBasis.PUBLIC_TASK,
    personal_data=PersonalData.ORDINARY,
    confidentiality=Class(Level.MODERATE, "Offentligt"),
    integrity=Class(Level.SIGNIFICANT, "Fel person"),
    availability=Class(Level.MODERATE, "Kan vänta"),
    traceability=Class(Level.MODERATE, "Syns i ärendet"),
    retention=Retention(years=None, why="Hör till ärendet"),
    openness=Openness(open=False, why="Personuppgift"),
)
HALSA = msgspec.structs.replace(
    NAMN,
    key="child.support",
    personal_data=PersonalData.SPECIAL,
    gdpr_exception="9.2 g",
    confidentiality=Class(Level.SERIOUS, "Känsligt"),
    secrecy="23 kap. 1 §",
    retention=Retention(
        years=2, starts=RetentionStart.ENDED, why="Behövs inte", decision="Nämnden 2026 § 4"
    ),
)
FASTIGHET = msgspec.structs.replace(
    NAMN,
    key="building.property",
    personal_data=PersonalData.NONE,
    confidentiality=Class(Level.NONE, "Offentligt"),
    holder=Text("Lantmäteriet", "Lantmäteriet"),
    retention=Retention(years=5, starts=RetentionStart.CLOSED, why="Behövs inte"),
)


@pytest.mark.parametrize(
    ("levels", "needed"),
    [([], 0), ([0], 0), ([0, 1], 0), ([1, 2], 3), ([3, 0], 3)],
)
def test_the_most_secret_information_decides_the_login(levels: list[int], needed: int) -> None:
    assert assurance_level_needed(levels) == needed


def test_what_concerns_the_security_of_sweden_is_not_for_e_services() -> None:
    with pytest.raises(TooSecretForEServices):
        assurance_level_needed([1, 4])


@pytest.mark.parametrize(
    ("level", "permission"),
    [
        (0, "case.read"),
        (2, "case.read"),
        (3, "case.read.sensitive"),
        (4, "case.read.sensitive"),
    ],
)
def test_from_level_three_reading_takes_a_permission_of_its_own(
    level: int, permission: str
) -> None:
    assert reading_permission(level) == permission


def test_the_notice_begins_with_the_most_sensitive() -> None:
    notice = privacy_notice([FASTIGHET, NAMN, HALSA])
    assert [entry.key for entry in notice.entries] == [
        "child.support",
        "person.name",
        "building.property",
    ]
    assert notice.has_special_categories
    assert not privacy_notice([NAMN]).has_special_categories


def test_the_notice_of_sensitive_information_says_all_that_the_law_demands() -> None:
    (entry,) = privacy_notice([HALSA]).entries
    assert entry.laws == ("förvaltningslagen (2017:900) 20 §",)
    assert entry.basis.say(str, "sv").endswith(
        "Den är känslig, och vi får behandla den enligt artikel 9.2 g."
    )
    assert entry.source.say(str, "sv") == "Du lämnar uppgiften själv."
    assert entry.kept.say(str, "sv") == "Vi tar bort uppgiften 2 år efter att insatsen upphörde."
    assert entry.seen_by.say(str, "sv") == (
        "Bara de som har särskild behörighet för känsliga uppgifter kan läsa uppgiften. Varje "
        "läsning loggas. Sekretess kan gälla enligt 23 kap. 1 § offentlighets- och "
        "sekretesslagen."
    )


def test_the_notice_names_the_authority_that_has_the_fact_already() -> None:
    (entry,) = privacy_notice([FASTIGHET]).entries
    assert entry.source.say(str, "sv") == (
        "Vi hämtar uppgiften från Lantmäteriet när det går, annars lämnar du den själv."
    )
    assert entry.basis.say(str, "sv") == "Uppgiften är ingen personuppgift."
    assert entry.seen_by.say(str, "sv") == (
        "Uppgiften är i regel offentlig, så vem som helst kan begära att få läsa den."
    )


def test_nothing_is_promised_to_be_disposed_of_before_it_is_decided() -> None:
    kept = {entry.key: entry.kept.say(str, "sv") for entry in privacy_notice(
        [NAMN, FASTIGHET]
    ).entries}  # fmt: skip
    assert kept == {
        "person.name": "Vi sparar uppgiften för alltid i kommunens arkiv.",
        "building.property": "Vi sparar uppgiften tills kommunen har beslutat om gallring. "
        "Förslaget är 5 år.",
    }


def test_without_years_information_is_preserved() -> None:
    assert NAMN.retention.action == RetentionAction.PRESERVE
    assert HALSA.retention.action == RetentionAction.DISPOSE


def test_the_content_hash_tells_a_change() -> None:
    same = msgspec.structs.replace(NAMN)
    other = msgspec.structs.replace(NAMN, unit="bygg")
    assert (NAMN.content_hash == same.content_hash, NAMN.content_hash == other.content_hash) == (
        True,
        False,
    )


def test_a_declaration_survives_being_written_and_read() -> None:
    written = msgspec.yaml.encode([NAMN, HALSA, FASTIGHET]).decode()
    assert read_information_types(written) == (NAMN, HALSA, FASTIGHET)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("level: 1", "level: 7"), "Invalid enum value 7 - at `$[0].confidentiality.level`"),
        (("unit: kundcenter", "unti: kundcenter"),
         "Object contains unknown field `unti` - at `$[0]`"),
        (("gdpr_basis: 6.1 e", "gdpr_basis: samtycke"),
         "Invalid enum value 'samtycke' - at `$[0].gdpr_basis`"),
    ],
)  # fmt: skip
def test_a_faulty_declaration_is_refused_with_its_place(
    change: tuple[str, str], fault: str
) -> None:
    written = msgspec.yaml.encode([NAMN]).decode()
    assert change[0] in written
    with pytest.raises(InformationTypesUnreadable) as error:
        read_information_types(written.replace(*change, 1))
    assert str(error.value) == fault


def test_a_type_is_declared_once() -> None:
    written = msgspec.yaml.encode([NAMN, NAMN]).decode()
    with pytest.raises(InformationTypesUnreadable, match=r"person\.name"):
        read_information_types(written)
