/* A button that prints the page; it shows itself only where scripts run. */
document.querySelectorAll("button[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
