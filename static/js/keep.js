/* Keep a sheet while it is typed: on the server every few seconds, on this device when the server does not answer. */
const PAUSE = 2500;

document.querySelectorAll("form[data-draft]").forEach((form) => {
  const state = form.querySelector("[data-state]");
  const name = form.dataset.store;
  const field = (what) => form.elements.namedItem(what);
  let timer = null, sending = false, dirty = false;

  const values = () => Object.fromEntries([...new FormData(form)].filter(([what, text]) => text && what !== "csrfmiddlewaretoken"));
  const onDevice = () => {
    try { localStorage.setItem(name, JSON.stringify(values())); } catch { /* A full or closed store: the server still keeps. */ }
  };
  const forget = () => localStorage.removeItem(name);

  async function keep() {
    if (sending) return later();
    sending = true;
    dirty = false;
    const body = new FormData(form);
    const turn = Number(field("turn").value || 0) + 1;
    body.set("turn", turn);
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { Accept: "application/json" } });
      // A signed-out session leads to the page of signing in: nothing was kept there.
      if (!answer.ok || answer.redirected) throw new Error("not kept");
      const said = await answer.json();
      state.textContent = said.problem ?? `${form.dataset.kept} ${said.at}`;
      if (!said.problem) {
        field("turn").value = said.turn;
        if (dirty) onDevice(); else forget();
      }
    } catch {
      state.textContent = form.dataset.offline;
      dirty = true;
    }
    sending = false;
    if (dirty) later(PAUSE * 4);
  }
  function later(pause = PAUSE) { clearTimeout(timer); timer = setTimeout(keep, pause); }

  const left = JSON.parse(localStorage.getItem(name) ?? "null");
  const isNew = !Number(field("turn").value);
  if (left && (isNew || (left.key === field("key").value && Number(left.turn || 0) >= Number(field("turn").value)))) {
    Object.entries(left).forEach(([what, text]) => { const box = field(what); if (box) box.value = text; });
    state.textContent = form.dataset.restored;
    form.dispatchEvent(new Event("input", { bubbles: true }));
    later();
  }
  form.addEventListener("input", () => { dirty = true; onDevice(); later(); });
  addEventListener("online", () => { if (dirty) keep(); });
  form.addEventListener("submit", (event) => { clearTimeout(timer); if (event.submitter?.value === "drop") forget(); });
});

// What is posted need not be kept on the device any longer.
document.querySelectorAll("[data-forget]").forEach((part) => localStorage.removeItem(part.dataset.forget));
