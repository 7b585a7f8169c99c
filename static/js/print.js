/* A button that prints the page; it shows itself only where scripts run, after a part of the page was swapped too. */
const show = () => document.querySelectorAll("button[data-print]").forEach((button) => { button.hidden = false; });

addEventListener("click", (event) => { if (event.target.closest("button[data-print]")) print(); });
document.addEventListener("htmx:afterSwap", show);
show();
