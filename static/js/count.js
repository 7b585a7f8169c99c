/* Notes and coins: what each line and all of them come to, while they are typed. The server reckons again. */
const thai = "๐๑๒๓๔๕๖๗๘๙";
const written = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function typed(input) {
  const digits = input.value.trim().replace(/[๐-๙]/g, (digit) => thai.indexOf(digit)).replaceAll(",", "");
  return /^\d{1,6}$/.test(digits) ? Number(digits) : 0;
}

function reckon(form) {
  let satang = 0;
  form.querySelectorAll("input[data-worth]").forEach((input) => {
    const worth = typed(input) * Number(input.dataset.worth);
    const line = document.getElementById(`${input.id}_worth`);
    if (line) line.textContent = worth ? written.format(worth / 100) : "";
    satang += worth;
  });
  form.querySelector("[data-count-total]").textContent = written.format(satang / 100);
}

document.querySelectorAll("form[data-count]").forEach((form) => {
  form.addEventListener("input", () => reckon(form));
  // Enter goes to the next box, as on the number pad; the last one leads to the button.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input[data-worth]")) return;
    const boxes = [...form.querySelectorAll("input[data-worth], button[type=submit]")];
    event.preventDefault();
    boxes[boxes.indexOf(event.target) + 1]?.focus();
  });
  reckon(form);
});
