"""Each question type takes what people write, and says plainly what it cannot take."""

from typing import Any

import pytest

from tests.rooms.eservices.language.services import ALVA, TODAY, a_question
from torget.rooms.eservices.terms import Files

FILE = {"id": "1", "name": "a.pdf", "size": 10, "media_type": "application/pdf", "sha256": "0a"}
OPTIONS = (
    "options: [{key: a, label: {sv: Ett, en: One}}, {key: b, label: {sv: Två, en: Two}}, "
    "{key: c, label: {sv: Tre, en: Three}}]"
)
OTHER = "other: {label: {sv: Annat, en: Other}, ask: {sv: Vad, en: What}}"
DAY = ("q.day", "q.month", "q.year")


def day(*parts: str) -> dict[str, list[str]]:
    return {name: [part] for name, part in zip(DAY, parts, strict=True)}


def period(*parts: str) -> dict[str, list[str]]:
    names = [f"q.{end}.{part}" for end in ("from", "to") for part in ("day", "month", "year")]
    return {name: [part] for name, part in zip(names, parts, strict=True)}


def address(*parts: str) -> dict[str, list[str]]:
    names = ("q.street", "q.postal_code", "q.city")
    return {name: [part] for name, part in zip(names, parts, strict=True)}


@pytest.mark.parametrize(
    ("lines", "raw", "value", "shown"),
    [
        ("type: text", {"q": ["  Åsa\u00a0 \n Ek "]}, "Åsa Ek", ["Åsa Ek"]),
        ("type: text", {"q": ["A\u030asa\x00"]}, "Åsa", ["Åsa"]),
        ("type: long_text", {"q": ["ett\r\ntvå"]}, "ett\ntvå", ["ett", "två"]),
        ("type: number", {"q": ["1 200"]}, 1200, ["1200"]),
        ("type: number", {"q": ["12,0"]}, 12, ["12"]),
        ("type: number\ndecimals: 2", {"q": ["\u22120,25"]}, -0.25, ["-0,25"]),
        ("type: number\ndecimals: 1", {"q": ["3.50"]}, 3.5, ["3,5"]),
        ("type: date", day("5", "02", "2027"), "2027-02-05", ["5 februari 2027"]),
        ("type: date", day("5", "Feb", "2027"), "2027-02-05", ["5 februari 2027"]),
        ("type: date", {"q": ["2027-02-05"]}, "2027-02-05", ["5 februari 2027"]),
        ("type: yes_no", {"q": ["no"]}, False, ["Nej"]),
        (f"type: choice\n{OPTIONS}", {"q": ["b"]}, "b", ["Två"]),
        (f"type: choice\n{OPTIONS}\n{OTHER}", {"q": ["other"], "q.other": [" Tio "]},
         {"other": "Tio"}, ["Annat: Tio"]),
        (f"type: choices\n{OPTIONS}", {"q": ["c", "a", "zzz"]}, ["a", "c"], ["Ett", "Tre"]),
        (f"type: choices\n{OPTIONS}\n{OTHER}", {"q": ["other", "a"], "q.other": ["Tio"]},
         ["a", {"other": "Tio"}], ["Ett", "Annat: Tio"]),
        ("type: choice\noptions_from: register.children", {"q": ["202405129822"]},
         {"number": "202405129822", "name": "Love Strand", "born_on": "2024-05-12"},
         ["Love Strand", "20240512-9822"]),
        ("type: email", {"q": ["Åsa@EXEMPEL.example"]}, "Åsa@exempel.example",
         ["Åsa@exempel.example"]),
        ("type: phone", {"q": ["070-174 06 05"]}, "+46701740605", ["070-174 06 05"]),
        ("type: phone", {"q": ["+46 (0)980 319 200"]}, "+46980319200", ["0980319200"]),
        ("type: phone", {"q": ["0046 70 174 06 05"]}, "+46701740605", ["070-174 06 05"]),
        ("type: phone", {"q": ["+47 22 12 34 56"]}, "+4722123456", ["+4722123456"]),
        ("type: address", address(" Storgatan  1", "SE-980 10", "Solvik"),
         {"street": "Storgatan 1", "postal_code": "98010", "city": "Solvik"},
         ["Storgatan 1", "980 10 Solvik"]),
        ("type: money", {"q": ["12 500 kr"]}, 1_250_000, ["12\u00a0500\u00a0kr"]),
        ("type: money", {"q": ["99,50"]}, 9950, ["99,50\u00a0kr"]),
        ("type: money", {"q": ["\u22121:-"]}, -100, ["−1\u00a0kr"]),
        ("type: time", {"q": ["kl 8.30"]}, "08:30", ["kl. 08:30"]),
        ("type: time", {"q": ["23"]}, "23:00", ["kl. 23:00"]),
        ("type: time", {"q": ["0745"]}, "07:45", ["kl. 07:45"]),
        ("type: period", period("1", "6", "2027", "31", "8", "2027"),
         {"from": "2027-06-01", "to": "2027-08-31"}, ["1 juni 2027 – 31 augusti 2027"]),
        ("type: organisation_number", {"q": ["16559900-0006"]}, "5599000006", ["559900-0006"]),
        ("type: identity_number", {"q": ["850709-9805"]}, "198507099805", ["19850709-9805"]),
        ("type: property", {"q": ["Berget  1 : 12"]}, "Berget 1:12", ["Berget 1:12"]),
        ("type: property", {"q": ["Kv. Granen 3"]}, "Kv. Granen 3", ["Kv. Granen 3"]),
        ("type: place", {"q.text": ["Torget"]},
         {"text": "Torget", "latitude": None, "longitude": None}, ["Torget"]),
        ("type: place", {"q.latitude": ["66.12345678"], "q.longitude": ["21"]},
         {"text": "", "latitude": 66.123457, "longitude": 21.0},
         ["66.123457, 21.000000 (WGS 84)"]),
        ("type: declaration\ntext: {sv: Jag lovar, en: I promise}", {"q": ["yes"]}, True,
         ["Jag lovar"]),
        ("type: place\nshape: line", {"q.text": ["Ån"], "q.points": ["65.5, 22.1\n65.6,22\n"]},
         {"text": "Ån", "points": [[65.5, 22.1], [65.6, 22.0]]},
         ["Ån", "65.500000, 22.100000 (WGS 84)", "65.600000, 22.000000 (WGS 84)"]),
        ("type: place\nshape: area", {"q.points": ["65,5; 22,1\n65,6; 22\n65.7 22.2"]},
         {"text": "", "points": [[65.5, 22.1], [65.6, 22.0], [65.7, 22.2]]},
         ["65.500000, 22.100000 (WGS 84)", "65.600000, 22.000000 (WGS 84)",
          "65.700000, 22.200000 (WGS 84)"]),
        ("type: person", {"q": ["self"]},
         {"who": "self", "number": "198803202384", "name": "Alva Strand"},
         ["Alva Strand", "19880320-2384"]),
        ("type: person", {"q": ["202405129822"]},
         {"who": "child", "number": "202405129822", "name": "Love Strand"},
         ["Love Strand", "20240512-9822"]),
        ("type: person", {"q": ["other"], "q.name": [" Åke  Ek "], "q.number": ["850709-9805"]},
         {"who": "other", "number": "198507099805", "name": "Åke Ek"},
         ["Åke Ek", "19850709-9805"]),
        ("type: person\nwho: [other]\nask_number: false", {"q.name": ["Åke"]},
         {"who": "other", "number": "", "name": "Åke"}, ["Åke"]),
        ("type: company", {"q.number": ["559900-0006"], "q.name": ["Granit AB"]},
         {"number": "5599000006", "name": "Granit AB"}, ["Granit AB", "559900-0006"]),
        (f"type: choice\nsearch: true\n{OPTIONS}", {"q": [" två "]}, "b", ["Två"]),
        (f"type: choice\nsearch: true\n{OPTIONS}", {"q": ["Three"]}, "c", ["Tre"]),
        (f"type: choice\nsearch: true\n{OPTIONS}\n{OTHER}", {"q": [""], "q.other": ["Tio"]},
         {"other": "Tio"}, ["Annat: Tio"]),
        (f"type: choice\nsearch: true\n{OPTIONS}\n{OTHER}", {"q": ["Fyra"], "q.other": ["Tio"]},
         {"other": "Tio"}, ["Annat: Tio"]),
        ("type: choice\noptions_from: lists.schools", {"q": ["bjork"]},
         {"key": "bjork", "name": "Björkskolan"}, ["Björkskolan"]),
        ("type: choices\noptions_from: lists.schools", {"q": ["bjork", "gran"]},
         [{"key": "bjork", "name": "Björkskolan"}], ["Björkskolan"]),
        (f"type: choices\noptions_from: lists.schools\n{OTHER}",
         {"q": ["other", "bjork"], "q.other": ["Hem"]},
         [{"key": "bjork", "name": "Björkskolan"}, {"other": "Hem"}],
         ["Björkskolan", "Annat: Hem"]),
        ("type: choice\noptions_from: lists.schools\nsearch: true", {"q": ["björkskolan"]},
         {"key": "bjork", "name": "Björkskolan"}, ["Björkskolan"]),
    ],
)  # fmt: skip
def test_what_people_write_is_understood(
    lines: str, raw: dict[str, list[str]], value: Any, shown: list[str]
) -> None:
    service = a_question(lines)
    reading = service.read_step("only", raw, {}, ALVA, TODAY)
    assert [str(problem.message) for problem in reading.problems] == []
    assert reading.values == {"q": value}
    assert service.questions["q"].show(value, "sv") == shown


