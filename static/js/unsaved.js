/* Warn before a page is left with words typed and not sent. */
const changed = new Set();

addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-unsaved]");
  if (form) changed.add(form);
});
addEventListener("submit", (event) => changed.delete(event.target));
addEventListener("beforeunload", (event) => { if (changed.size) event.preventDefault(); });
