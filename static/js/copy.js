/* A button that copies the text above it; it shows itself only where scripts run. */
document.querySelectorAll("[data-copy]").forEach((part) => {
  const text = part.parentElement.querySelector("[data-copy-from]");
  const button = part.querySelector("button");
  part.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    button.textContent = button.dataset.copied;
  });
});
