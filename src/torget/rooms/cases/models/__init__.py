"""The tables of cases, by topic."""

from torget.rooms.cases.models.approval import (
    Approval,
    ApprovedRound,
)
from torget.rooms.cases.models.automation import AutomatedDecision, HumanReview, TableProposal
from torget.rooms.cases.models.batch import Batch, BatchItem
from torget.rooms.cases.models.case import (
    Case,
    CaseQuerySet,
    Decision,
    Disqualification,
    Event,
    Note,
    Party,
    Post,
    Presence,
    Series,
    SupplementRequest,
)
from torget.rooms.cases.models.change import Correction
from torget.rooms.cases.models.choice import SavedChoice
from torget.rooms.cases.models.clock import Appeal, Deadline, DelayRequest, Serving
from torget.rooms.cases.models.communication import Communication, Statement
from torget.rooms.cases.models.contact import Contact
from torget.rooms.cases.models.memorandum import (
    Memorandum,
)
from torget.rooms.cases.models.mention import Mention
from torget.rooms.cases.models.passage import Passage
from torget.rooms.cases.models.quality import QualityCheck
from torget.rooms.cases.models.referral import (
    Referral,
)
from torget.rooms.cases.models.relation import Relation
from torget.rooms.cases.models.reminder import Reminder
from torget.rooms.cases.models.search import SearchRow, SearchWord
from torget.rooms.cases.models.task import Task
from torget.rooms.cases.models.template import MessageTemplate

__all__ = [
    "Appeal",
    "Approval",
    "ApprovedRound",
    "AutomatedDecision",
    "Batch",
    "BatchItem",
    "Case",
    "CaseQuerySet",
    "Communication",
    "Contact",
    "Correction",
    "Deadline",
    "Decision",
    "DelayRequest",
    "Disqualification",
    "Event",
    "HumanReview",
    "Memorandum",
    "Mention",
    "MessageTemplate",
    "Note",
    "Party",
    "Passage",
    "Post",
    "Presence",
    "QualityCheck",
    "Referral",
    "Relation",
    "Reminder",
    "SavedChoice",
    "SearchRow",
    "SearchWord",
    "Series",
    "Serving",
    "Statement",
    "SupplementRequest",
    "TableProposal",
    "Task",
]
