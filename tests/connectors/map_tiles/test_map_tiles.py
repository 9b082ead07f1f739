"""The background map, asked of the simulated one and of servers that misbehave."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest
from django.test import Client
from lxml import etree
from pytest_django import Settings

from tests.contract.simulators import Simulators
from torget.connectors.map_tiles.client import LARGEST, MapTiles, map_tiles
from torget.foundation.health import State
from torget.rooms.organisation.ports import MapView, TileMissing

SOLVIK = (14, 9247, 4263)  # the square that the middle of Solvik lies in


@pytest.fixture
def the_map(world: Simulators, settings: Settings) -> MapTiles:
    configure(settings, f"{world.pages}/tiles/{{z}}/{{x}}/{{y}}.svg")
    return MapTiles()


def configure(settings: Settings, url: str, centre: str = "65.0,23.2,14") -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, map_url=url, map_centre=centre, map_credit="Solviks kommun"
    )


@contextmanager
def a_server(status: int, media_type: str, content: bytes) -> Iterator[str]:
    """A map server that always answers the same; gives the address of its squares."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{{z}}/{{x}}/{{y}}"
    server.shutdown()
    server.server_close()


def test_a_square_of_the_map_is_fetched(the_map: MapTiles) -> None:
    square = the_map.tile(*SOLVIK)

    drawn = etree.fromstring(square.content)
    names = drawn.findall("{http://www.w3.org/2000/svg}text")
    assert (square.media_type, "Solvik" in [name.text for name in names]) == ("image/svg+xml", True)
    assert the_map.view() == MapView(65.0, 23.2, 14, "Solviks kommun")


@pytest.mark.parametrize("square", [(-1, 0, 0), (21, 0, 0), (3, 8, 0), (3, 0, 8)])
def test_a_square_that_no_map_has_is_not_asked_for(
    the_map: MapTiles, square: tuple[int, int, int]
) -> None:
    with pytest.raises(TileMissing):
        the_map.tile(*square)


@pytest.mark.parametrize(
    ("status", "media_type", "content"),
    [
        (404, "image/png", b"x"),
        (302, "image/png", b"x"),
        (500, "image/png", b"x"),
        (200, "text/html", b"<script>alert(1)</script>"),
        (200, "image/png", b"x" * (LARGEST + 1)),
    ],
)
def test_anything_but_a_picture_of_a_fair_size_is_no_square(
    status: int, media_type: str, content: bytes, settings: Settings
) -> None:
    with a_server(status, media_type, content) as url:
        configure(settings, url)
        with pytest.raises(TileMissing):
            MapTiles().tile(*SOLVIK)


def test_a_map_that_is_down_is_no_map(settings: Settings) -> None:
    configure(settings, "http://127.0.0.1:9/{z}/{x}/{y}.png")

    with pytest.raises(TileMissing):
        MapTiles().tile(*SOLVIK)
    assert map_tiles().state == State.BROKEN


def test_the_check_says_how_the_map_is(the_map: MapTiles, settings: Settings) -> None:
    working = map_tiles().state
    configure(settings, settings.ENVIRONMENT.map_url, centre="norr")
    misread = map_tiles()
    configure(settings, "")

    assert (working, misread.state, map_tiles().state) == (
        State.WORKS,
        State.BROKEN,
        State.MISSING,
    )
    assert "TORGET_MAP_CENTRE" in misread.remedy
    assert MapTiles().view() is None


def test_a_square_is_handed_on_as_a_picture_that_can_run_nothing(
    the_map: MapTiles, client: Client, settings: Settings
) -> None:
    there = client.get("/karta/{}/{}/{}".format(*SOLVIK))
    missing = client.get("/karta/3/9/9")

    assert (there.status_code, there["Content-Type"], there["Content-Security-Policy"]) == (
        200,
        "image/svg+xml",
        "sandbox; default-src 'none'",
    )
    assert there["Cache-Control"] == "public, max-age=604800"
    assert missing.status_code == 404
