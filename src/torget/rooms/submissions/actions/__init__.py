"""Everything that can be done to drafts and submissions."""

from torget.rooms.submissions.actions.registering import file_incoming
from torget.rooms.submissions.actions.sending import (
    add_signature,
    attach,
    decline_signature,
    detach,
    keep_receipt,
    move_drafts,
    remove_draft,
    save_answers,
    speak,
    start_draft,
    submit,
    told_of_move,
    told_to_sign,
    verify_signature,
)

__all__ = [
    "add_signature",
    "attach",
    "decline_signature",
    "detach",
    "file_incoming",
    "keep_receipt",
    "move_drafts",
    "remove_draft",
    "save_answers",
    "speak",
    "start_draft",
    "submit",
    "told_of_move",
    "told_to_sign",
    "verify_signature",
]
