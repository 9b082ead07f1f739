// Runs axe on the page it stands in. Whoever loaded the page asks by `inspectPage()`.
import axe from "axe-core";

const OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
  resultTypes: ["violations"],
};

// The form field beside the fault: it tells which question the fault belongs to.
const fieldBy = (target) => {
  const selector = target[target.length - 1];
  const element = typeof selector === "string" ? document.querySelector(selector) : null;
  const field = element?.closest("[name]") ?? element?.closest(".question")?.querySelector("[name]");
  return field?.getAttribute("name") ?? "";
};

window.inspectPage = async () => {
  const found = await axe.run(document, OPTIONS);
  const faults = found.violations.flatMap((rule) =>
    rule.nodes.map((node) => ({ rule: rule.id, field: fieldBy(node.target).slice(0, 200) })),
  );
  return { engine: `axe-core ${axe.version}`, faults };
};
