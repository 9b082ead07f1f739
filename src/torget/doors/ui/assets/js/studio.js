// The studio: saves while one writes, numbers the lines, leads from a fault to its place.
// Without it the same form saves by its button.
const form = document.querySelector("[data-autosave]");
const area = form.querySelector("textarea");
const state = document.querySelector("[data-state]");
const lines = form.querySelector(".code-lines");
const frame = document.querySelector("iframe");
const REST = 1500; // milliseconds without a key before saving

const number = () => {
  const count = area.value.split("\n").length;
  lines.textContent = Array.from({ length: count }, (_, line) => line + 1).join("\n");
  lines.scrollTop = area.scrollTop;
};
area.addEventListener("scroll", () => (lines.scrollTop = area.scrollTop));

let waiting, saving, unsaved;
const say = (text) => (state.querySelector("[role=status]").textContent = text);

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
    state.innerHTML = await answer.text();
    frame?.contentWindow.location.reload();
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

area.addEventListener("input", () => {
  unsaved = true;
  number();
  later();
});
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
form.addEventListener("submit", () => (unsaved = false));

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
