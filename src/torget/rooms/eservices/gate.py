"""What is asked of a service before it is published: law stops it, advice does not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from torget.rooms.eservices.inspecting import Fault, inspection_plan, said_of
from torget.rooms.eservices.language.texts import N_, Translated, Value
from torget.rooms.eservices.models import EService, Inspection, WorkingCopy
from torget.rooms.eservices.plain_language import HARD, lix, long_sentences, texts_in
from torget.rooms.eservices.table_gate import unlawful, untested
from torget.rooms.eservices.terms import (
    LISTS,
    CompiledService,
    Message,
    QuestionBase,
    Review,
    Rows,
    process_advice,
    review,
)
from torget.rooms.information.queries import all_types, rows_of_lists
from torget.rooms.information.terms import InformationTypeFacts
from torget.rooms.organisation.queries import units_by_pk


class Outcome(StrEnum):
    """How a check went. Only STOPS keeps a service from being published."""

    HOLDS = "holds"
    ADVISES = "advises"
    STOPS = "stops"


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at: `says` is what was found and `remedy` what to do about it."""

    name: str
    outcome: Outcome
    about: Message
    remedy: Message
    says: tuple[Message, ...] = ()


Says = list[Message]
NON_DIGITAL = frozenset({"paper", "phone", "visit", "agent"})
LONGEST_LIST = 12
ACCESSIBILITY = "accessibility"  # the check that a browser makes


def checks_of(copy: WorkingCopy) -> list[Check]:
    """Every check of the copy's current text. While it cannot be read, only those that can be."""
    assert copy.current is not None  # there has been one from the beginning
    found = review(copy.current.texts)
    checks = [_definition(found), _tests(found)]
    if found.service is not None:
        checks += [_to_the_end(found, found.service)]
        checks += [_is_new(copy, found.service), _accessible(found, found.service)]
        known = Known(all_types(), {unit.key for unit in units_by_pk().values()})
        checks += [
            _check(name, fails, about, remedy, find(found.service, known))
            for name, fails, about, remedy, find in SPECS
        ]
    return checks


def _said(text: str, /, **values: Value) -> Message:
    return Message(text, values)


def _check(name: str, fails: Outcome, about: str, remedy: str, says: Iterable[Message]) -> Check:
    found = tuple(says)
    outcome = fails if found else Outcome.HOLDS
    return Check(name, outcome, Message(about), Message(remedy), found[:LONGEST_LIST])


def _definition(found: Review) -> Check:
    about, remedy = N_("Texten har inga fel"), N_("Rätta felen i texten.")
    return _check("definition", Outcome.STOPS, about, remedy, [p.text for p in found.problems])


def _tests(found: Review) -> Check:
    about = N_("Testpersonerna kommer fram dit de ska")
    failed = [
        _said(N_("{name} kommer inte fram som väntat."), name=test.persona.name)
        for test in found.tests
        if not test.passed
    ]
    failed += [problem.text for problem in found.persona_problems]
    if failed:
        remedy = N_("Rätta tjänsten eller testpersonerna, så att de stämmer med varandra.")
        return _check("tests", Outcome.STOPS, about, remedy, failed)
    nobody = [] if found.tests else [_said(N_("Det finns ingen testperson."))]
    remedy = N_("Skriv minst en testperson för varje väg genom tjänsten.")
    return _check("tests", Outcome.ADVISES, about, remedy, nobody)


def _to_the_end(found: Review, service: CompiledService) -> Check:
    ends = {key for key, status in service.process.statuses.items() if status.means == "closed"}
    tested = any(test.stood and test.stood[-1] in ends for test in found.tests)
    about = N_("Någon testpersons ärende följs ända till slutet")
    remedy = N_("Skriv vad som görs med ärendet under ”case” i en testperson.")
    nobody = [] if tested else [_said(N_("Inget test går längre än till inskickad ansökan."))]
    return _check("case_tests", Outcome.ADVISES, about, remedy, nobody)


def _is_new(copy: WorkingCopy, service: CompiledService) -> Check:
    says = []
    if service.service.key != copy.key:
        says.append(_said(N_("Nyckeln i texten är ”{key}”."), key=service.service.key))
    same = EService.objects.filter(key=copy.key, current__hash=service.hash).exists()
    if same:
        says.append(_said(N_("Texten säger detsamma som den version som är publicerad.")))
    about = N_("Det finns något nytt att publicera, under samma nyckel")
    remedy = N_("Ändra något, eller låt nyckeln vara som den var från början.")
    return _check("new", Outcome.STOPS, about, remedy, says)


