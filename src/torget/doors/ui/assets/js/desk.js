// Shortcuts at the desk, as the body's data says. Never while typing, never with a modifier.
const does = JSON.parse(document.body.dataset.shortcuts || "{}");
const CASES = "table.queue th[scope=row] a";
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
let begun = "";
let pause;

const move = (step) => {
  const links = [...document.querySelectorAll(CASES)];
  const at = links.indexOf(document.activeElement);
  links[at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step]?.focus();
};
const moves = {
  next: () => move(1),
  previous: () => move(-1),
  tick: () => document.activeElement.closest("tr")?.querySelector("[type=checkbox]")?.click(),
};
const act = (what) => {
  if (what.startsWith("/")) return location.assign(what);
  if (moves[what]) return moves[what]();
  const found = document.querySelector(what);
  if (!found) return;
  if (found.matches("a, button")) return found.click();
  if (!found.matches(TYPING)) found.tabIndex = -1;
  found.focus();
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches(TYPING)) return;
  const pressed = begun ? `${begun} ${event.key}` : event.key;
  clearTimeout(pause);
  begun = "";
  if (does[pressed]) {
    event.preventDefault();
    act(does[pressed]);
  } else if (Object.keys(does).some((keys) => keys.startsWith(`${pressed} `))) {
    begun = pressed;
    pause = setTimeout(() => (begun = ""), 1500);
  }
});
