// The studio: saves while one writes, numbers the lines, leads from a fault to its place, and
// shows the step anew. Without it the same form saves by its button.
const form = document.querySelector("[data-autosave]");
const area = form.querySelector("#text");
const state = document.querySelector("[data-state]");
const lines = form.querySelector(".code-lines");
const frame = document.querySelector("iframe");
const REST = 1000; // milliseconds without a key before saving

const number = () => {
  const count = area.value.split("\n").length;
  lines.textContent = Array.from({ length: count }, (_, line) => line + 1).join("\n");
  lines.scrollTop = area.scrollTop;
};

// The frame keeps what was answered in it: its own form asks for the same page once more.
const show = () => {
  const trial = frame?.contentDocument?.querySelector("input[name=trial]");
  if (!trial) return frame && (frame.src = frame.src);
  const again = frame.contentDocument.createElement("button");
  again.name = "show";
  again.value = "1";
  again.hidden = true;
  trial.form.append(again);
  trial.form.requestSubmit(again);
};

// Of the page that answers, only what is said beside the fields and of the whole.
const say = (text) => (state.querySelector("[role=status]").textContent = text);
const tell = (html) => {
  if (area) return (state.innerHTML = html);
  const page = new DOMParser().parseFromString(html, "text/html");
  state.innerHTML = page.querySelector("[data-state]").innerHTML;
  if (!page.querySelector(".problems")) form.querySelector(".problems")?.remove();
  for (const place of form.querySelectorAll("[data-fault]")) {
    const found = page.getElementById(place.id);
    if (!found) continue;
    place.innerHTML = found.innerHTML.trim();
    const said = place.innerHTML !== "";
    place.closest(".question, fieldset")?.classList.toggle("has-error", said);
    for (const field of form.querySelectorAll(`[aria-describedby~="${place.id}"]`))
      said ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
  }
};

let waiting, saving, unsaved;
const save = async () => {
  if (saving) return;
  saving = true;
  unsaved = false;
  say(form.dataset.saving);
  try {
    const body = new FormData(form);
    const answer = await fetch(form.action, { method: "POST", headers: { "X-Quiet": "1" }, body });
    if (answer.status === 409) return form.submit(); // both texts are shown; nothing is lost
    const revision = answer.headers.get("X-Revision");
    if (!revision) throw new Error("not saved");
    form.elements.on.value = revision;
    tell(await answer.text());
    show();
  } catch {
    unsaved = true;
    say(form.dataset.failed);
    waiting = setTimeout(save, 5000);
  } finally {
    saving = false;
  }
  if (unsaved) later();
};
const later = () => {
  clearTimeout(waiting);
  waiting = setTimeout(save, REST);
};

form.addEventListener("input", (event) => {
  if (event.target.name?.startsWith("new.")) return; // until it is added it is nothing
  unsaved = true;
  if (area) number();
  later();
});
form.addEventListener("change", (event) => {
  if ("submits" in event.target.dataset) form.requestSubmit();
});
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
form.addEventListener("submit", () => {
  unsaved = false;
  clearTimeout(waiting);
});

if (area) {
  area.addEventListener("scroll", () => (lines.scrollTop = area.scrollTop));
  // Tab still leads on: two spaces are typed by hand, so that nobody is caught in the field.
  state.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    if (!link) return;
    event.preventDefault();
    const all = area.value.split("\n");
    const line = Math.min(Number(link.dataset.line), all.length);
    const before = all.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const place = before + Math.min(link.dataset.column - 1, all[line - 1].length);
    area.focus();
    area.setSelectionRange(place, place);
    area.scrollTop = (line - 4) * (area.scrollHeight / all.length);
  });
  number();
}