def _accessible(found: Review, service: CompiledService) -> Check:
    about = N_(
        "Sidorna går att använda för alla (lagen 2018:1937 om tillgänglighet till digital "
        "offentlig service)"
    )
    plan = inspection_plan(found)
    assert plan is not None  # there is a service
    made = Inspection.objects.filter(plan=plan.hash).order_by("-pk").first()
    if made is None:
        never = _said(N_("{count} sidor är inte granskade än."), count=len(plan.sights))
        return _check(ACCESSIBILITY, Outcome.STOPS, about, N_("Granska sidorna."), [never])
    faults = msgspec.convert(made.faults, list[Fault])
    if faults:
        remedy = N_("Rätta texten eller frågan och granska igen.")
        says = [said_of(fault, service) for fault in faults]
        return _check(ACCESSIBILITY, Outcome.STOPS, about, remedy, says)
    remedy = N_("Skriv en testperson som kommer till frågan, så att den kan granskas.")
    says = [
        _said(N_("Ingen testperson kommer till frågan ”{key}”, så den är inte granskad."), key=key)
        for key in plan.unseen
    ]
    return _check(ACCESSIBILITY, Outcome.ADVISES, about, remedy, says)


class Known(msgspec.Struct, frozen=True):
    """What the municipality has, fetched once."""

    types: Mapping[str, InformationTypeFacts]
    units: set[str]


Spec = tuple[str, Outcome, str, str, Callable[[CompiledService, Known], Says]]


def _unknown_lists(service: CompiledService, known: Known) -> Says:
    used = {key.removeprefix(LISTS) for key in service.fetches if key.startswith(LISTS)}
    missing = sorted(used - set(rows_of_lists(used))) if used else []
    return [_said(N_("Listan ”{key}” finns inte."), key=key) for key in missing]


def _unknown_units(service: CompiledService, known: Known) -> Says:
    used = [service.service.unit, *(rule.unit for rule in service.service.routing)]
    return [
        _said(N_("Det finns ingen enhet ”{unit}”."), unit=unit)
        for unit in dict.fromkeys(used)
        if unit not in known.units
    ]


def _undeclared(service: CompiledService, known: Known) -> Says:
    says = []
    for key in sorted(service.information_types()):
        if key not in known.types:
            says.append(_said(N_("Informationstypen ”{key}” är inte deklarerad."), key=key))
        elif known.types[key].owner is None:
            says.append(_said(N_("Informationstypen ”{key}” har ingen ägare."), key=key))
    return says


def _used(service: CompiledService, known: Known) -> list[InformationTypeFacts]:
    return [known.types[k] for k in sorted(service.information_types()) if k in known.types]


def _lawless(service: CompiledService, known: Known) -> Says:
    return [
        _said(N_("Informationstypen ”{key}” saknar lagstöd."), key=facts.key)
        for facts in _used(service, known)
        if facts.is_personal and not facts.legal_basis
    ]


def _only_digital(service: CompiledService, known: Known) -> Says:
    channels = {way.channel for way in service.service.other_ways}
    return [] if channels & NON_DIGITAL else [_said(N_("Alla vägar kräver en dator."))]


def _unreachable(service: CompiledService, known: Known) -> Says:
    contact = service.service.contact
    reachable = contact.phone or contact.email
    return [] if reachable else [_said(N_("Varken telefon eller e-post är angivet."))]


def _undecided(service: CompiledService, known: Known) -> Says:
    return [
        _said(N_("”{key}” ska gallras men har inget gallringsbeslut."), key=facts.key)
        for facts in _used(service, known)
        if facts.retention.years is not None and not facts.retention.decision
    ]


def _asked_anyway(service: CompiledService, known: Known) -> Says:
    return [
        _said(
            N_("Frågan ”{key}”: {holder} har redan uppgiften."),
            key=question.key,
            holder=Translated(sv=facts.holder.sv, en=facts.holder.en),
        )
        for question in _asked(service.questions.values())
        if (facts := known.types.get(question.information))
        and facts.holder
        and not question.prefill
        and not getattr(question, "options_from", "")
    ]


def _asked(questions: Iterable[QuestionBase]) -> Iterator[QuestionBase]:
    """Every question, also those that a table asks of each row."""
    for question in questions:
        yield question
        if isinstance(question, Rows):
            yield from question.questions


def _same_in_both(service: CompiledService, known: Known) -> Says:
    same = [text.sv for text in texts_in(service.service) if text.sv == text.en and " " in text.sv]
    return [_said(N_("”{text}” är likadan på båda språken."), text=_short(text)) for text in same]


def _hard_to_read(service: CompiledService, known: Known) -> Says:
    says: Says = []
    for language in ("sv", "en"):
        texts = [text.in_(language) for text in texts_in(service.service)]
        if (score := lix(texts)) > HARD:
            says.append(_said(N_("LIX är {score} ({language})."), score=score, language=language))
        says += [
            _said(N_("Mer än 25 ord: ”{text}”"), text=_short(sentence))
            for sentence in long_sentences(texts)
        ]
    return says


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:90].rsplit(' ', 1)[0]} …"


def _ambiguous(service: CompiledService, known: Known) -> Says:
    return list(process_advice(service.process.process))


def _untested_table(service: CompiledService, known: Known) -> Says:
    return untested(service)


def _unlawful_table(service: CompiledService, known: Known) -> Says:
    return unlawful(service)


