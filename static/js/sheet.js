/* The collection sheet: the number pad and Enter alone, and the sum while it is typed. The server reckons again. */
const thai = "๐๑๒๓๔๕๖๗๘๙";
const written = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const allDue = [".", "-", "*"];

function satang(input) {
  const digits = input.value.trim().replace(/[๐-๙]/g, (digit) => thai.indexOf(digit)).replaceAll(",", "");
  return /^\d{1,9}(\.\d{0,2})?$/.test(digits) ? Math.round(Number(digits) * 100) : 0;
}

function takeDue(input) {
  if (allDue.includes(input.value.trim()) && input.dataset.key) input.value = input.dataset.key;
}

document.querySelectorAll("form[data-sheet]").forEach((form) => {
  const boxes = [...form.querySelectorAll("input[data-amount]")];
  const counted = form.querySelector("[data-counted]");

  const reckon = () => {
    const sums = boxes.map(satang);
    form.querySelector("[data-total]").textContent = written.format(sums.reduce((sum, one) => sum + one, 0) / 100);
    form.querySelector("[data-count]").textContent = sums.filter(Boolean).length;
  };
  const go = (from, step) => {
    const place = boxes.indexOf(from) + step;
    const next = boxes[place] ?? (step > 0 ? counted : null);
    next?.focus();
    next?.select();
  };

  form.addEventListener("input", reckon);
  form.addEventListener("focusout", (event) => {
    if (!event.target.matches("[data-amount]")) return;
    takeDue(event.target);
    reckon();
  });
  // Enter goes down; after the last member it goes to the money that was counted, and never sends by accident.
  form.addEventListener("keydown", (event) => {
    const input = event.target;
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !input.matches("input")) return;
    const isEnter = event.key === "Enter";
    if (input.matches("[data-amount]")) {
      event.preventDefault();
      go(input, isEnter && event.shiftKey ? -1 : step);
    } else if (isEnter) {
      event.preventDefault();
      if (input.matches("[data-with]")) go(input.closest("tr").querySelector("[data-amount]"), 1);
      else if (input === counted) form.querySelector("button[value=check]").focus();
    }
  });
  form.querySelector("[data-all-due]")?.addEventListener("click", () => {
    boxes.forEach((box) => { if (!box.value.trim() && box.dataset.due) box.value = box.dataset.due; });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.querySelectorAll("[data-with-scripts], [data-count-words]").forEach((part) => { part.hidden = false; });
  reckon();
});
