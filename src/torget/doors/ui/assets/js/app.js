// Enhancement only: every page works without this file.
import "./uploads.js";
import "./waiting.js";

const all = (selector, each) => document.querySelectorAll(selector).forEach(each);

// The error summary takes focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();

// A form is sent once. The button keeps its value, since a disabled one would lose it.
let sent = false;
addEventListener("submit", (event) => {
  if (sent && event.target.method === "post") {
    event.preventDefault();
    return;
  }
  if (event.target.method === "post" && !event.defaultPrevented) {
    sent = true;
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(release, 8000);
  }
});
const release = () => {
  sent = false;
  all("[aria-disabled]", (button) => button.removeAttribute("aria-disabled"));
};
addEventListener("pageshow", release);

// How many characters are left; said aloud only when typing pauses.
all("textarea[data-max]", (area) => {
  const counter = document.getElementById(area.id + "-count");
  let pause;
  const count = () => {
    const left = area.dataset.max - area.value.length;
    const text = left < 0 ? area.dataset.over : area.dataset.left;
    counter.textContent = text.replace("{count}", Math.abs(left));
    counter.classList.toggle("over", left < 0);
  };
  area.addEventListener("input", () => {
    count();
    counter.removeAttribute("role");
    clearTimeout(pause);
    pause = setTimeout(() => counter.setAttribute("role", "status"), 1000);
  });
  count();
});

// The phone's position fills the coordinates.
all("[data-place]", (place) => {
  const box = place.querySelector("[data-locate]");
  if (!navigator.geolocation || !box) return;
  box.hidden = false;
  const button = box.querySelector("button");
  const say = (text) => (box.querySelector("[role=status]").textContent = text);
  button.addEventListener("click", () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        for (const part of ["latitude", "longitude"])
          place.querySelector(`[name$=".${part}"]`).value = coords[part].toFixed(5);
        place.querySelector("details").open = true;
        say(button.dataset.found);
      },
      () => say(button.dataset.failed),
      { enableHighAccuracy: true, timeout: 10000 },
    ),
  );
});

// A long list is narrowed while one writes; what is chosen stays in sight.
all("[data-narrow]", (box) => {
  const [field, status] = [box.querySelector("input"), box.querySelector("[role=status]")];
  const choices = [...box.parentElement.querySelectorAll(".choices > .choice")];
  box.hidden = false;
  field.addEventListener("input", () => {
    const words = field.value.trim().toLowerCase();
    for (const one of choices)
      one.hidden = !one.querySelector("input").checked && !one.textContent.toLowerCase().includes(words);
    const left = choices.filter((one) => !one.hidden).length;
    status.textContent = status.dataset.said.replace("{count}", left);
  });
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
});

// A map is fetched when someone asks for it.
all("[data-map]", (box) => {
  const button = box.querySelector("[data-map-open]");
  box.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.style });
    const loaded = new Promise((done) => (style.onload = style.onerror = done));
    document.head.append(style);
    await Promise.all([loaded, import(box.dataset.script)]);
    box.querySelector("[data-map-body]").hidden = false;
    button.hidden = true;
    globalThis.openMap(box);
  });
});

all("[data-copy]", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
});

all("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
