"""Solvik's positions: those that own its information, and who holds them. Two are vacant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """`unit`: key; `holder`: e-mail address, empty when nobody holds it."""

    key: str
    sv: str
    en: str
    unit: str
    holder: str = ""


POSITIONS = (
    Post("bygglovschef", "Bygglovschef", "Head of building permits", "bygg",
         "eva.strom@solvik.example"),
    Post("miljochef", "Miljöchef", "Head of environment", "miljo"),
    Post("rektor-forskola", "Rektor för förskolan", "Preschool principal", "forskola",
         "eva.strom@solvik.example"),
    Post("skolchef", "Skolchef", "Head of schools", "skola"),
    Post("gatuchef", "Gatu- och parkchef", "Head of streets and parks", "gata",
         "per.sandin@solvik.example"),
    Post("omsorgschef", "Omsorgschef", "Head of social care", "omsorg",
         "ingrid.wall@solvik.example"),
    Post("fritidschef", "Fritidschef", "Head of leisure", "fritid", "nils.hed@solvik.example"),
    Post("kundcenterchef", "Kundcenterchef", "Head of the contact centre", "kundcenter",
         "sofia.lund@solvik.example"),
    Post("ekonomichef", "Ekonomichef", "Head of finance", "kundcenter",
         "hedda.noren@solvik.example"),
    Post("kommunsekreterare", "Kommunsekreterare", "Municipal secretary", "kundcenter",
         "maria.holst@solvik.example"),
    Post("forvaltare-bygg", "Systemförvaltare bygg och miljö", "System manager, building", "bygg",
         "omar.lind@solvik.example"),
    Post("forvaltare-skola", "Systemförvaltare skola", "System manager, schools", "skola",
         "lena.holm@solvik.example"),
    Post("forvaltare-teknik", "Systemförvaltare teknik", "System manager, streets", "gata",
         "per.sandin@solvik.example"),
    Post("forvaltare-omsorg", "Systemförvaltare omsorg", "System manager, care", "omsorg",
         "ingrid.wall@solvik.example"),
    Post("forvaltare-gemensam", "Systemförvaltare gemensamt", "System manager, common",
         "kundcenter", "sofia.lund@solvik.example"),
    Post("driftansvarig", "Driftansvarig", "Head of operations", "kundcenter",
         "jonas.rask@solvik.example"),
    Post("it-chef", "It-chef", "Head of IT", "kundcenter", "astrid.vik@solvik.example"),
)  # fmt: skip
