"""Every code that BankID gives has its own words for the person."""

import pytest

from torget.connectors.bankid.messages import error_message, failure_message, pending_message

PENDING = {
    "outstandingTransaction": "Öppna BankID-appen och skanna koden.",
    "noClient": "Öppna BankID-appen och skanna koden.",
    "started": (
        "Vi letar efter ett BankID i din app. Hittas inget kan du behöva skaffa eller byta BankID."
    ),
    "userMrtd": "Fotografera och läs av ditt pass eller nationella id-kort i BankID-appen.",
    "userFace": "Gör ansiktskontrollen i BankID-appen.",
    "userStepUp": "Välj i BankID-appen hur du vill bekräfta.",
    "userSign": "Läs texten i BankID-appen och godkänn med din säkerhetskod.",
    "processing": "Det pågår. Följ anvisningarna i BankID-appen.",
    "userCallConfirm": "Bekräfta i BankID-appen att du talar med oss i telefon.",
    "somethingNew": "Det pågår. Följ anvisningarna i BankID-appen.",
}
PENDING_ON_THIS_DEVICE = {
    "outstandingTransaction": "BankID-appen startas …",
    "started": (
        "Vi letar efter ett BankID på den här enheten. Hittas inget kan du behöva skaffa eller "
        "byta BankID, eller använda ett BankID på en annan enhet."
    ),
}
FAILED = {
    "expiredTransaction": "Tiden gick ut innan du svarade i BankID-appen. Försök igen.",
    "certificateErr": "Ditt BankID är spärrat eller för gammalt. Kontakta din bank.",
    "userCancel": "Du avbröt i BankID-appen.",
    "cancelled": "Begäran avbröts, ofta för att en ny har startats. Försök igen.",
    "startFailed": (
        "Koden lästes inte av i tid. Öppna BankID-appen, skanna koden och försök igen."
    ),
    "userDeclinedCall": "Du svarade nej till att du talar med oss i telefon.",
    "notSupportedByUserApp": "Din BankID-app är för gammal. Uppdatera den och försök igen.",
    "transactionRiskBlocked": "Begäran stoppades av säkerhetsskäl.",
    "mrtdVerificationFailed": (
        "Kontrollen av ditt pass eller id-kort gick inte att göra. Försök igen."
    ),
    "facialRecognitionFailed": "Ansiktskontrollen gick inte att göra. Försök igen.",
    "nfcNotSupportedByDevice": (
        "Din telefon kan inte läsa av chippet i ett pass eller id-kort. Använd en annan telefon."
    ),
    "multipleBankIdsOnDevice": (
        "Det finns flera BankID på enheten, och då går kontrollen inte att göra."
    ),
    "stepUpFailed": "Den extra kontrollen gick inte att göra. Försök igen.",
    "somethingNew": "Något gick fel. Försök igen.",
}
ERRORS = {
    "alreadyInProgress": (
        "Du har redan en begäran öppen i BankID. Avsluta den i appen och försök igen."
    ),
    "invalidParameters": "Det gick inte att använda BankID. Felet är vårt. Försök igen.",
    "unauthorized": (
        "BankID går inte att använda här just nu. Felet är vårt, och vi behöver rätta det."
    ),
    "requestTimeout": "BankID har ett tekniskt fel just nu. Försök igen om en stund.",
    "internalError": "BankID har ett tekniskt fel just nu. Försök igen om en stund.",
    "maintenance": "BankID har ett planerat avbrott just nu. Försök igen om en stund.",
    "unreachable": "Vi når inte BankID just nu. Försök igen om en stund.",
    "somethingNew": "BankID har ett tekniskt fel just nu. Försök igen om en stund.",
}


@pytest.mark.parametrize("hint", PENDING)
def test_a_waiting_order_says_what_to_do(hint: str) -> None:
    assert pending_message(hint, same_device=False) == PENDING[hint]


@pytest.mark.parametrize("hint", PENDING_ON_THIS_DEVICE)
def test_on_this_device_there_is_nothing_to_scan(hint: str) -> None:
    assert pending_message(hint, same_device=True) == PENDING_ON_THIS_DEVICE[hint]


@pytest.mark.parametrize("hint", FAILED)
def test_a_failed_order_says_why(hint: str) -> None:
    assert failure_message(hint, same_device=False) == FAILED[hint]


def test_on_this_device_the_app_failed_to_start() -> None:
    assert failure_message("startFailed", same_device=True) == (
        "BankID-appen startade inte. Kontrollera att den finns på den här enheten och försök igen."
    )


@pytest.mark.parametrize("code", ERRORS)
def test_a_refused_question_says_why(code: str) -> None:
    assert error_message(code) == ERRORS[code]
