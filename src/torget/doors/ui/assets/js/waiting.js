// Pages that wait for something else: BankID in a phone, a colleague in the same case.
// [data-poll-url] is asked every other second. The answer is the HTML to show in it, and the
// header X-Next gives an address once there is somewhere to go.
const poll = document.querySelector("[data-poll-url]");
let over = false;
if (poll) {
  const ask = async () => {
    let wait = 2000;
    try {
      const answer = await fetch(poll.dataset.pollUrl, { headers: { Accept: "text/html" } });
      const next = answer.headers.get("X-Next");
      if (next) {
        over = true;
        return location.assign(next);
      }
      if (answer.ok) {
        const text = await answer.text();
        // Unchanged text is left alone, or screen readers would read it again.
        if (poll.dataset.last !== text) poll.innerHTML = poll.dataset.last = text;
      }
    } catch {
      wait = 5000; // the network is away: keep trying, quietly
    }
    setTimeout(ask, wait);
  };
  setTimeout(ask, 2000);
}

// The QR code lives for a second.
const code = document.querySelector("img[data-qr-url]");
if (code) {
  let turn = 0;
  const next = () =>
    setTimeout(() => over || (code.src = `${code.dataset.qrUrl}?t=${++turn}`), 1000);
  code.addEventListener("load", next);
  code.addEventListener("error", next);
  if (code.complete) next();
}

// Opening BankID on this device without a second press, when the page was asked to.
document.querySelector("a[data-launch]")?.click();

// Who else has the case open: [data-presence-url] answers with HTML, or nothing.
const presence = document.querySelector("[data-presence-url]");
if (presence) {
  const ask = async () => {
    try {
      const answer = await fetch(presence.dataset.presenceUrl, { method: "GET" });
      if (answer.ok) {
        const text = await answer.text();
        if (presence.dataset.last !== text) presence.innerHTML = presence.dataset.last = text;
      }
    } catch {
      presence.dataset.last = ""; // the network is away: ask again at the next turn
    }
    setTimeout(ask, 15000);
  };
  setTimeout(ask, 15000);
}
