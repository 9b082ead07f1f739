"""What a person reads while they use BankID: one text for every code that the service gives.

The list of codes grows. An unknown one falls to the general texts and is never an error.
"""

from django.utils.translation import gettext_noop as _

OUTSTANDING = "outstandingTransaction"

_SCAN = _("Öppna BankID-appen och skanna koden.")
_STARTING = _("BankID-appen startas …")
_SEARCHING_HERE = _(
    "Vi letar efter ett BankID på den här enheten. Hittas inget kan du behöva skaffa eller "
    "byta BankID, eller använda ett BankID på en annan enhet."
)
_SEARCHING_THERE = _(
    "Vi letar efter ett BankID i din app. Hittas inget kan du behöva skaffa eller byta BankID."
)
_IN_PROGRESS = _("Det pågår. Följ anvisningarna i BankID-appen.")
_FAILED = _("Något gick fel. Försök igen.")
_NOT_STARTED_HERE = _(
    "BankID-appen startade inte. Kontrollera att den finns på den här enheten och försök igen."
)
_NOT_SCANNED = _("Koden lästes inte av i tid. Öppna BankID-appen, skanna koden och försök igen.")
_TECHNICAL = _("BankID har ett tekniskt fel just nu. Försök igen om en stund.")
_OUR_FAULT = _("Det gick inte att använda BankID. Felet är vårt. Försök igen.")

_PENDING = {
    "noClient": _SCAN,
    "userMrtd": _("Fotografera och läs av ditt pass eller nationella id-kort i BankID-appen."),
    "userFace": _("Gör ansiktskontrollen i BankID-appen."),
    "userStepUp": _("Välj i BankID-appen hur du vill bekräfta."),
    "userSign": _("Läs texten i BankID-appen och godkänn med din säkerhetskod."),
    "processing": _IN_PROGRESS,
    "userCallConfirm": _("Bekräfta i BankID-appen att du talar med oss i telefon."),
}

_FAILURES = {
    "expiredTransaction": _("Tiden gick ut innan du svarade i BankID-appen. Försök igen."),
    "certificateErr": _("Ditt BankID är spärrat eller för gammalt. Kontakta din bank."),
    "userCancel": _("Du avbröt i BankID-appen."),
    "cancelled": _("Begäran avbröts, ofta för att en ny har startats. Försök igen."),
    "userDeclinedCall": _("Du svarade nej till att du talar med oss i telefon."),
    "notSupportedByUserApp": _("Din BankID-app är för gammal. Uppdatera den och försök igen."),
    "transactionRiskBlocked": _("Begäran stoppades av säkerhetsskäl."),
    "mrtdVerificationFailed": _(
        "Kontrollen av ditt pass eller id-kort gick inte att göra. Försök igen."
    ),
    "facialRecognitionFailed": _("Ansiktskontrollen gick inte att göra. Försök igen."),
    "nfcNotSupportedByDevice": _(
        "Din telefon kan inte läsa av chippet i ett pass eller id-kort. Använd en annan telefon."
    ),
    "multipleBankIdsOnDevice": _(
        "Det finns flera BankID på enheten, och då går kontrollen inte att göra."
    ),
    "stepUpFailed": _("Den extra kontrollen gick inte att göra. Försök igen."),
}

_ERRORS = {
    "alreadyInProgress": _(
        "Du har redan en begäran öppen i BankID. Avsluta den i appen och försök igen."
    ),
    "invalidParameters": _OUR_FAULT,
    "unauthorized": _(
        "BankID går inte att använda här just nu. Felet är vårt, och vi behöver rätta det."
    ),
    "notFound": _OUR_FAULT,
    "methodNotAllowed": _OUR_FAULT,
    "unsupportedMediaType": _OUR_FAULT,
    "requestTimeout": _TECHNICAL,
    "internalError": _TECHNICAL,
    "maintenance": _("BankID har ett planerat avbrott just nu. Försök igen om en stund."),
    "unreachable": _("Vi når inte BankID just nu. Försök igen om en stund."),
    "notConfigured": _("BankID är inte inkopplat här."),
    "textTooLong": _("Texten är för lång för att skriva under med BankID."),
}


def pending_message(hint: str, *, same_device: bool) -> str:
    """What to do now, for an order that waits."""
    if hint == OUTSTANDING:
        return _STARTING if same_device else _SCAN
    if hint == "started":
        return _SEARCHING_HERE if same_device else _SEARCHING_THERE
    return _PENDING.get(hint, _IN_PROGRESS)


def failure_message(hint: str, *, same_device: bool) -> str:
    """Why the order came to nothing, and what to try."""
    if hint == "startFailed":
        return _NOT_STARTED_HERE if same_device else _NOT_SCANNED
    return _FAILURES.get(hint, _FAILED)


def error_message(code: str) -> str:
    """Why the service would not take the question."""
    return _ERRORS.get(code, _TECHNICAL)
