"""When someone has been served, by each of the ways the law knows."""

from datetime import date, timedelta

from torget.rooms.cases.rules.citations import cites
from torget.rooms.cases.rules.pace import weeks_after
from torget.rooms.cases.terms import ServingFault, Way

SECOND_LETTER = frozenset({Way.SIMPLIFIED, Way.SPECIAL})
BY_TIME = SECOND_LETTER | {Way.NOTICE}


@cites(
    "delgivningslagen (2010:1932) 16–18 §§",
    confirm="That opening the decision in Mina sidor, logged in, is to have received it.",
)
def served_by_receipt(confirmed_on: date | None) -> date | None:
    """Ordinary: served the day the party received it, which a receipt shows; else not yet."""
    return confirmed_on


@cites(
    "delgivningslagen (2010:1932) 19–20 §§",
    confirm="That the day of the call counts, and not the day when the document arrived.",
)
def served_by_telephone(read_out_on: date | None, sent_on: date | None) -> date | None:
    """By telephone: the contents are read out and the document then sent; both must be done."""
    return read_out_on if read_out_on and sent_on and sent_on >= read_out_on else None


@cites("delgivningslagen (2010:1932) 22–26 §§")
def served_by_letters(sent_on: date, second_sent_on: date | None) -> date | None:
    """Simplified: two weeks after the message that the document has been sent, which goes at
    the earliest the day after the document.
    """
    if second_sent_on is None or second_sent_on <= sent_on:
        return None
    return weeks_after(second_sent_on, 2)


@cites(
    "delgivningslagen (2010:1932) 27–30 §§",
    confirm="That other ways to reach the company must have been tried before.",
)
def served_on_company(sent_on: date, second_sent_on: date | None) -> date | None:
    """Special, on a legal person: as with simplified serving, two weeks after the message."""
    return served_by_letters(sent_on, second_sent_on)


@cites(
    "delgivningslagen (2010:1932) 31–46 §§",
    confirm="The day to state when the document was left with someone else, or in the home.",
)
def served_in_person(handed_over_on: date | None) -> date | None:
    """By a server: the day the document was handed over, or left as the law allows."""
    return handed_over_on


@cites("delgivningslagen (2010:1932) 47–51 §§")
def served_by_notice(decided_on: date, announced_on: date | None) -> date | None:
    """By notice: two weeks after it was decided, if the notice was published within ten days."""
    if announced_on is None or not timedelta(0) <= announced_on - decided_on <= timedelta(days=10):
        return None
    return weeks_after(decided_on, 2)


def served_on(
    way: Way, *, sent_on: date, second_sent_on: date | None, confirmed_on: date | None
) -> date | None:
    """The day someone is served by the way; None while it is not certain.

    `second_sent_on`: the message after the document, or the publishing of a notice.
    `confirmed_on`: the receipt, the call or the handing over.
    """
    match way:
        case Way.MY_PAGES | Way.ORDINARY:
            return served_by_receipt(confirmed_on)
        case Way.TELEPHONE:
            return served_by_telephone(confirmed_on, sent_on)
        case Way.SIMPLIFIED:
            return served_by_letters(sent_on, second_sent_on)
        case Way.SPECIAL:
            return served_on_company(sent_on, second_sent_on)
        case Way.IN_PERSON:
            return served_in_person(confirmed_on)
        case Way.NOTICE:
            return served_by_notice(sent_on, second_sent_on)


def faults_of_serving(
    way: Way, *, sent_on: date, second_sent_on: date | None, confirmed_on: date | None, today: date
) -> dict[str, ServingFault]:
    """What is wrong with what is stated about a serving, by the field it is wrong in."""
    days = {"sent_on": sent_on, "second_sent_on": second_sent_on, "confirmed_on": confirmed_on}
    faults = {field: ServingFault.FUTURE for field, day in days.items() if day and day > today}
    if way in SECOND_LETTER and second_sent_on and second_sent_on <= sent_on:
        faults["second_sent_on"] = ServingFault.SAME_DAY
    if way == Way.NOTICE and second_sent_on and served_by_notice(sent_on, second_sent_on) is None:
        faults["second_sent_on"] = ServingFault.NOT_WITHIN_TEN_DAYS
    if way == Way.TELEPHONE and confirmed_on and sent_on < confirmed_on:
        faults["sent_on"] = ServingFault.SENT_BEFORE_CALL
    if (
        way in (Way.MY_PAGES, Way.ORDINARY, Way.IN_PERSON)
        and confirmed_on
        and confirmed_on < sent_on
    ):
        faults["confirmed_on"] = ServingFault.BEFORE_SENT
    return faults
