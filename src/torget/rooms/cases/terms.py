"""Words about cases."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from torget.rooms.cases.merging import merged as merged
from torget.rooms.cases.merging import unknown_facts as unknown_facts


class Status(TextChoices):
    """What it means to stand where a case stands. Its process says it in words of its own."""

    RECEIVED = "received", _("Mottaget")
    IN_PROGRESS = "in_progress", _("Handläggs")
    AWAITING_SIGNATURE = "awaiting_signature", _("Väntar på underskrift")
    AWAITING_SUPPLEMENT = "awaiting_supplement", _("Väntar på komplettering")
    DECIDED = "decided", _("Beslutat")
    CLOSED = "closed", _("Avslutat")


class Kind(TextChoices):
    """What came in: an application ends with a decision, a notification with an answer."""

    APPLICATION = "application", _("Ansökan")
    NOTIFICATION = "notification", _("Anmälan")


class Outcome(TextChoices):
    GRANTED = "granted", _("Bifall")
    REFUSED = "refused", _("Avslag")
    DISMISSED = "dismissed", _("Avvisning")
    WRITTEN_OFF = "written_off", _("Avskrivning")


class PartyRole(TextChoices):
    APPLICANT = "applicant", _("Sökande")
    CUSTODIAN = "custodian", _("Vårdnadshavare")
    CO_APPLICANT = "co_applicant", _("Medsökande")
    REPORTER = "reporter", _("Anmälare")


class Author(TextChoices):
    """Which side wrote in a conversation."""

    RESIDENT = "resident", _("Sökande")
    OFFICER = "officer", _("Handläggare")


class Bond(TextChoices):
    """How two cases belong together."""

    RELATED = "related", _("Hör ihop")
    BEGUN_FROM = "begun_from", _("Öppnat från")
    JOINED = "joined", _("Ihopslaget")
    SPLIT_OFF = "split_off", _("Delat")


class Obstacle(TextChoices):
    """A reason why something cannot be done to a case yet."""

    ALREADY_DECIDED = "already_decided", _("Ärendet är redan beslutat.")
    UNDECIDED = "undecided", _("Det finns inget beslut.")
    NOT_SERVED = "not_served", _("Beslutet är inte expedierat.")
    ALREADY_SERVED = "already_served", _("Beslutet är redan expedierat.")
    OPEN_SUPPLEMENT = "open_supplement", _("Sökanden har inte svarat på begäran om komplettering.")
    UNSIGNED = "unsigned", _("Alla har inte skrivit under.")
    CLOSED = "closed", _("Ärendet är avslutat.")
    LOG_IN = "log_in", _("I det här ärendet svarar du genom att logga in.")
    SAME_CASE = "same_case", _("Det är samma ärende.")
    NOT_FROM_HERE = "not_from_here", _("Det går inte från där ärendet står nu.")
    NO_AUTHORITY = (
        "no_authority",
        _("Ingen rad i delegationsordningen ger dig rätt att besluta så. Nämnden beslutar."),
    )
    CHOSEN_DISQUALIFIED = "chosen_disqualified", _("Den du valde är jävig i ärendet.")
    DISQUALIFIED = "disqualified", _("Du är jävig i ärendet.")
    UNFINISHED = "unfinished", _("Skriv klart skälen: de slutar mitt i en mening.")
    LEFT_OPEN = "left_open", _("Fyll i det som står inom klamrar i beslutet.")
    UNHEARD = "unheard", _("Tiden att yttra sig har inte gått ut.")
    WITHDRAWN = "withdrawn", _("Vi har tagit tillbaka frågan. Du behöver inte svara.")
    ALREADY_ANSWERED_BY = "already_answered_by", _("Det har redan kommit ett svar.")
    TOO_LATE = "too_late", _("Ärendet är avgjort, eller så har tiden att svara gått ut.")
    REFERRAL_CLOSED = "referral_closed", _("Remissen är redan besvarad eller återtagen.")
    MEMORANDUM_FINISHED = "memorandum_finished", _("Tjänsteskrivelsen är redan klar.")
    UNAPPROVED = "unapproved", _("Beslutet ska godkännas av någon annan innan det fattas.")
    NO_APPROVAL_NEEDED = "no_approval_needed", _("Beslutet behöver inte godkännas.")
    NOT_WAITING = "not_waiting", _("Det finns inget som väntar på godkännande.")
    OWN_DRAFT = "own_draft", _("Den som har skrivit beslutet kan inte godkänna det.")
    APPROVED_BEFORE = "approved_before", _("Du har redan godkänt beslutet. Nu är det någon annan.")
    NEEDS_MANAGER = "needs_manager", _("Nu ska chefen godkänna.")
    OWN_CASE = "own_case", _("Du har handlagt ärendet. Någon annan granskar det.")
    OPEN_TASKS = "open_tasks", _("Det finns uppgifter kvar att göra i ärendet.")
    NO_APPLICANT = "no_applicant", _("Det finns ingen känd sökande att svara.")
    NOT_BEGUN_BY_PARTY = "not_begun_by_party", _("Bara den som har ansökt kan begära det.")
    ALREADY_ASKED = "already_asked", _("Det går att begära bara en gång i ett ärende.")
    ALREADY_REVIEWED = "already_reviewed", _("Överklagandet är redan prövat.")
    NOT_REVIEWED = "not_reviewed", _("Överklagandet är inte prövat än, eller det är avvisat.")
    ALREADY_FORWARDED = "already_forwarded", _("Överklagandet är redan överlämnat.")
    NOT_FORWARDED = "not_forwarded", _("Överklagandet är inte överlämnat till domstolen.")
    ALREADY_ANSWERED = "already_answered", _("Domstolens svar är redan noterat.")
    NOT_APPEALABLE = "not_appealable", _("Beslutet går inte att överklaga nu.")
    NOT_ASKED = "not_asked", _("Det finns ingen begäran att svara på.")
    NO_STATUTORY_TIME = "no_statutory_time", _("Tjänsten har ingen tid enligt lag.")
    NOT_EXTENDABLE = "not_extendable", _("Tiden går inte att förlänga nu.")
    REPLACED = "replaced", _("Beslutet är redan ändrat av ett senare beslut.")
    NO_SLIP = (
        "no_slip",
        _(
            "Bara ett uppenbart skrivfel, räknefel eller liknande rättas så. Ändra annars beslutet "
            "(förvaltningslagen (2017:900) 36 §)."
        ),
    )
    WITH_THE_COURT = (
        "with_the_court",
        _(
            "Överklagandet är överlämnat: nu kan bara domstolen ändra beslutet (förvaltningslagen "
            "(2017:900) 39 §)."
        ),
    )
    FAVOURABLE = (
        "favourable",
        _(
            "Ett beslut som går en part till mötes får ändras till partens nackdel bara vid "
            "förbehåll, av tvingande säkerhetsskäl eller om parten har vilselett oss "
            "(förvaltningslagen (2017:900) 37 §)."
        ),
    )
    APPEALED = (
        "appealed",
        _(
            "Beslutet är överklagat: vi får bara ändra det om det är uppenbart felaktigt och kan "
            "ändras snabbt, enkelt och utan nackdel för någon part (förvaltningslagen (2017:900) "
            "38 och 39 §§)."
        ),
    )
    TOO_EARLY = "too_early", _("Det har inte gått sex månader än.")


class Hindrance(TextChoices):
    """Why a person decides a case although its service has a table that may."""

    UNSIGNED = "unsigned", _("Alla har inte skrivit under.")
    MORE_CAME_IN = "more_came_in", _("Sökanden har lämnat mer än svaren i ansökan.")
    IN_HAND = "in_hand", _("Handläggare har börjat utreda.")
    PROTECTED = "protected", _("Någon i ärendet har skyddade uppgifter.")
    NOT_FROM_HERE = "not_from_here", _("Det går inte att besluta från där ärendet står.")
    NO_ROW = "no_row", _("Ingen rad i tabellen stämmer.")
    MISSING = "missing", _("Något som tabellen frågar om saknas.")
    TOO_SLOW = "too_slow", _("Tabellen blev inte färdig i tid.")
    ROW_SAYS_PERSON = "row", _("Raden som stämmer säger att en person beslutar.")


class ReviewKind(TextChoices):
    """Why a person looks at what a table has decided."""

    ASKED = "asked", _("Sökanden ber dig titta på beslutet")
    SAMPLE = "sample", _("Stickprov")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A decision as it is written. `appeal`: how to appeal, empty when there is nothing to;
    `appeal_way`: an AppealWay, or empty; `amount`: kronor, where it is of money.
    """

    outcome: Outcome
    text: str
    reasons: str
    legal_basis: str
    appeal: str
    amount: int | None = None
    appeal_way: str = ""