@pytest.mark.parametrize(
    ("lines", "raw", "part", "told"),
    [
        ("type: text", {}, "", "Skriv svaret"),
        ("type: text", {"q": [" \n "]}, "", "Skriv svaret"),
        ("type: text\nmax_length: 3", {"q": ["abcd"]}, "",
         "Korta svaret. Du kan skriva högst 3 tecken och har skrivit 4."),
        ("type: text\npattern: {matches: '[0-9]{4}', message: {sv: Fyra siffror, en: Four}}",
         {"q": ["123"]}, "", "Fyra siffror"),
        ("type: number", {"q": ["tolv"]}, "", "Skriv talet med siffror, till exempel 12"),
        ("type: number", {"q": ["nan"]}, "", "Skriv talet med siffror, till exempel 12"),
        ("type: number", {"q": ["1e999999"]}, "", "Skriv talet med siffror, till exempel 12"),
        ("type: number", {"q": ["1,5"]}, "", "Skriv talet som ett heltal, utan decimaler"),
        ("type: number\ndecimals: 1", {"q": ["1,55"]}, "",
         "Skriv talet med färre decimaler, högst 1"),
        ("type: number\nmin: 2", {"q": ["1"]}, "", "Skriv talet som ett tal från 2 och uppåt"),
        ("type: number\nmax: 2.5", {"q": ["3"]}, "", "Skriv talet som ett tal upp till 2,5"),
        ("type: date", day("", "", ""), "day", "Skriv datumet"),
        ("type: date", day("5", "", "2027"), "month",
         "Skriv både dag, månad och år i datumet"),
        ("type: date", day("5", "2", "27"), "year",
         "Skriv årtalet med fyra siffror i datumet"),
        ("type: date", day("31", "2", "2027"), "day",
         "Kontrollera datumet. Den dagen finns inte i kalendern."),
        ("type: date\nearliest: today", day("22", "11", "2026"), "day",
         "Ändra datumet. Det får tidigast vara 23 november 2026."),
        ("type: date\nlatest: today+3m", day("24", "2", "2027"), "day",
         "Ändra datumet. Det får senast vara 23 februari 2027."),
        ("type: yes_no", {"q": ["maybe"]}, "", "Välj ja eller nej"),
        (f"type: choice\n{OPTIONS}", {"q": ["z"]}, "", "Välj ett alternativ"),
        (f"type: choice\n{OPTIONS}", {"q": ["other"]}, "", "Välj ett alternativ"),
        (f"type: choice\n{OPTIONS}\n{OTHER}", {"q": ["other"]}, "other",
         "Skriv vad du menar med ”Annat”"),
        (f"type: choices\n{OPTIONS}\nmin: 2", {"q": ["a"]}, "", "Välj minst 2 alternativ"),
        (f"type: choices\n{OPTIONS}\nmax: 1", {"q": ["a", "b"]}, "", "Välj högst 1 alternativ"),
        ("type: choice\noptions_from: register.children", {"q": ["202309049811"]}, "",
         "Välj ett alternativ"),
        ("type: email", {"q": ["a@b"]}, "",
         "Skriv e-postadressen i rätt format, till exempel namn@exempel.se"),
        ("type: email", {"q": ["a b@c.se"]}, "",
         "Skriv e-postadressen i rätt format, till exempel namn@exempel.se"),
        ("type: phone", {"q": ["12"]}, "", "Skriv telefonnumret i rätt format, till exempel "
                                          "070-123 45 67 eller +47 22 12 34 56"),
        ("type: address", address("Storgatan 1", "98010", ""), "city", "Skriv postort"),
        ("type: address", address("Storgatan 1", "9801", "Solvik"), "postal_code",
         "Skriv postnummer med fem siffror, till exempel 123 45"),
        ("type: money", {"q": ["tusen"]}, "",
         "Skriv beloppet i kronor, till exempel 1250 eller 1250,50"),
        ("type: money", {"q": ["1,555"]}, "",
         "Skriv beloppet i kronor, till exempel 1250 eller 1250,50"),
        ("type: money\nmin: 100", {"q": ["99,99"]}, "", "Skriv beloppet som lägst 100 kr"),
        ("type: money\nmax: 100", {"q": ["100,01"]}, "", "Skriv beloppet som högst 100 kr"),
        ("type: time", {"q": ["25:00"]}, "",
         "Skriv klockslaget med timmar och minuter, till exempel 08:30"),
        ("type: time\nearliest: '08:00'", {"q": ["7:59"]}, "",
         "Ändra klockslaget. Det får tidigast vara 08:00."),
        ("type: period", {}, "from.day", "Skriv perioden"),
        ("type: period", period("1", "6", "2027", "", "", ""), "to.day", "Skriv sista dagen"),
        ("type: period", period("1", "6", "2027", "", "8", "2027"), "to.day",
         "Skriv både dag, månad och år i sista dagen"),
        ("type: period", period("2", "6", "2027", "1", "6", "2027"), "to.day",
         "Ändra perioden. Sista dagen kan inte vara före den första."),
        ("type: period\nlongest: 2", period("1", "6", "2027", "3", "6", "2027"), "to.day",
         "Ändra perioden. Det kan vara högst 2 dagar."),
        ("type: organisation_number", {"q": ["559900-0007"]}, "",
         "Skriv organisationsnumret med tio siffror, till exempel 559900-0006"),
        ("type: identity_number", {"q": ["850709-9804"]}, "",
         "Kontrollera personnumret. Någon siffra stämmer inte."),
        ("type: identity_number", {"q": ["lillen"]}, "",
         "Skriv personnumret med tio eller tolv siffror, till exempel 19850709-9805"),
        ("type: property", {"q": ["Storgatan"]}, "",
         "Skriv fastighetsbeteckningen med namn och nummer, till exempel Berget 1:12"),
        ("type: place", {}, "text", "Skriv var platsen är"),
        ("type: place", {"q.latitude": ["norr"]}, "text",
         "Positionen gick inte att läsa. Beskriv platsen med ord i stället."),
        ("type: place", {"q.latitude": ["inf"], "q.longitude": ["1"]}, "text",
         "Positionen gick inte att läsa. Beskriv platsen med ord i stället."),
        ("type: place\nshape: line", {"q.points": ["65.5, 22.1"]}, "text",
         "Sätt ut minst 2 punkter på kartan, eller beskriv platsen med ord"),
        ("type: place\nshape: area", {"q.points": ["65.5, 22.1\nhär"]}, "text",
         "Positionen gick inte att läsa. Beskriv platsen med ord i stället."),
        ("type: place\nshape: area", {"q.points": ["95, 22.1\n1 1\n2 2"]}, "text",
         "Positionen gick inte att läsa. Beskriv platsen med ord i stället."),
        ("type: place\nshape: line", {"q.points": ["1 1\n" * 201]}, "text",
         "Ta bort punkter, högst 200 får vara kvar"),
        ("type: person", {}, "", "Välj personen"),
        ("type: person", {"q": ["198611052393"]}, "", "Välj personen"),
        ("type: person\nwho: [child, other]", {"q": ["self"]}, "", "Välj personen"),
        ("type: person", {"q": ["other"], "q.number": ["850709-9805"]}, "name",
         "Skriv personens namn"),
        ("type: person", {"q": ["other"], "q.name": ["Åke"]}, "number",
         "Skriv personens personnummer"),
        ("type: person", {"q": ["other"], "q.name": ["Åke"], "q.number": ["850709-9804"]},
         "number", "Kontrollera personnumret. Någon siffra stämmer inte."),
        ("type: company", {}, "number", "Skriv organisationens organisationsnummer"),
        ("type: company", {"q.number": ["559900-0006"]}, "name",
         "Skriv organisationens namn"),
        ("type: company", {"q.name": ["Granit"], "q.number": ["559900-0007"]}, "number",
         "Skriv organisationsnumret med tio siffror, till exempel 559900-0006"),
        (f"type: choice\nsearch: true\n{OPTIONS}", {"q": ["Tvåa"]}, "",
         "”Tvåa” finns inte i listan. Menade du ”Två”?"),
        (f"type: choice\nsearch: true\n{OPTIONS}", {"q": ["xyzzy"]}, "",
         "”xyzzy” finns inte i listan. Välj ett av förslagen."),
        ("type: choice\noptions_from: lists.schools", {"q": ["gran"]}, "",
         "Välj ett alternativ"),
        ("type: files", {}, "", "Lägg till en fil"),
        ("type: declaration\ntext: {sv: Jag lovar, en: I promise}", {}, "",
         "Kryssa i rutan om det stämmer, annars kan du inte gå vidare"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told(
    lines: str, raw: dict[str, list[str]], part: str, told: str
) -> None:
    reading = a_question(lines).read_step("only", raw, {}, ALVA, TODAY)
    problem = reading.problems[0]
    assert (problem.part, str(problem.message)) == (part, told)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([FILE], []),
        ([FILE, {**FILE, "size": 3_000_001}],
         ["Filen a.pdf är för stor. Den får vara högst 3 MB."]),
        ([{**FILE, "media_type": "text/html"}],
         ["Filen a.pdf är av ett slag som vi inte kan ta emot"]),
        ([FILE] * 3, ["Ta bort några filer. Du kan skicka högst 2."]),
        ([], ["Lägg till en fil"]),
        (["a.pdf"], ["Kontrollera en fil"]),
    ],
)  # fmt: skip
def test_files_are_those_that_were_uploaded(files: list[Any], told: list[str]) -> None:
    service = a_question("type: files\nmax_size: 3\nmax_count: 2")
    reading = service.read_step("only", {"q": ["x"]}, {"q": files}, {}, TODAY)
    assert [str(problem.message) for problem in reading.problems] == told
    assert reading.values == {"q": files or None}


def test_files_say_what_they_accept() -> None:
    files = a_question("type: files\naccept: [pdf, cad]").questions["q"]
    assert isinstance(files, Files)
    assert files.endings() == (".pdf", ".dwg", ".dxf")


def test_someone_without_known_children_is_not_asked_to_choose_one() -> None:
    service = a_question("type: choice\noptions_from: register.children")
    assert service.visible_steps({}, {}) == ()
    assert [step.key for step in service.visible_steps({}, ALVA)] == ["only"]


@pytest.mark.parametrize(
    ("lines", "context", "value"),
    [
        ("type: phone\nprefill: me.phone", {"me": {"phone": "070-174 06 05"}}, "+46701740605"),
        ("type: address\nprefill: register.address",
         {"register": {"address": {"street": "Storgatan 1", "postal_code": "98010",
                                   "city": "Solvik", "care_of": "Ek"}}},
         {"street": "c/o Ek, Storgatan 1", "postal_code": "98010", "city": "Solvik"}),
        ("type: address\nprefill: register.address", {"register": {"address": None}}, None),
        ("type: email\nprefill: me.email", {"me": {"email": ""}}, None),
        ("type: text\nprefill: register.name", {"register": None}, None),
    ],
)  # fmt: skip
def test_what_is_fetched_becomes_an_answer(lines: str, context: Any, value: Any) -> None:
    found = a_question(lines).prefilled("only", {}, context)
    assert found == ({} if value is None else {"q": value})
