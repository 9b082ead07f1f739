"""What a person meets when an address is not for opening."""

import re

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("address", "heading", "home"),
    [
        ("/logga-ut/", "Den här sidan kan inte öppnas direkt", "/"),
        ("/en/logga-ut/", "This page cannot be opened directly", "/en/"),
    ],
)
def test_an_address_that_only_takes_forms_says_so_and_shows_a_way_on(
    site: Client, address: str, heading: str, home: str
) -> None:
    answer = site.get(address)

    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert re.findall(r"<h1>(.*)</h1>", main) == [heading]
    assert main.replace("&#x2f;", "/").count(f'<a href="{home}">') == 1
