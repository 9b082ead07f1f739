"""A municipality with many cases, to see how Torget bears them: `torget demo --cases 1000000`.

Made by SQL in the database itself, some thousands a second, with everything a case has: who sent
it, what it was about, a decision where there is one, and its place in the search.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from stdnum import luhn

from torget.demo.fill import FILLER
from torget.demo.many_sql import CHUNK, PERSONS, RESERVED, STATEMENTS, TABLES
from torget.foundation.municipality import serving
from torget.rooms.audit.actions import record
from torget.rooms.cases.queries import digest_of, trigrams_of
from torget.rooms.eservices.queries import demands, published
from torget.rooms.organisation.queries import colleagues, units_by_pk

AT_A_TIME = 20_000
PEOPLE = 20_000  # residents who have sent something; each a few times, some often
GIVEN = (
    "Alva Anton Astrid Bengt Birgitta Cecilia Dan Ebba Edvin Elin Emil Fatima Frida Gun "
    "Gustav Hassan Hedda Ida Ines Ivar Jamila Johan Kerstin Klara Leif Linnea Liv Majken "
    "Malte Marta Mio Nadia Nora Olle Otto Per Petra Ragnar Rut Saga Samir Signe Stina Sven "
    "Tage Tove Ulla Vera Vilgot Yusuf Åke Åsa Örjan "
)
SURNAMES = (
    "Ahlberg Andersson Backlund Berglund Dahlin Edström Ek Englund Fors Fredriksson Gran "
    "Gustavsson Hammar Hedlund Holmgren Isaksson Jakobsson Karlsson Kovac Lagerqvist Larsson "
    "Lindgren Lundmark Mohammed Myrberg Niemi Norén Nyström Olofsson Palm Persson Rask "
    "Rönnqvist Sandberg Sjödin Strandberg Sundin Svensson Tornberg Törnqvist Vikström Wallin "
    "Westerlund Åhman Åkerlund Öberg Öhman Österberg "
)
STREETS = (
    "Aspvägen Björkallén Ekbacken Fjällgatan Granstigen Hamngatan Järnvägsgatan Kvarngränd "
    "Lasarettsvägen Ljungvägen Strandgatan Parkgatan Prästgårdsvägen Rönnbärsstigen Skolgatan "
    "Storgatan Strandvägen Tallåsen Torggatan Esplanaden Åvägen Älvgatan "
)
MATTERS = (
    "Taket läcker vid skorstenen.", "Vi vill bygga ut med ett rum åt söder.",
    "Belysningen är trasig sedan i tisdags.", "Barnet börjar efter sommaren.",
    "Föreningen ordnar en dag för alla åldrar.", "Vägen är ofarlig först när isen är borta.",
    "Bilaga med ritning och karta följer.", "Vi önskar svar innan månaden är slut.",
    "Grannarna är tillfrågade och säger ja.", "Gäller samma sak som förra året.",
    "Brunnen är gammal och ska lagas.", "Vi ber om ett besök på plats.",
)  # fmt: skip


def fill_many(count: int, progress: Callable[[int], None]) -> None:
    """Add so many cases, telling now and then how many there are; done again it adds as many."""
    with serving(settings.ENVIRONMENT.municipality):
        with connection.cursor() as cursor:
            _prepare(cursor)
            cursor.execute(RESERVED, {"count": count})
            first = cursor.fetchone()[0]
        for start in range(first, first + count, AT_A_TIME):
            last = min(start + AT_A_TIME, first + count) - 1
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(CHUNK, {"first": start, "last": last})
                for statement in STATEMENTS:
                    cursor.execute(statement)
            progress(last - first + 1)
        record("cases.made_up", "cases", by=FILLER, at=timezone.now(), count=count)
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"VACUUM ANALYZE {table}")


def _prepare(cursor: Any) -> None:
    """What the cases are made from, in tables that are gone when the connection is."""
    words = {word.lower().strip(".") for text in (GIVEN, SURNAMES, STREETS, *MATTERS)
             for word in text.split() if len(word) > 3}  # fmt: skip
    people = list(_people())
    lists: dict[str, Any] = {
        "services": json.dumps(list(_services())),
        "people": json.dumps(people),
        "streets": json.dumps(STREETS.split()),
        "matters": json.dumps(MATTERS),
        "words": json.dumps([[word, trigrams_of(word)] for word in sorted(words)]),
    }
    for statement in PERSONS:
        cursor.execute(statement, lists)


def _people() -> Iterator[dict[str, str]]:
    """Residents with identity numbers of the test series, and what the search knows of those."""
    names = [f"{given} {surname}" for surname, given in product(SURNAMES.split(), GIVEN.split())]
    serials = [238, 239, *range(980, 1000)]
    for number in range(PEOPLE):
        born = date(1940, 1, 1) + timedelta(days=(number // len(serials)) * 29 % 24_000)
        nine = f"{born:%y%m%d}{serials[number % len(serials)]}"
        digits = f"{born:%Y%m%d}{nine[6:]}{luhn.calc_check_digit(nine)}"
        given, surname = names[number * 7 % len(names)].split()
        yield {
            "number": digits,
            "given": given,
            "surname": surname,
            "digest": digest_of(digits),
        }


def _services() -> Iterator[dict[str, Any]]:
    """Every published service, with the unit that handles it and those who work there."""
    units = {unit.key: pk for pk, unit in units_by_pk().items()}
    for one in published():
        service = one.compiled.service
        unit = units[one.compiled.unit_for({}, {})]
        officers = colleagues(unit, today=timezone.localdate())
        permission = demands(one.compiled).reading_permission
        mark = f"unit:{unit}" + ("" if permission == "case.read" else ":sensitive")
        yield {
            "key": one.key,
            "version": one.version,
            "kind": service.kind,
            "title": {"sv": service.title.sv, "en": service.title.en},
            "series": service.case_series,
            "unit": unit,
            "officers": [officer.pk for officer in officers],
            "permission": permission,
            "mark": mark,
            "days": service.process_time.promised_days,
        }
