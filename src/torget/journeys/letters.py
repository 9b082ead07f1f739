"""What messages say. Never what a case is about in detail: e-mail is an open postcard."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from torget.rooms.cases.queries import Waiting
from torget.rooms.organisation.queries import the_municipality


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str


# Begins the line that an answer is to stand above, in every language.
ANSWER_ABOVE = "– – –"


def _letter(
    language: str, subject: str, lines: list[str], *, my_pages: bool, answerable: bool = False
) -> Letter:
    municipality = the_municipality()
    prefix = "/en" if language == "en" else ""
    link = f"{settings.ENVIRONMENT.site_url}{prefix}/mina-sidor/"
    follow = [_("Logga in på Mina sidor för att läsa mer:"), link] if my_pages else []
    close = [_("Hälsningar"), municipality.name]
    parts = [_("Hej!"), *lines, "\n".join(follow), "\n".join(close)]
    footer = _("Det går inte att svara på det här meddelandet. Ring oss på {phone} om du undrar.")
    if answerable:
        above = _("Skriv ditt svar ovanför den här raden")
        parts.insert(0, f"{ANSWER_ABOVE} {above} {ANSWER_ABOVE}")
        footer = _(
            "Du kan svara på det här mejlet, så hamnar svaret i ditt ärende. Skriv inget känsligt: "
            "e-post är inte säkrare än ett vykort. Ring oss på {phone} om du undrar."
        )
    parts.append(footer.format(phone=municipality.phone))
    return Letter(subject, "\n\n".join(part for part in parts if part) + "\n")


def receipt_letter(title: str, number: str, *, language: str, my_pages: bool) -> Letter:
    with override(language):
        return _letter(
            language,
            _("Vi har tagit emot ditt ärende {number}").format(number=number),
            [
                _("Vi har tagit emot: {title}.").format(title=title),
                _("Ärendets nummer är {number}.").format(number=number),
            ],
            my_pages=my_pages,
        )


def news_letter(number: str, *, language: str, answerable: bool = False) -> Letter:
    with override(language):
        return _letter(
            language,
            _("Det har hänt något i ditt ärende {number}").format(number=number),
            [_("Det finns ett nytt meddelande till dig i ärende {number}.").format(number=number)],
            my_pages=True,
            answerable=answerable,
        )


def not_taken_letter(number: str, why: str, *, language: str) -> Letter:
    """To someone who answered by e-mail, when the answer could not be taken."""
    with override(language):
        return _letter(
            language,
            _("Ditt mejl kom inte med i ärende {number}").format(number=number),
            [
                _("Vi fick ett mejl till ärendet, men kunde inte ta emot det."),
                why,
                _("Logga in och skriv där i stället, eller skicka ett nytt mejl."),
            ],
            my_pages=True,
        )


def supplement_letter(number: str, answer_by: str, *, language: str) -> Letter:
    with override(language):
        return _letter(
            language,
            _("Vi behöver mer från dig i ärende {number}").format(number=number),
            [
                _(
                    "Vi behöver en komplettering för att kunna gå vidare. Svara senast {day}."
                ).format(day=answer_by)
            ],
            my_pages=True,
        )


def communication_letter(number: str, answer_by: str, *, language: str) -> Letter:
    with override(language):
        return _letter(
            language,
            _("Du kan yttra dig i ärende {number}").format(number=number),
            [
                _(
                    "Det finns underlag i ärendet som du kan yttra dig över innan vi beslutar. "
                    "Svara senast {day}."
                ).format(day=answer_by)
            ],
            my_pages=True,
        )


def decision_letter(number: str, *, language: str) -> Letter:
    with override(language):
        return _letter(
            language,
            _("Det finns ett beslut i ditt ärende {number}").format(number=number),
            [_("Nu finns ett beslut i ärende {number}.").format(number=number)],
            my_pages=True,
        )


def correction_letter(number: str, *, language: str) -> Letter:
    with override(language):
        return _letter(
            language,
            _("Vi har rättat beslutet i ditt ärende {number}").format(number=number),
            [_("Det fanns ett skrivfel eller liknande i beslutet. Nu är det rättat.")],
            my_pages=True,
        )


def sign_letter(*, language: str) -> Letter:
    """To someone who is asked to sign: not by whom or what, since the address may be wrong."""
    with override(language):
        return _letter(
            language,
            _("Du är ombedd att skriva under"),
            [_("Någon har skickat in ett ärende som behöver din underskrift också.")],
            my_pages=True,
        )


def referral_letter(number: str, answer_by: str, link: str, *, again: bool) -> Letter:
    """To someone who is asked for an opinion; in Swedish, as proceedings are."""
    with override("sv"):
        subject = (
            _("Påminnelse om att yttra dig i ärende {number}")
            if again
            else _("Du är ombedd att yttra dig i ärende {number}")
        )
        return _letter(
            "sv",
            subject.format(number=number),
            [
                _("Vi vill ha ditt yttrande i ett ärende senast {day}.").format(day=answer_by),
                _("Logga in genom länken för att läsa frågan och svara. "
                  "Den är bara till dig och gäller den som loggar in först."),
                link,
            ],
            my_pages=False,
        )  # fmt: skip


def answer_letter(number: str) -> Letter:
    """To the officer: an answer has come."""
    with override("sv"):
        return _letter(
            "sv",
            _("Remissvar i ärende {number}").format(number=number),
            [_("Det har kommit ett yttrande i ärende {number}.").format(number=number)],
            my_pages=False,
        )


def day_letter(waits: Waiting, link: str) -> Letter:
    """To an officer in the morning: how much waits, of no case in particular."""
    with override("sv"):
        counts = [
            ngettext("{count} ärende är försenat.", "{count} ärenden är försenade.", waits.late),
            ngettext(
                "{count} ärende ska vara klart inom två arbetsdagar.",
                "{count} ärenden ska vara klara inom två arbetsdagar.",
                waits.near,
            ),
            ngettext(
                "{count} uppgift ska vara gjord.", "{count} uppgifter ska vara gjorda.", waits.tasks
            ),
            ngettext(
                "{count} remiss väntar på svar.",
                "{count} remisser väntar på svar.",
                waits.referrals,
            ),
        ]
        numbers = (waits.late, waits.near, waits.tasks, waits.referrals)
        said = [text.format(count=n) for text, n in zip(counts, numbers, strict=True) if n]
        off = _("Vill du inte bli påmind? Välj Påminnelser på Min dag.")
        return _letter(
            "sv",
            _("Det här väntar på dig i dag"),
            ["\n".join(said), "\n".join([_("Allt står på Min dag:"), link]), off],
            my_pages=False,
        )  # fmt: skip
