"""Where an officer's decision text starts from, by outcome."""

from dataclasses import dataclass

from torget.rooms.cases.terms import Outcome

APPEAL = """Du kan överklaga beslutet om du inte är nöjd.

Skriv vilket beslut du överklagar (ärendenummer {number}), vad du vill ska ändras och varför. \
Skriv också namn, adress och telefonnummer.

Skicka överklagandet till {committee}, {email}. Det ska ha kommit fram till oss inom tre veckor \
från den dag du fick del av beslutet. Vi skickar det vidare till {court}."""


@dataclass(frozen=True, slots=True)
class DecisionTemplate:
    """Texts to start from; `appeal` is empty when the decision goes the applicant's way."""

    text: str
    reasons: str
    legal_basis: str
    appeal: str


TEXTS = {
    Outcome.GRANTED: "{committee} beviljar ansökan: {title}{subject}.",
    Outcome.REFUSED: "{committee} avslår ansökan: {title}{subject}.",
    Outcome.DISMISSED: "{committee} avvisar ansökan: {title}{subject}.",
    Outcome.WRITTEN_OFF: "{committee} skriver av ärendet: {title}{subject}.",
}
REASONS = {
    Outcome.GRANTED: "Du ansökte den {received}.\n\nAnsökan uppfyller kraven. ",
    Outcome.REFUSED: "Du ansökte den {received}.\n\nAnsökan uppfyller inte kraven eftersom ",
    Outcome.DISMISSED: "Du ansökte den {received}.\n\nAnsökan kan inte prövas eftersom ",
    Outcome.WRITTEN_OFF: "Du ansökte den {received}.\n\nDu har återkallat ansökan. ",
}
GENERAL = {
    Outcome.DISMISSED: "förvaltningslagen (2017:900) 20 §",
    Outcome.WRITTEN_OFF: "förvaltningslagen (2017:900) 23 §",
}


def decision_template_for(
    outcome: Outcome,
    *,
    number: str,
    title: str,
    subject: str,
    received: str,
    committee: str,
    email: str,
    laws: list[str],
    court: str,
) -> DecisionTemplate:
    """The texts filled in. How to appeal is told when the decision goes against the applicant
    (förvaltningslagen (2017:900) 33 §); the time is that of 44 §.
    """
    words = {
        "number": number,
        "title": title,
        "subject": f", {subject}" if subject else "",
        "received": received,
        "committee": committee,
        "email": email,
        "court": court,
    }
    basis = [GENERAL[outcome]] if outcome in GENERAL else laws
    return DecisionTemplate(
        text=TEXTS[outcome].format(**words),
        reasons=REASONS[outcome].format(**words),
        legal_basis="\n".join(basis),
        appeal="" if outcome == Outcome.GRANTED else APPEAL.format(**words),
    )
