"""Everything that can be done to a case, by topic."""

from torget.rooms.cases.actions.access import CaseNotReady
from torget.rooms.cases.actions.advancing import advance_case
from torget.rooms.cases.actions.appeals import (
    appeal_decision,
    forward_appeal,
    record_court_answer,
    register_appeal,
    review_appeal,
)
from torget.rooms.cases.actions.approving import (
    approve,
    send_back,
    send_for_approval,
)
from torget.rooms.cases.actions.assigning import (
    assign_by_rule,
    declare_disqualified,
    lift_disqualification,
)
from torget.rooms.cases.actions.automated import decide_by_table
from torget.rooms.cases.actions.batches import (
    MOST_AT_ONCE,
    confirm_batch,
    note_outcome,
    pick_cases,
    plan_batch,
    waiting_item,
)
from torget.rooms.cases.actions.changing import (
    change_decision,
    correct_decision,
    keep_correction_document,
)
from torget.rooms.cases.actions.choices import note_export, remove_choice, save_choice
from torget.rooms.cases.actions.communication import communicate, make_statement
from torget.rooms.cases.actions.contacts import (
    finish_contact,
    note_filled_in,
    register_contact,
)
from torget.rooms.cases.actions.conversation import (
    add_note,
    answer_supplement,
    ask_for_supplement,
    read_posts,
    write_as_officer,
    write_as_resident,
)
from torget.rooms.cases.actions.deadlines import (
    ask_to_conclude,
    refuse_to_conclude,
    tell_of_delay,
)
from torget.rooms.cases.actions.decisions import (
    decide_case,
    keep_decision_document,
    read_decision,
    report_decisions,
    serve_decision,
)
from torget.rooms.cases.actions.finding import look_for_person, make_findable
from torget.rooms.cases.actions.handing_over import hand_over_case
from torget.rooms.cases.actions.handling import (
    add_signer,
    be_present,
    close_case,
    signature_withheld,
    signatures_complete,
    take_case,
)
from torget.rooms.cases.actions.joining import join_case
from torget.rooms.cases.actions.letters import keep_letter
from torget.rooms.cases.actions.mailing import Mailed, write_by_mail
from torget.rooms.cases.actions.memoranda import (
    MemorandumConflict,
    begin_memorandum,
    finish_memorandum,
    save_memorandum,
)
from torget.rooms.cases.actions.opening import Opening, open_case
from torget.rooms.cases.actions.quality import check_quality
from torget.rooms.cases.actions.referrals import (
    answer_referral,
    extend_referral,
    note_reminder,
    open_referral,
    send_referral,
    withdraw_referral,
)
from torget.rooms.cases.actions.relating import begin_from, relate_cases
from torget.rooms.cases.actions.reminders import choose_reminders, note_morning
from torget.rooms.cases.actions.reviews import answer_review, ask_for_person
from torget.rooms.cases.actions.serving import (
    ServingNotRight,
    note_posting,
    record_serving,
    seal_final,
)
from torget.rooms.cases.actions.statutory import extend_time, mark_complete
from torget.rooms.cases.actions.tasks import add_task, finish_task, reopen_task
from torget.rooms.cases.actions.templates import (
    add_template,
    change_template,
    remove_template,
)

__all__ = [
    "MOST_AT_ONCE",
    "CaseNotReady",
    "Mailed",
    "MemorandumConflict",
    "Opening",
    "ServingNotRight",
    "add_note",
    "add_signer",
    "add_task",
    "add_template",
    "advance_case",
    "answer_referral",
    "answer_review",
    "answer_supplement",
    "appeal_decision",
    "approve",
    "ask_for_person",
    "ask_for_supplement",
    "ask_to_conclude",
    "assign_by_rule",
    "be_present",
    "begin_from",
    "begin_memorandum",
    "change_decision",
    "change_template",
    "check_quality",
    "choose_reminders",
    "close_case",
    "communicate",
    "confirm_batch",
    "correct_decision",
    "decide_by_table",
    "decide_case",
    "declare_disqualified",
    "extend_referral",
    "extend_time",
    "finish_contact",
    "finish_memorandum",
    "finish_task",
    "forward_appeal",
    "hand_over_case",
    "join_case",
    "keep_correction_document",
    "keep_decision_document",
    "keep_letter",
    "lift_disqualification",
    "look_for_person",
    "make_findable",
    "make_statement",
    "mark_complete",
    "note_export",
    "note_filled_in",
    "note_morning",
    "note_outcome",
    "note_posting",
    "note_reminder",
    "open_case",
    "open_referral",
    "pick_cases",
    "plan_batch",
    "read_decision",
    "read_posts",
    "record_court_answer",
    "record_serving",
    "refuse_to_conclude",
    "register_appeal",
    "register_contact",
    "relate_cases",
    "remove_choice",
    "remove_template",
    "reopen_task",
    "report_decisions",
    "review_appeal",
    "save_choice",
    "save_memorandum",
    "seal_final",
    "send_back",
    "send_for_approval",
    "send_referral",
    "serve_decision",
    "signature_withheld",
    "signatures_complete",
    "take_case",
    "tell_of_delay",
    "waiting_item",
    "withdraw_referral",
    "write_as_officer",
    "write_as_resident",
    "write_by_mail",
]
