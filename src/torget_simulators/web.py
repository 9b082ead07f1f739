"""The pages where a tester holds the phone, opens the mailbox and turns the switches."""

import re
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import minijinja

from torget_simulators import authenticator
from torget_simulators.clock import Clock
from torget_simulators.control import Control
from torget_simulators.mail import Mailbox, Postman
from torget_simulators.orders import Order, Orders
from torget_simulators.people import RESIDENTS, with_bankid
from torget_simulators.serving import Answer, Asked
from torget_simulators.switches import SIMULATORS, Mode, Switches
from torget_simulators.tiles import tile

PAGES = Path(__file__).parent / "pages"
HTML = "text/html; charset=utf-8"
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
MODES = {
    Mode.ON: "På",
    Mode.SLOW: "Långsam",
    Mode.FAULT: "Svarar med fel",
    Mode.OFF: "Av",
}
EXPECTED_FAILURES = {"refuse": "userCancel", "time-out": "expiredTransaction"}

View = Callable[..., Answer]


class Web:
    """Routes a request to its page. `site` is the address of what is being tested."""

    def __init__(
        self,
        orders: Orders,
        mailbox: Mailbox,
        switches: Switches,
        control: Control,
        clock: Clock,
        folder: Path,
        site: str,
        postman: Postman,
    ) -> None:
        self._orders = orders
        self._mailbox = mailbox
        self._switches = switches
        self._control = control
        self._clock = clock
        self._folder = folder
        self._site = site
        self._postman = postman
        self._templates = minijinja.Environment(
            loader=lambda name: (PAGES / name).read_text(encoding="utf-8"),
            undefined_behavior="strict",
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._routes = self._all_routes()

    def answer(self, asked: Asked) -> Answer:
        if asked.method == "POST" and not _is_from_here(asked):
            return self._page("message.html", 403, title="Nej", text="Formuläret kom utifrån.")
        if asked.path.startswith("/control/"):
            return self._control.answer(asked)
        for method, path, view in self._routes:
            if method == asked.method and (match := path.fullmatch(asked.path)):
                return view(asked, *match.groups())
        return self._missing("Sidan finns inte.")

    def _all_routes(self) -> list[tuple[str, re.Pattern[str], View]]:
        return [
            ("GET", re.compile(r"/"), self._start),
            ("GET", re.compile(r"/healthz"), lambda asked: Answer(body=b"ok")),
            ("GET", re.compile(r"/style\.css"), self._style),
            ("GET", re.compile(r"/tiles/(\d+)/(\d+)/(\d+)\.svg"), _tile),
            ("GET", re.compile(r"/phone"), self._phone),
            ("POST", re.compile(r"/phone/resident"), self._choose_resident),
            ("GET", re.compile(r"/phone/start"), self._start_on_this_device),
            ("POST", re.compile(r"/phone/scan"), self._scan),
            ("POST", re.compile(r"/phone/scan-newest/(\d+)"), self._scan_newest),
            ("GET", re.compile(r"/phone/orders/(\d+)"), self._order),
            ("POST", re.compile(r"/phone/orders/(\d+)/approve"), self._approve),
            ("POST", re.compile(r"/phone/orders/(\d+)/(refuse|time-out)"), self._end),
            ("GET", re.compile(r"/mailbox"), self._letters),
            ("GET", re.compile(r"/mailbox/(\d+)"), self._letter),
            ("POST", re.compile(r"/mailbox/(\d+)/answer"), self._answer_letter),
            ("GET", re.compile(r"/mailbox/(\d+)/files/(\d+)"), self._attachment),
            ("GET", re.compile(r"/authenticator"), self._authenticator),
            ("GET", re.compile(r"/switches"), self._show_switches),
            ("POST", re.compile(r"/switches"), self._turn_switches),
        ]

    # --- the phone ---------------------------------------------------------------------------

    def _start(self, asked: Asked) -> Answer:
        return self._page("start.html", site=self._site)

    def _style(self, asked: Asked) -> Answer:
        return Answer(body=(PAGES / "style.css").read_bytes(), content_type="text/css")

    def _phone(self, asked: Asked) -> Answer:
        number = _chosen(asked)
        pending = self._orders.pending()
        mine = [order for order in pending if _concerns(order, number)]
        return self._page(
            "phone.html",
            residents=_choices(number),
            resident=RESIDENTS[number].name if number in RESIDENTS else "",
            mine=[_shown(order) for order in mine],
            waiting=[
                _shown(order) for order in self._orders.waiting_for_app() if order not in mine
            ],
            problem="",
        )

    def _choose_resident(self, asked: Asked) -> Answer:
        return _redirect("/phone", number=_form(asked).get("resident", ""))

    def _start_on_this_device(self, asked: Asked) -> Answer:
        token = parse_qs(asked.query).get("autostarttoken", [""])[0]
        order = self._orders.start_on_this_device(token)
        if order is None:
            return self._missing("Begäran finns inte längre. Börja om där du kom ifrån.")
        return _redirect(f"/phone/orders/{order.number}", number=order.locked_to)

    def _scan(self, asked: Asked) -> Answer:
        order = self._orders.scan(_form(asked).get("qr", "").strip())
        if order is None:
            return self._page(
                "message.html",
                400,
                title="Koden gick inte att använda",
                text="Den är för gammal eller skrevs av fel. Skanna koden som visas just nu.",
            )
        return _redirect(f"/phone/orders/{order.number}")

    def _scan_newest(self, asked: Asked, number: str) -> Answer:
        order = self._orders.by_number(int(number))
        if order is None or not order.is_pending:
            return self._missing("Koden visas inte längre.")
        self._orders.scan_newest(order)
        return _redirect(f"/phone/orders/{order.number}")

    def _order(self, asked: Asked, number: str, problem: str = "") -> Answer:
        order = self._orders.by_number(int(number))
        if order is None or not order.is_pending:
            return self._missing("Begäran väntar inte längre på svar.")
        chosen = order.locked_to or _chosen(asked)
        if chosen in RESIDENTS:
            self._orders.take(order, RESIDENTS[chosen])
        return self._page(
            "order.html",
            400 if problem else 200,
            leads_to=order.return_url if order.same_device else "",
            order=_shown(order),
            residents=_choices(chosen),
            problem=problem,
        )

    def _approve(self, asked: Asked, number: str) -> Answer:
        order = self._orders.by_number(int(number))
        chosen = _form(asked).get("resident", "")
        if order is None or not order.is_pending:
            return self._missing("Begäran väntar inte längre på svar.")
        if chosen not in RESIDENTS:
            return self._order(asked, number, "Välj vem du är.")
        if not self._orders.approve(order, RESIDENTS[chosen]):
            return self._order(asked, number, "Begäran gäller en annan person.")
        if order.same_device and order.return_url:
            return _redirect(order.return_url, number=chosen)
        done = "Gå tillbaka till skärmen där du började."
        return self._page("message.html", title="Klart", text=done, phone=chosen)

    def _end(self, asked: Asked, number: str, how: str) -> Answer:
        order = self._orders.by_number(int(number))
        if order is None:
            return self._missing("Begäran finns inte längre.")
        self._orders.end(order, EXPECTED_FAILURES[how])
        if order.same_device and order.return_url:
            return _redirect(order.return_url)
        done = "Gå tillbaka till skärmen där du började."
        return self._page("message.html", title="Begäran är avslutad", text=done)

    # --- mailbox, authenticator, switches ----------------------------------------------------

    def _letters(self, asked: Asked) -> Answer:
        letters = [
            {
                "number": mail.number,
                "subject": mail.subject or "(utan ämne)",
                "to": ", ".join(mail.recipients),
                "at": mail.at,
                "files": len(mail.attachments),
            }
            for mail in self._mailbox.all()
        ]
        return self._page("mailbox.html", letters=letters)

    def _letter(self, asked: Asked, number: str) -> Answer:
        mail = self._mailbox.by_number(int(number))
        if mail is None:
            return self._missing("Meddelandet finns inte.")
        files = [
            {"name": part.get_filename() or "bilaga", "type": part.get_content_type()}
            for part in mail.attachments
        ]
        return self._page(
            "letter.html",
            number=mail.number,
            subject=mail.subject,
            at=mail.at,
            sender=str(mail.message["From"]),
            to=", ".join(mail.recipients),
            text=_linked(mail.text),
            files=files,
            answerable=bool(mail.message["Reply-To"]),
        )

    def _answer_letter(self, asked: Asked, number: str) -> Answer:
        mail = self._mailbox.by_number(int(number))
        text = _form(asked).get("text", "").strip()
        if mail is None or not mail.message["Reply-To"] or not text:
            return self._missing("Det finns inget att svara på, eller så är svaret tomt.")
        problem = self._postman.answer(mail, text)
        if problem:
            return self._missing(problem)
        return self._page("message.html", title="Skickat", text="Svaret är på väg till kommunen.")

    def _attachment(self, asked: Asked, number: str, index: str) -> Answer:
        mail = self._mailbox.by_number(int(number))
        if mail is None or int(index) >= len(mail.attachments):
            return self._missing("Filen finns inte.")
        part = mail.attachments[int(index)]
        octets = part.get_payload(decode=True)
        name = quote(part.get_filename() or "bilaga")
        return Answer(
            body=octets if isinstance(octets, bytes) else b"",
            content_type=part.get_content_type(),
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "X-Content-Type-Options": "nosniff",
            },
        )

    def _authenticator(self, asked: Asked) -> Answer:
        file = self._folder / "authenticator.json"
        codes = authenticator.codes(file, self._clock.now().timestamp())
        shown = [
            {"label": code.label, "digits": code.digits, "left": code.seconds_left}
            for code in codes
        ]
        return self._page("authenticator.html", codes=shown)

    def _show_switches(self, asked: Asked) -> Answer:
        simulators = [
            {
                "name": name,
                "label": label,
                "modes": [
                    {"key": mode.value, "label": MODES[mode], "on": mode == current}
                    for mode in MODES
                ],
            }
            for name, label in SIMULATORS.items()
            for current in [self._switches.mode(name)]
        ]
        refused = "\n".join(sorted(self._switches.refused_addresses))
        return self._page("switches.html", simulators=simulators, refused=refused)

    def _turn_switches(self, asked: Asked) -> Answer:
        form = _form(asked)
        for name in SIMULATORS:
            if form.get(name) in set(Mode):
                self._switches.turn(name, Mode(form[name]))
        self._switches.refused_addresses = set(form.get("refused", "").split())
        return _redirect("/switches")

    # --- common ------------------------------------------------------------------------------

    def _missing(self, text: str) -> Answer:
        return self._page("message.html", 404, title="Det gick inte", text=text)

    def _page(
        self, template: str, status: int = 200, leads_to: str = "", phone: str = "", **facts: object
    ) -> Answer:
        """A page. `leads_to`: where its form may end up, which the policy must allow;
        `phone`: the resident whose phone this is from now on.
        """
        body = self._templates.render_template(template, **facts)
        address = urlsplit(leads_to)
        elsewhere = f" {address.scheme}://{address.netloc}" if address.netloc else ""
        headers = {
            "Content-Security-Policy": f"{POLICY}; form-action 'self'{elsewhere}",
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",
            **_remembering(phone),
        }
        return Answer(status, body.encode(), HTML, headers)


