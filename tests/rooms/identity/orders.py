"""Orders to the simulated BankID, and what the person does with them."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.contract.orders import IDENTIFY, SIGN
from tests.contract.simulators import Simulators
from tests.factories import MAJA, NOON
from torget.foundation.actor import NOBODY
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.actions import collect_order, start_order
from torget.rooms.identity.models import Order
from torget.rooms.identity.ports import OrderRequest

LATER = NOON + timedelta(seconds=3)
LOGIN = replace(IDENTIFY, return_url="https://solvik.example/tillbaka")


def an_order(request: OrderRequest = LOGIN, *, subject: str = "", at: datetime = NOON) -> Order:
    """An identification that waits for anyone, unless something else is asked."""
    return start_order("bankid", request, same_device=False, subject=subject, by=NOBODY, at=at)


def collected(order: Order, at: datetime = LATER) -> Order:
    return collect_order(order, by=NOBODY, at=at)


def approved(world: Simulators, order: Order, number: str = MAJA) -> Order:
    """The order when the person has approved it in the app."""
    world.tell("approve", number=number)
    return collected(order)


def to_sign(text: str, hidden: bytes, number: str) -> OrderRequest:
    return replace(
        SIGN,
        return_url=LOGIN.return_url,
        visible_text=text,
        hidden_data=hidden,
        identity_number=IdentityNumber(number),
    )
