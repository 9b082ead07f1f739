"""Orders that the tests start."""

from dataclasses import replace

from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.ports import OrderRequest, Purpose

MAJA, ERIK = "198803202384", "198611052393"
IDENTIFY = OrderRequest(
    purpose=Purpose.IDENTIFY,
    end_user_ip="192.0.2.44",
    user_agent="Mozilla/5.0",
    domain="solvik.example",
    return_url="https://solvik.example/tillbaka#nonce=7f3c",
)
SIGN = replace(
    IDENTIFY,
    purpose=Purpose.SIGN,
    visible_text="# Ansökan om bygglov\nJag försäkrar att uppgifterna stämmer. <b>",
    hidden_data=b'{"sha256":"9f86d081884c7d65"}',
    identity_number=IdentityNumber(MAJA),
)
