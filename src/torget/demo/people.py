"""Who there is in Solvik: residents to be, and staff to log in as."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as N_

from torget.rooms.organisation.terms import Role

PASSWORD = "solvik-visar-vägen"


@dataclass(frozen=True, slots=True)
class Resident:
    name: str
    number: str  # of the test series
    about: str


@dataclass(frozen=True, slots=True)
class Member:
    """An employee. `secret` is the shared secret of the second factor (RFC 6238, base32)."""

    name: str
    title: str
    email: str
    phone: str
    secret: str
    about: str
    roles: tuple[tuple[Role, tuple[str, ...]], ...]  # role, keys of the units where it is held


RESIDENTS = (
    Resident("Maja Lindqvist", "19880320-2384", N_("Gift, tre barn i samma hem.")),
    Resident("Erik Lindqvist", "19861105-2393", N_("Gift med Maja, den andra vårdnadshavaren.")),
    Resident("Amina Warsame", "19900602-2389", N_("Två barn, den andra föräldern bor för sig.")),
    Resident("Sara Niemi", "19941201-9821", N_("Ensam vårdnadshavare.")),
    Resident("Gunnel Åström", "19510708-2389", N_("Bor ensam, äger sitt hus.")),
    Resident("Karin Dahl", "19831023-9846", N_("Sekretessmarkering: inget fylls i åt henne.")),
    Resident("Farah Ahmadi", "19910228-2382", N_("Skyddad folkbokföring.")),
    Resident("Tomasz Nowak", "19850975-2393", N_("Samordningsnummer.")),
    Resident("David Okafor", "19961010-2395", N_("Har BankID men finns inte i registret.")),
)

STAFF = (
    Member(
        "Anna Berg",
        "Bygglovshandläggare",
        "anna.berg@solvik.example",
        "0980-319 201",
        "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        N_("Handlägger bygglov."),
        ((Role.CASE_OFFICER, ("bygg",)),),
    ),
    Member(
        "Omar Lind",
        "Bygglovshandläggare",
        "omar.lind@solvik.example",
        "0980-319 202",
        "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
        N_("Annas kollega: öppna samma ärende som hon."),
        ((Role.CASE_OFFICER, ("bygg",)),),
    ),
    Member(
        "Lena Holm",
        "Handläggare förskola",
        "lena.holm@solvik.example",
        "0980-319 203",
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        N_("Handlägger platser i förskola, med känsliga uppgifter."),
        ((Role.CASE_OFFICER, ("forskola", "skola")),),
    ),
    Member(
        "Per Sandin",
        "Kundvägledare",
        "per.sandin@solvik.example",
        "0980-319 204",
        "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
        N_("Kundcenter: tar emot felanmälningar, ser inte känsliga ärenden."),
        (
            (Role.CASE_OFFICER, ("kundcenter", "gata", "va")),
            (Role.CONTACT_CENTRE, ("bygg", "forskola", "omsorg")),
        ),
    ),
    Member(
        "Ingrid Wall",
        "Biståndshandläggare",
        "ingrid.wall@solvik.example",
        "0980-319 208",
        "PFXXKIDIMF3GKIDGN52W4ZBAMEQGWZLZ",
        N_("Handlägger stöd och omsorg, med känsliga uppgifter."),
        ((Role.CASE_OFFICER, ("omsorg",)), (Role.IT_COORDINATOR, ("omsorg",))),
    ),
    Member(
        "Nils Hed",
        "Handläggare",
        "nils.hed@solvik.example",
        "0980-319 209",
        "MZUWY3DFOJQWI2LONFZXI4TBORUW63TT",
        N_("Handlägger tillstånd, bidrag och lokaler."),
        (
            (Role.CASE_OFFICER, ("miljo", "fritid")),
            (Role.IT_COORDINATOR, ("miljo", "bygg", "fritid")),
        ),
    ),
    Member(
        "Eva Ström",
        "Enhetschef",
        "eva.strom@solvik.example",
        "0980-319 205",
        "NB2W45DFOIZA4NB2W45DFOIZA4NB2W45",
        N_("Chef: ser spåret efter vad alla har gjort och läst."),
        ((Role.MANAGER, ("bygg", "forskola")),),
    ),
    Member(
        "Jonas Rask",
        "Systemadministratör",
        "jonas.rask@solvik.example",
        "0980-319 206",
        "ONSWG4TFOQYTEMZUONSWG4TFOQYTEMZU",
        N_("Ser hur systemets delar mår. Ser inga ärenden."),
        ((Role.ADMINISTRATOR, ("kundcenter",)),),
    ),
    Member(
        "Sofia Lund",
        "E-tjänstutvecklare",
        "sofia.lund@solvik.example",
        "0980-319 207",
        "OBXWY33SMVXGIZLSOBXWY33SMVXGIZLS",
        N_("Skriver, testar och publicerar e-tjänster i studion."),
        (
            (Role.SERVICE_OWNER, ("kundcenter", "bygg", "fritid")),
            (Role.IT_COORDINATOR, ("kundcenter",)),
        ),
    ),
    Member(
        "Astrid Vik",
        "IT-strateg",
        "astrid.vik@solvik.example",
        "0980-319 210",
        "KN2HEYLUMVTWS43UKJUWW2LTORXXE6LB",
        N_("Ser vilken information kommunen har, vem som äger den och hur den skyddas."),
        ((Role.IT_STRATEGIST, ("kundcenter",)),),
    ),
    Member(
        "Tove Berglund",
        "Informationssäkerhetssamordnare",
        "tove.berglund@solvik.example",
        "0980-319 211",
        "UVG4UGBFGC5R23ITFTPNMI33F3MR4P3S",
        N_("Klassar information och ser vilket skydd som saknas."),
        ((Role.SECURITY_OFFICER, ("kundcenter",)),),
    ),
    Member(
        "Rolf Ek",
        "Dataskyddsombud",
        "rolf.ek@solvik.example",
        "0980-319 212",
        "D7FRS4IXISKNMSJ4TVODIYF6GEQB42P6",
        N_("Granskar hur personuppgifter behandlas."),
        ((Role.DATA_PROTECTION_OFFICER, ("kundcenter",)),),
    ),
    Member(
        "Maria Holst",
        "Kommunarkivarie",
        "maria.holst@solvik.example",
        "0980-319 213",
        "3KQO52FZTF7VY7BJTH627ZMTEU6NMVFP",
        N_("Bestämmer vad som bevaras och gallras."),
        ((Role.ARCHIVIST, ("kundcenter",)),),
    ),
    Member(
        "Hedda Norén",
        "Organisationsutvecklare",
        "hedda.noren@solvik.example",
        "0980-319 214",
        "JX5NOFBHUCXLH7XJEMXYV4RBD6POJEOF",
        N_("Håller organisationen aktuell: vem som svarar för vad."),
        ((Role.ORGANISATION_EDITOR, ("kundcenter",)),),
    ),
)