def _tile(asked: Asked, zoom: str, column: str, row: str) -> Answer:
    """A square of Solvik's map; 404 for one that no map of this depth has."""
    if int(zoom) > 20 or max(int(column), int(row)) >= 2 ** int(zoom):
        return Answer(404)
    return Answer(body=tile(int(zoom), int(column), int(row)), content_type="image/svg+xml")


def _is_from_here(asked: Asked) -> bool:
    """No other site may press our buttons; programs that send no origin may."""
    origin = asked.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == asked.headers.get("host")


def _form(asked: Asked) -> dict[str, str]:
    fields = parse_qs(asked.body.decode(errors="replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}


def _chosen(asked: Asked) -> str:
    """The number of the resident whose phone this browser holds, or nothing."""
    try:
        cookies = SimpleCookie(asked.headers.get("cookie", ""))
    except CookieError:
        return ""
    number = cookies["phone"].value if "phone" in cookies else ""
    return number if number in RESIDENTS else ""


def _remembering(number: str) -> Mapping[str, str]:
    if number not in RESIDENTS:
        return {}
    return {"Set-Cookie": f"phone={number}; Path=/; HttpOnly; SameSite=Lax"}


def _redirect(to: str, number: str = "") -> Answer:
    return Answer(303, headers={"Location": to, **_remembering(number)})


def _concerns(order: Order, number: str) -> bool:
    taken_by = order.resident.number if order.resident else ""
    return bool(number) and number in {order.locked_to, taken_by}


def _shown(order: Order) -> dict[str, object]:
    locked = RESIDENTS.get(order.locked_to)
    return {
        "number": order.number,
        "signs": order.kind == "sign",
        "text": order.visible_text,
        "locked_to": order.locked_to,
        "locked_name": locked.name if locked else order.locked_to,
    }


def _choices(chosen: str) -> list[dict[str, object]]:
    return [
        {
            "number": resident.number,
            "label": f"{resident.name}, {resident.number}",
            "tells": resident.tells,
            "chosen": resident.number == chosen,
        }
        for resident in with_bankid()
    ]


def _linked(text: str) -> list[dict[str, str]]:
    """The text in pieces, with web addresses apart so that the page can make them links."""
    pieces = re.split(r"(https?://[^\s<>\"]+[^\s<>\".,;:!?)])", text)
    return [
        {"text": piece, "link": piece if index % 2 else ""} for index, piece in enumerate(pieces)
    ]
