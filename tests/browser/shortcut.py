"""An application without the walk, for tests where the walk is not the point.

Sends the same forms as the pages do, over the resident's own session, but draws no page.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import APIResponse

from tests.browser.answering import Answers, a_file, fields_of, is_files
from tests.browser.walk import MOST_STEPS, Resident

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def apply_quickly(resident: Resident, service: str, answers: Answers) -> str:
    """A signed application; the number of its case. The resident's page shows the receipt."""
    if not resident.context.cookies(resident.torget.site):
        raise ValueError("log the resident in first")
    resident.page.request.get(resident.address(f"/e-tjanst/{service}/"))
    at = _post(resident, f"/ansok/{service}/", []).url
    draft = at.split("/utkast/")[1].partition("/")[0]
    written = [("next", "1")]
    for key, answer in answers.items():
        if is_files(answer):
            _attach(resident, draft, key, answer)
        else:
            written += fields_of(key, answer)
    for _step in range(MOST_STEPS):
        if "/steg/" not in at:
            break
        answer = _post(resident, at.removeprefix(resident.torget.site), written)
        if answer.status == 422:
            raise AssertionError(f"{at}: {answer.text()}")
        at = answer.url
    _post(resident, f"/utkast/{draft}/skriv-under/", [("method", "other_device")])
    resident.torget.simulators.tell("approve", number=resident.number)
    resident.goes_to("/bankid/klar/")
    return resident.case_number


def _post(resident: Resident, path: str, fields: list[tuple[str, str]]) -> APIResponse:
    own = [("csrfmiddlewaretoken", _token(resident)), *fields]
    return resident.page.request.post(resident.address(path), headers=FORM, data=urlencode(own))


def _attach(resident: Resident, draft: str, key: str, files: list[dict[str, Any]]) -> None:
    for file in files:
        form: dict[str, Any] = {
            "csrfmiddlewaretoken": _token(resident),
            "question": key,
            "file": a_file(file["name"]),
        }
        sent = resident.page.request.post(resident.address(f"/utkast/{draft}/fil/"), multipart=form)
        if not sent.ok:
            raise AssertionError(sent.text())


def _token(resident: Resident) -> str:
    cookies = resident.context.cookies(resident.torget.site)
    return next(cookie["value"] for cookie in cookies if cookie["name"] == "csrftoken")
