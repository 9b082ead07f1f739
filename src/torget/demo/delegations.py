"""Solvik's delegation orders: who decides what on each committee's behalf."""

from dataclasses import dataclass

from torget.rooms.organisation.terms import Right, Role

STAFF = (Role.CASE_OFFICER, Role.MANAGER)
EVERYTHING = Right()
NOT_REFUSED = frozenset({"granted", "dismissed", "written_off"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the committee adopted it; `under` is the number of the row it is passed on from."""

    committee: str
    number: str
    title: str
    right: Right = EVERYTHING
    roles: tuple[Role, ...] = STAFF
    under: str = ""
    unit: str = ""  # its key; any of the committee's when empty


ADOPTED = {
    "miljo-bygg": "2026-01-20 § 4",
    "barn": "2026-01-21 § 6",
    "teknik": "2026-01-22 § 3",
    "omsorg": "2026-01-20 § 9",
    "kultur-fritid": "2026-01-26 § 2",
    "ks": "2026-01-13 § 8",
}
SOCIAL = frozenset({"ekonomisktbistand"})
LICENCES = frozenset({"serveringstillstand"})

ROWS = (
    Row("miljo-bygg", "2.1", "Bygglov och andra ärenden hos Bygglovsenheten", unit="bygg"),
    # A refused licence is for the committee itself.
    Row("miljo-bygg", "3.1", "Serveringstillstånd, utom avslag",
        Right(services=LICENCES, outcomes=NOT_REFUSED)),
    Row("barn", "1.1", "Placering i förskola och skola"),
    Row("teknik", "1.1", "Ärenden om gator, parker, vatten och avlopp"),
    Row("omsorg", "4.1", "Ekonomiskt bistånd", Right(services=SOCIAL), (Role.MANAGER,)),
    Row("omsorg", "4.2", "Ekonomiskt bistånd, högst 30 000 kronor",
        Right(services=SOCIAL, amount_most=30_000), STAFF, "4.1"),
    Row("omsorg", "5.1", "Hemtjänst, färdtjänst och parkeringstillstånd",
        Right(services=frozenset(
            {"hemtjanst", "fardtjanst", "parkeringstillstand", "andra_insats"}))),
    Row("kultur-fritid", "1.1", "Bidrag och lokaler"),
    Row("ks", "1.1", "Ärenden hos kundcenter och interna beställningar"),
)  # fmt: skip
