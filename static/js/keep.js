/* Keep a sheet while it is typed: on this device at once, on the server every few seconds. The device forgets a sheet
   when it is posted or thrown away, not before: a page that loads while the last keeping is on its way may be older. */
const PAUSE = 2500;

document.querySelectorAll("form[data-draft]").forEach((form) => {
  const state = form.querySelector("[data-state]");
  const name = form.dataset.store;
  const field = (what) => form.elements.namedItem(what);
  const turnNow = () => Number(field("turn").value || 0);
  // By its pen the server knows this page again when an answer was lost on the way.
  const pen = Math.random().toString(36).slice(2);
  let timer = null, sending = false, dirty = false, sent = turnNow();

  const values = () => Object.fromEntries([...new FormData(form)].filter(([what, text]) => text && what !== "csrfmiddlewaretoken"));
  // With the highest turn the server may have seen, though its answer was lost.
  const onDevice = () => {
    try { localStorage.setItem(name, JSON.stringify({ ...values(), turn: sent })); } catch { /* A full or closed store: the server still keeps. */ }
  };
  const forget = () => localStorage.removeItem(name);

  async function keep() {
    if (sending) return later();
    sending = true;
    dirty = false;
    const body = new FormData(form);
    body.set("turn", sent = turnNow() + 1);
    body.set("pen", pen);
    onDevice();
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { Accept: "application/json" } });
      // A signed-out session leads to the page of signing in: nothing was kept there.
      if (!answer.ok || answer.redirected) throw new Error("not kept");
      const said = await answer.json();
      state.textContent = said.problem ?? `${form.dataset.kept} ${said.at}`;
      if (!said.problem) field("turn").value = said.turn;
    } catch {
      state.textContent = form.dataset.offline;
      dirty = true;
    }
    sending = false;
    if (dirty) later(PAUSE * 4);
  }
  function later(pause = PAUSE) { clearTimeout(timer); timer = setTimeout(keep, pause); }

  // What is on the device comes back when it is of this sheet and no older, or was never kept by the server.
  const left = JSON.parse(localStorage.getItem(name) ?? "null");
  const isSame = left && left.key === field("key").value && Number(left.turn || 0) >= turnNow();
  if (isSame || (left && !turnNow() && !Number(left.turn || 0))) {
    const before = JSON.stringify(values());
    [...form.elements].filter((box) => /^[aw]\d+$/.test(box.name)).forEach((box) => { box.value = left[box.name] ?? ""; });
    Object.entries(left).forEach(([what, text]) => { const box = field(what); if (box) box.value = text; });
    sent = turnNow();
    if (JSON.stringify({ ...values(), turn: "" }) !== JSON.stringify({ ...JSON.parse(before), turn: "" })) {
      state.textContent = form.dataset.restored;
      form.dispatchEvent(new Event("input", { bubbles: true }));
      later();
    }
  }
  form.addEventListener("input", () => { dirty = true; onDevice(); later(); });
  addEventListener("online", () => { if (dirty) keep(); });
  form.addEventListener("submit", (event) => { clearTimeout(timer); if (event.submitter?.value === "drop") forget(); });
});

// What is posted need not be kept on the device any longer.
document.querySelectorAll("[data-forget]").forEach((part) => localStorage.removeItem(part.dataset.forget));
