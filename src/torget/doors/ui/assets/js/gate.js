// Before publishing: shows every step in a frame, one after another, lets axe look at it, and
// tells the server what it found.
const form = document.querySelector("[data-inspection]");

const shown = (frame, address) =>
  new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error("too slow")), 30000);
    frame.addEventListener(
      "load",
      () => {
        clearTimeout(tooLong);
        resolve(frame.contentWindow);
      },
      { once: true },
    );
    frame.src = address;
  });

const inspect = async (pages, say) => {
  const frame = document.createElement("iframe");
  frame.className = "inspected";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  document.body.append(frame);
  const report = { plan: form.dataset.plan, engine: "", sights: pages.length, faults: [] };
  try {
    for (const [sight, address] of pages.entries()) {
      say(form.dataset.progress.replace("NUMBER", sight + 1));
      const looked = await (await shown(frame, address)).inspectPage();
      report.engine = looked.engine;
      report.faults.push(...looked.faults.map((fault) => ({ sight, ...fault })));
    }
  } finally {
    frame.remove();
  }
  report.faults = report.faults.slice(0, 500); // more than anyone reads at a time
  return report;
};

if (form) {
  const button = form.querySelector("button");
  const status = form.querySelector("[role=status]");
  const say = (text) => (status.textContent = text);
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const report = await inspect(JSON.parse(form.dataset.pages), say);
      form.elements.report.value = JSON.stringify(report);
      form.submit();
    } catch {
      say(form.dataset.failed);
      button.disabled = false;
    }
  });
}
