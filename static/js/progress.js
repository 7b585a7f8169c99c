/* A form whose answer takes long shows how far the work is; without scripts the browser waits as always. */
addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-progress]");
  if (!form || event.defaultPrevented) return;
  const button = event.submitter?.value;
  if (form.dataset.progressFor && button !== form.dataset.progressFor) return;
  const place = document.querySelector("[data-progress-bar]");
  if (!place) return;
  const address = form.dataset.progress.replace("00000000-0000-0000-0000-000000000000", form.elements.key?.value ?? "");
  const bar = place.querySelector("progress");
  const words = place.querySelector("[data-progress-words]");
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
  const ask = async () => {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const { done, total } = await answer.json();
        if (total) {
          bar.max = total;
          bar.value = done;
          words.textContent = `${Math.floor((100 * done) / total)} %`;
        }
      }
    } catch {
      // The line was lost for a moment: asked again below.
    }
    setTimeout(ask, 700);
  };
  setTimeout(ask, 700);
});