class Slip(TextChoices):
    """How an obvious error came into a decision (förvaltningslagen (2017:900) 36 §)."""

    WRITING = "writing", _("Skrivfel")
    COUNTING = "counting", _("Räknefel")
    OVERSIGHT = "oversight", _("Annat liknande förbiseende")


class ToHarm(TextChoices):
    """What lets a favourable decision be changed to a party's harm
    (förvaltningslagen (2017:900) 37 §).
    """

    NOTHING = "nothing", _("Inget av det här")
    RESERVED = "reserved", _("Det framgår av beslutet eller en föreskrift att det får återkallas")
    SAFETY = "safety", _("Tvingande säkerhetsskäl kräver att det ändras omgående")
    MISLED = "misled", _("Parten har lämnat oriktiga eller vilseledande uppgifter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What the officer has found about a decision that is to be changed."""

    worse_for_party: bool
    to_harm: ToHarm = ToHarm.NOTHING
    plainly_wrong: bool = False  # the last two matter once it is appealed
    quick_and_simple: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorandumText:
    """What an officer writes to the committee."""

    heading: str
    summary: str = ""
    background: str = ""
    assessment: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A referral as it is written. `unit`: the pk of one of our own, which answers as staff."""

    name: str
    email: str
    question: str
    answer_by: date
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A committee's own decision: its meeting, the item of its minutes, the extract's pk, and that
    of the memorandum it had before it, if any.
    """

    meeting_on: date
    item: str
    extract: int
    memorandum: int | None = None


class Urgency(StrEnum):
    LATE = "late"
    SOON = "soon"
    IN_TIME = "in_time"
    DONE = "done"


class NextAction(StrEnum):
    """The one obvious thing to do with a case."""

    TAKE = "take"
    WAIT_FOR_SIGNATURE = "wait_for_signature"
    WAIT_FOR_SUPPLEMENT = "wait_for_supplement"
    DECIDE = "decide"
    SERVE = "serve"
    CLOSE = "close"
    NOTHING = "nothing"


class CheckPoint(TextChoices):
    """What is asked of a closed case that is looked through."""

    BASIS = "basis", _("Vilar beslutet på rätt grund?")
    REASONS = "reasons", _("Går skälen att förstå?")
    SERVED = "served", _("Fick parterna del av beslutet i tid?")
    DOCUMENTS = "documents", _("Är handlingarna kompletta?")


class Verdict(TextChoices):
    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    NOT_HERE = "none", _("Gäller inte här")


class Arrival(TextChoices):
    """How a document reached us, which says what day it came in."""

    ELECTRONIC = "electronic", _("Elektroniskt, eller lämnad till oss")
    POST = "post", _("Med posten")
    LETTER_BOX = "letter_box", _("I brevlådan, vid dagens första tömning")


class Way(TextChoices):
    """How someone is served a decision (delgivningslagen (2010:1932))."""

    MY_PAGES = "my_pages", _("Mina sidor")
    ORDINARY = "ordinary", _("Brev med mottagningsbevis")
    TELEPHONE = "telephone", _("Telefon")
    SIMPLIFIED = "simplified", _("Förenklad delgivning, med två brev")
    SPECIAL = "special", _("Särskild delgivning med företag, med två brev")
    IN_PERSON = "in_person", _("Stämningsman")
    NOTICE = "notice", _("Kungörelse")


class ServingFault(TextChoices):
    """What cannot be right in what is stated about a serving."""

    FUTURE = "future", _("Dagen har inte varit än")
    SAME_DAY = "same_day", _("Det andra brevet skickas tidigast dagen efter det första")
    NOT_WITHIN_TEN_DAYS = "not_within_ten_days", _("Kungör inom tio dagar efter beslutet om det")
    SENT_BEFORE_CALL = "sent_before_call", _("Handlingen skickas efter samtalet")
    BEFORE_SENT = "before_sent", _("Dagen är före den dag handlingen skickades")


class Review(TextChoices):
    """Whether an appeal came in time (förvaltningslagen (2017:900) 45 §)."""

    IN_TIME = "in_time", _("I rätt tid")
    LATE = "late", _("För sent, avvisas")
    LATE_BUT_TAKEN = "late_but_taken", _("För sent, men tas upp")


class Due(TextChoices):
    """What can be due in a case."""

    PROMISE = "promise", _("Svar till sökanden")
    STATUTORY = "statutory", _("Beslut enligt lag")
    CONCLUDE = "conclude", _("Avgöra ärendet eller avslå begäran om det")
    APPEAL = "appeal", _("Pröva och överlämna överklagandet")


class Ended(TextChoices):
    """How something due ended."""

    MET = "met", _("Klart")
    MOVED = "moved", _("Flyttat till en annan dag")
    DROPPED = "dropped", _("Gäller inte längre")


class AppealWay(TextChoices):
    """How a decision is appealed."""

    GENERAL = "general", _("Överklagas av den det gäller")
    LEGALITY = "legality", _("Laglighetsprövning")
    NONE = "none", _("Överklagas inte")


class CourtOutcome(TextChoices):
    """What the court did with an appeal."""

    UPHELD = "upheld", _("Beslutet står fast")
    CHANGED = "changed", _("Beslutet ändrades")
    ANNULLED = "annulled", _("Beslutet upphävdes")
    REMITTED = "remitted", _("Ärendet kom tillbaka till oss")
    DISMISSED = "dismissed", _("Domstolen prövade inte överklagandet")


def breaks_off(reasons: str) -> bool:
    """Whether a paragraph still ends where its template left the officer to say why.

    Reasons must make clear what was decisive (förvaltningslagen (2017:900) 32 §).
    """
    return re.search(r"\beftersom\W*(\n\s*\n|$)", reasons) is not None


class BatchAct(TextChoices):
    """What can be done to many cases at once."""

    TAKE = "take", _("Ta dem själv")
    ASSIGN = "assign", _("Ge dem till en kollega")
    MESSAGE = "message", _("Skicka samma meddelande")
    CLOSE = "close", _("Avsluta de som är klara")


DONE, NOT_ALLOWED = "done", "not_allowed"  # how it went with one case, beside the obstacles


@dataclass(frozen=True, slots=True)
class Topic:
    """Where a message belongs: in the `thread` that a post is in, or a new one with a `subject`."""

    thread: int | None = None
    subject: str = ""


ANEW = Topic()
