"""The residents of Solvik who exist only here. Every number is in the series kept for tests."""

from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Home:
    street: str
    postal_code: str
    property_designation: str
    care_of: str = ""
    city: str = "Solvik"


@dataclass(frozen=True, slots=True)
class Relative:
    """One line of a register record: the code says what the relative is to the person."""

    code: str  # B, MO, FA, F, V, VF, M
    number: str  # twelve digits, or eight for someone never registered
    name: tuple[str, str]  # given names, surname
    deceased: bool = False


@dataclass(frozen=True, slots=True)
class Resident:
    number: str
    given_names: str
    surname: str
    tells: str  # what a tester can try with this person
    home: Home | None = None
    name_marking: str = "10"
    middle_name: str = ""
    earlier_number: str = ""
    secrecy: bool = False
    protected_registration: bool = False
    deregistered: tuple[str, str] = ("", "")  # code and day
    has_bankid: bool = True
    in_register: bool = True
    relatives: tuple[Relative, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.surname}"

    @property
    def is_woman(self) -> bool:
        return int(self.number[10]) % 2 == 0

    @property
    def is_coordinated(self) -> bool:
        return int(self.number[6:8]) > 60


_STRAND = Home("Strandvägen 14", "98910", "Solvik Strand 1:14")
_TALL = Home("Tallstigen 3 lgh 1102", "98921", "Solvik Tallen 7")
_TORG = Home("Torggatan 8 lgh 1301", "98910", "Solvik Torget 2")
_SKOL = Home("Skolgatan 22", "98921", "Solvik Läroverket 5")
_HAMN = Home("Hamngatan 5 lgh 1001", "98910", "Solvik Hamnen 12")
_BERG = Home("Bergsvägen 41", "98931", "Solvik Norra berget 3:8")
_EK = Home("Ekbacken 2 lgh 1204", "98921", "Solvik Eken 1", care_of="c/o Berg")
_SJO = Home("Sjögränd 9", "98931", "Solvik Sjön 4:2")
_LUND = Home("Lundvägen 17", "98921", "Solvik Lunden 9")

_ALONE = [
    Resident("198803202384", "Maja Lovisa", "Lindqvist", "Gift, tre barn i samma hem.", _STRAND),
    Resident("198611052393", "Karl Erik", "Lindqvist", "Gift med Maja.", _STRAND, "20"),
    Resident("201905142384", "Alva", "Lindqvist", "Barn.", _STRAND, has_bankid=False),
    Resident("202208302394", "Nils", "Lindqvist", "Barn.", _STRAND, has_bankid=False),
    Resident("202402119800", "Siri", "Lindqvist", "Barn.", _STRAND, has_bankid=False),
    Resident("199006022389", "Amina", "Warsame", "Två barn som bor hos henne.", _TALL),
    Resident("198701172390", "Johan", "Bergström", "Två barn som bor hos mamman.", _TORG),
    Resident("202109092391", "Leo", "Bergström", "Barn med två hem.", _TALL, has_bankid=False),
    Resident("202304252386", "Elin", "Bergström", "Barn med två hem.", _TALL, has_bankid=False),
    Resident("199412019821", "Sara", "Niemi", "Ensam vårdnadshavare för ett barn.", _SKOL),
    Resident("202203039819", "Oskar", "Niemi", "Barn.", _SKOL, has_bankid=False),
    Resident("195107082389", "Gunnel", "Åström", "Bor ensam, äger sitt hus.", _BERG),
    Resident("196811309902", "Anna-Karin Maria", "Hedlund", "Dubbelt tilltalsnamn.", _SJO, "12"),
    Resident("200910029925", "Ebba", "Hedlund", "Ungdom med eget BankID.", _SJO),
    Resident("198310239846", "Karin", "Dahl", "Sekretessmarkering, ett barn.", _LUND, secrecy=True),
    Resident("202006199869", "Tuva", "Dahl", "Barn.", _LUND, secrecy=True, has_bankid=False),
    Resident(
        "199102282382", "Farah", "Ahmadi", "Skyddad folkbokföring.", protected_registration=True
    ),
    Resident(
        "197904122384",
        "Petra",
        "Sund",
        "Sekretessmarkering och skyddad folkbokföring.",
        secrecy=True,
        protected_registration=True,
    ),
    Resident("198509752393", "Tomasz", "Nowak", "Samordningsnummer.", _EK),
    Resident("192401302381", "Elsa Viktoria", "Viklund", "Över hundra år.", _HAMN, "10"),
    Resident(
        "194605052390",
        "Sven",
        "Forsberg",
        "Avliden.",
        _HAMN,
        deregistered=("AV", "20260214"),
        has_bankid=False,
    ),
    Resident(
        "197208212386", "Ingrid", "Moen", "Utflyttad ur landet.", deregistered=("UV", "20250901")
    ),
    Resident(
        "199303072384",
        "Lin",
        "Zhang",
        "Har haft samordningsnummer.",
        _TORG,
        earlier_number="199303679881",
    ),
    Resident("199207262388", "Olena", "Kovalenko", "Ett barn som aldrig folkbokförts.", _TALL),
    Resident("199610102395", "David", "Okafor", "Finns inte i registret.", in_register=False),
]