def _expected_use(service: CompiledService, known: Known) -> Says:
    return [] if service.service.yearly_volume else [_said(N_("Inget tal är angivet."))]


def _delivered(service: CompiledService, known: Known) -> Says:
    delivery = service.service.delivery
    if delivery is None:
        return [_said(N_("Det är inte sagt var ärendena handläggs."))]
    if delivery.handled_in == "torget":
        return []
    if not delivery.system:
        return [_said(N_("Verksamhetssystemet har inget namn."))]
    if delivery.integrated or delivery.exemption:
        return []
    return [_said(N_("Ärendena skrivs av till {system} för hand."), system=delivery.system)]


def _unexplained(service: CompiledService, known: Known) -> Says:
    types = [known.types[key] for key in sorted(service.information_types()) if key in known.types]
    return [
        _said(N_("”{key}” saknar ändamål."), key=facts.key)
        for facts in types
        if facts.is_personal and not (facts.purpose.sv.strip() and facts.purpose.en.strip())
    ]


# Each: its name, what it means to fail, what should hold, what to do, and how to look.
SPECS: tuple[Spec, ...] = (
    (
        "units", Outcome.STOPS, N_("Ärendena går till enheter som finns"),
        N_("Välj en av kommunens enheter, också där ärenden fördelas."), _unknown_units,
    ),
    (
        "lists", Outcome.STOPS, N_("Listorna att välja ur finns"),
        N_("Skapa listan under Listor att välja ur, eller välj en annan."), _unknown_lists,
    ),
    (
        "information", Outcome.STOPS,
        N_("Varje uppgift är deklarerad och har en ägare (dataskyddsförordningen artikel 24)"),
        N_("Välj en informationstyp som finns, eller be informationsägaren deklarera den."),
        _undeclared,
    ),
    (
        "law", Outcome.STOPS,
        N_("Varje personuppgift har stöd i lag (dataskyddsförordningen artikel 6.3)"),
        N_("Ange lagrummet i deklarationen av informationstypen."), _lawless,
    ),
    (
        "privacy", Outcome.STOPS,
        N_("Informationen om personuppgifter blir fullständig (dataskyddsförordningen artikel 13)"),
        N_("Skriv ändamålet, på båda språken, i deklarationen av informationstypen."),
        _unexplained,
    ),
    (
        "other_ways", Outcome.STOPS,
        N_("Den som inte kan använda e-tjänsten kan göra samma sak på ett annat sätt "
           "(förvaltningslagen 6 och 7 §§)"),
        N_("Lägg till papper, telefon, besök eller ombud bland andra sätt."), _only_digital,
    ),
    (
        "contact", Outcome.STOPS,
        N_("Det går att nå någon som kan svara (förvaltningslagen 7 §)"),
        N_("Skriv telefonnummer eller e-post."), _unreachable,
    ),
    (
        "retention", Outcome.ADVISES, N_("Det är bestämt hur länge uppgifterna sparas"),
        N_("Inget gallras förrän nämnden har beslutat. Skriv in beslutet i deklarationen."),
        _undecided,
    ),
    (
        "prefill", Outcome.ADVISES,
        N_("Ingen fråga gäller något som en annan myndighet redan vet"),
        N_("Låt frågan fyllas i från den som har uppgiften, eller fråga inte."), _asked_anyway,
    ),
    (
        "translated", Outcome.ADVISES, N_("Alla texter är översatta"),
        N_("Skriv texten på engelska också."), _same_in_both,
    ),
    (
        "plain", Outcome.ADVISES, N_("Texterna är lätta att läsa (språklagen 11 §)"),
        N_("Dela långa meningar och byt långa ord. Texter över 50 i LIX är svåra."),
        _hard_to_read,
    ),
    (
        "delivery", Outcome.ADVISES,
        N_("Det är bestämt var ärendena handläggs, och inget skrivs av för hand"),
        N_("Skriv var. Kommer ärendena inte dit av sig själva behövs ett beslut om undantag av "
           "it-styrgruppen."),
        _delivered,
    ),
    (
        "process", Outcome.ADVISES, N_("Ärendets väg är entydig, och ingen blir kvar på den"),
        N_("Låt villkoren utesluta varandra, och ha en sista väg utan villkor."), _ambiguous,
    ),
    (
        "table_tests", Outcome.STOPS, N_("Beslutstabellens egna test håller och prövar varje rad"),
        N_("Rätta tabellen eller testen, så att de stämmer med varandra."), _untested_table,
    ),
    (
        "table_law", Outcome.STOPS,
        N_("Det finns stöd för att beslutstabellen används som den gör "
           "(förvaltningslagen 28 §, dataskyddsförordningen artikel 22)"),
        N_("Skriv det som saknas, eller låt tabellen bara föreslå."), _unlawful_table,
    ),
    (
        "expected_use", Outcome.ADVISES,
        N_("Det är sagt hur mycket tjänsten väntas användas på ett år"),
        N_("Skriv ett tal. Det jämförs med användningen varje år."),
        _expected_use,
    ),
)  # fmt: skip
