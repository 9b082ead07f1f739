"""Question types: each says how it is written, read from a form, checked and shown.

`Question` is the union that a definition may contain; its `type` tells which.
"""

from torget.rooms.eservices.language.types.address import AddressQuestion
from torget.rooms.eservices.language.types.base import FieldProblem, Json, QuestionBase, Reading
from torget.rooms.eservices.language.types.calculated import Calculated
from torget.rooms.eservices.language.types.choice import Choice, Choices, Option, Other
from torget.rooms.eservices.language.types.contact import Email, Phone
from torget.rooms.eservices.language.types.day import Day
from torget.rooms.eservices.language.types.files import Files
from torget.rooms.eservices.language.types.identity import CompanyNumber, PersonNumber
from torget.rooms.eservices.language.types.money import Money
from torget.rooms.eservices.language.types.notice import Declaration, Notice
from torget.rooms.eservices.language.types.number import Number
from torget.rooms.eservices.language.types.parties import (
    Company,
    PersonQuestion,
    SignatureQuestion,
)
from torget.rooms.eservices.language.types.period import Period
from torget.rooms.eservices.language.types.place import Place, Property
from torget.rooms.eservices.language.types.rows import Rows
from torget.rooms.eservices.language.types.text import LongText, Text
from torget.rooms.eservices.language.types.time import Time
from torget.rooms.eservices.language.types.yes_no import YesNo

Question = (
    Text
    | LongText
    | Number
    | Money
    | Day
    | Period
    | Time
    | YesNo
    | Choice
    | Choices
    | Email
    | Phone
    | AddressQuestion
    | PersonNumber
    | CompanyNumber
    | PersonQuestion
    | Company
    | SignatureQuestion
    | Property
    | Place
    | Files
    | Notice
    | Declaration
    | Calculated
    | Rows
)

__all__ = [
    "AddressQuestion",
    "Calculated",
    "Choice",
    "Choices",
    "Company",
    "CompanyNumber",
    "Day",
    "Declaration",
    "Email",
    "FieldProblem",
    "Files",
    "Json",
    "LongText",
    "Money",
    "Notice",
    "Number",
    "Option",
    "Other",
    "Period",
    "PersonNumber",
    "PersonQuestion",
    "Phone",
    "Place",
    "Property",
    "Question",
    "QuestionBase",
    "Reading",
    "Rows",
    "SignatureQuestion",
    "Text",
    "Time",
    "YesNo",
]