_MARRIED = [("198803202384", "198611052393")]
_PARENTS = {  # child: parents
    "201905142384": ("198803202384", "198611052393"),
    "202208302394": ("198803202384", "198611052393"),
    "202402119800": ("198803202384", "198611052393"),
    "202109092391": ("199006022389", "198701172390"),
    "202304252386": ("199006022389", "198701172390"),
    "202203039819": ("199412019821",),
    "200910029925": ("196811309902",),
    "202006199869": ("198310239846",),
}
_NEVER_REGISTERED = {"199207262388": Relative("B", "20190514", ("Danylo", "Kovalenko"))}
_LATE_SON = ("192401302381", "194605052390")  # a relative who is gone


def _related(everyone: dict[str, Resident]) -> dict[str, tuple[Relative, ...]]:
    """The register's lines for everyone, worked out from marriages and parenthood."""
    lines: dict[str, list[Relative]] = {number: [] for number in everyone}

    def add(to: str, code: str, relative: str, deceased: bool = False) -> None:
        person = everyone[relative]
        name = (person.given_names, person.surname)
        lines[to].append(Relative(code, relative, name, deceased))

    for one, other in _MARRIED:
        add(one, "M", other)
        add(other, "M", one)
    for child, parents in _PARENTS.items():
        for parent in parents:
            add(parent, "B", child)
            add(parent, "VF", child)
            add(child, "MO" if everyone[parent].is_woman else "FA", parent)
            add(child, "V", parent)
    add(_LATE_SON[0], "B", _LATE_SON[1], deceased=True)
    add(_LATE_SON[1], "MO", _LATE_SON[0])
    for number, relative in _NEVER_REGISTERED.items():
        lines[number] += [relative, replace(relative, code="VF")]
    return {number: tuple(relatives) for number, relatives in lines.items()}


def _everyone() -> dict[str, Resident]:
    alone = {resident.number: resident for resident in _ALONE}
    related = _related(alone)
    return {number: replace(r, relatives=related[number]) for number, r in alone.items()}


RESIDENTS = _everyone()


def in_register(number: str) -> Resident | None:
    """The resident as the register knows them, by their number or an earlier one."""
    for resident in RESIDENTS.values():
        if resident.in_register and number in {resident.number, resident.earlier_number}:
            return resident
    return None


def with_bankid() -> list[Resident]:
    return [resident for resident in RESIDENTS.values() if resident.has_bankid]


def move_in(count: int) -> list[str]:
    """Let so many more live in Solvik, each alone; their numbers. The same ones every time."""
    newcomers = [_newcomer(order) for order in range(count)]
    RESIDENTS.update((one.number, one) for one in newcomers)
    return [one.number for one in newcomers]


def _newcomer(order: int) -> Resident:
    born = date(1950, 1, 1) + timedelta(days=order * 89)
    nine = f"{born:%y%m%d}{990 + order % 10}"  # of the serials kept for tests
    number = f"{born:%Y%m%d}{nine[6:]}{_check_digit(nine)}"
    home = Home(f"Nybyggarvägen {order + 1}", "98921", f"Solvik Nybygget {order + 1}")
    return Resident(number, "Kim", f"Inflyttad{order + 1}", "Nyinflyttad.", home)


def _check_digit(nine: str) -> int:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    return -sum(value // 10 + value % 10 for value in doubled) % 10
