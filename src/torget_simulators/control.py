"""The same switches and the same phone as the pages offer, as JSON for tests.

POST /control/NAME with a JSON object; the answer is JSON. 404 means that nothing fits (no
waiting order, say), 400 that the question could not be read.
"""

import json
from collections.abc import Callable
from typing import Any

from torget_simulators.clock import Clock
from torget_simulators.mail import Mailbox
from torget_simulators.orders import Order, Orders
from torget_simulators.people import RESIDENTS, Resident, move_in
from torget_simulators.serving import Answer, Asked
from torget_simulators.switches import DEFAULT_DELAY, Mode, Planned, Switches


class NothingFits(Exception):
    """There is no such order, person or simulator."""


class Control:
    def __init__(self, orders: Orders, mailbox: Mailbox, switches: Switches, clock: Clock) -> None:
        self._orders = orders
        self._mailbox = mailbox
        self._switches = switches
        self._clock = clock
        self._verbs: dict[str, Callable[[dict[str, Any]], object]] = {
            "connect": self._connect,
            "scan": self._scan,
            "approve": self._approve,
            "refuse": lambda fields: self._end(fields, "userCancel"),
            "expire": lambda fields: self._end(fields, "expiredTransaction"),
            "hint": self._hint,
            "orders": lambda fields: [_shown(order) for order in self._orders.pending()],
            "mails": lambda fields: self._mails(),
            "switch": self._switch,
            "plan": self._plan,
            "refused": self._refused,
            "move_in": lambda fields: move_in(int(fields["count"])),
            "clock": lambda fields: self._clock.forward(float(fields["forward"])),
            "pace": self._pace,
            "reset": lambda fields: self.reset(),
        }

    def answer(self, asked: Asked) -> Answer:
        verb = self._verbs.get(asked.path.removeprefix("/control/"))
        if verb is None:
            return _json({"error": "no such verb"}, 404)
        try:
            return _json(verb(json.loads(asked.body or b"{}")))
        except NothingFits as missing:
            return _json({"error": str(missing)}, 404)
        except (ValueError, KeyError, TypeError) as error:
            return _json({"error": f"{type(error).__name__}: {error}"}, 400)

    def reset(self) -> None:
        """As after a start: no orders, no mail, everything on."""
        self._orders.reset()
        self._mailbox.reset()
        self._switches.reset()
        self._clock.reset()

    def _connect(self, fields: dict[str, Any]) -> object:
        order, resident = self._order(fields)
        self._orders.take(order, resident)
        return _shown(order)

    def _scan(self, fields: dict[str, Any]) -> object:
        order = self._orders.scan(fields["qr"])
        if order is None:
            raise NothingFits("the code is too old, or not one of ours")
        return _shown(order)

    def _approve(self, fields: dict[str, Any]) -> object:
        order, resident = self._order(fields)
        if not self._orders.approve(order, resident):
            raise NothingFits("the order is for someone else")
        return _shown(order)

    def _end(self, fields: dict[str, Any], hint: str) -> object:
        order, _ = self._order(fields)
        self._orders.end(order, hint)
        return _shown(order)

    def _hint(self, fields: dict[str, Any]) -> object:
        """Let the order say anything at all, also what nobody has heard of."""
        order, _ = self._order(fields)
        if fields["status"] == "failed":
            self._orders.end(order, fields["hint"])
        else:
            order.hint = fields["hint"]
        return _shown(order)

    def _order(self, fields: dict[str, Any]) -> tuple[Order, Resident]:
        """The next order for the person: their own first, then the newest that is for anyone."""
        number = fields["number"]
        if number not in RESIDENTS:
            raise NothingFits("no such resident")
        pending = self._orders.pending()
        theirs = [order for order in pending if order.locked_to == number]
        anyones = [order for order in pending if not order.locked_to]
        for order in theirs + anyones:
            return order, RESIDENTS[number]
        raise NothingFits("no order waits for this person")

    def _switch(self, fields: dict[str, Any]) -> None:
        self._switches.turn(
            fields["simulator"], Mode(fields["mode"]), float(fields.get("seconds", DEFAULT_DELAY))
        )

    def _plan(self, fields: dict[str, Any]) -> None:
        answer = Planned(
            int(fields["status"]),
            fields["body"].encode(),
            fields.get("content_type", "application/json"),
        )
        self._switches.plan(fields["simulator"], answer, int(fields.get("times", 1)))

    def _refused(self, fields: dict[str, Any]) -> None:
        self._switches.refused_addresses = set(fields["addresses"])

    def _pace(self, fields: dict[str, Any]) -> None:
        self._orders.pace = float(fields["seconds"])

    def _mails(self) -> object:
        return [
            {
                "number": mail.number,
                "sender": mail.sender,
                "recipients": list(mail.recipients),
                "subject": mail.subject,
                "text": mail.text,
                "headers": {name: str(value) for name, value in mail.message.items()},
                "attachments": [
                    {
                        "name": part.get_filename(),
                        "media_type": part.get_content_type(),
                        "size": len(part.get_payload(decode=True) or b""),
                    }
                    for part in mail.attachments
                ],
            }
            for mail in self._mailbox.all()
        ]


def _shown(order: Order) -> dict[str, Any]:
    return {
        "number": order.number,
        "kind": order.kind,
        "status": order.status,
        "hint": order.hint,
        "text": order.visible_text,
        "locked_to": order.locked_to,
        "return_url": order.return_url,
        "same_device": order.same_device,
    }


def _json(body: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(body, ensure_ascii=False).encode(), "application/json")
