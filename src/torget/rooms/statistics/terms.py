"""Words of statistics, and figures as whoever asks reads them."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from torget.rooms.statistics.rules import FEW as FEW
from torget.rooms.statistics.rules import Period as Period
from torget.rooms.statistics.rules import period_of as period_of


class What(TextChoices):
    """What is measured. `value` of an observation: days, or 1 for yes and 0 for no."""

    RECEIVED = "received", _("Kom in")  # 1: digitally
    DECIDED = "decided", _("Beslutade")  # 1: automatically
    CLOSED = "closed", _("Avslutade")
    HANDLED = "handled", _("Handläggningstid")  # days
    PROMISED = "promised", _("I tid mot löftet")  # 1: in time
    STATUTORY = "statutory", _("I tid mot lagen")  # 1: in time
    PHASE = "phase", _("Tid i en fas")  # days; the part is the phase
    OPEN = "open", _("Väntar på svar")  # when the day ended; least days waited in the band
    LEFT = "left", _("Lämnade utkast")  # the part is version:step:question
    SENT = "sent", _("Skickade utkast")  # the part is the version


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What figures are asked for; an empty service is all of them, no unit is all units."""

    period: Period
    service: str = ""
    unit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures of a period or a part of it. None: none to tell of, or `hidden`, for they are
    so few that they could point at someone. Times are in days, shares in percent.
    """

    first: date
    received: int | None = None
    decided: int | None = None
    closed: int | None = None
    waiting: int | None = None
    median: int | None = None
    p90: int | None = None
    promised: int | None = None
    statutory: int | None = None
    digital: int | None = None
    automated: int | None = None
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Time spent, in days; None where too few to tell of."""

    median: int | None
    p90: int | None
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was asked for. `exact`: as they are; otherwise rounded and hidden where few.

    `ages`: how many wait for an answer at the end, by the least days they have waited.
    """

    exact: bool
    measured_to: date | None
    total: Row
    rows: list[Row]
    ages: dict[int, int | None] = field(default_factory=dict)
    phases: dict[str, Spent] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAt:
    """How many left a form at a question, in drafts that were never sent; None: some, but few."""

    step: str
    question: str  # the first of the step that wanted an answer; empty when none did
    count: int | None
