/* Say in words what a typed date or sum is understood as, in the words of the server itself. */
const address = document.querySelector("meta[name=understood]")?.content;

async function say(input) {
  const place = document.getElementById(`${input.id}_understood`);
  if (!place || !address) return;
  const typed = input.value.trim();
  if (!typed) { place.textContent = ""; return; }
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ kind: input.dataset.understood, typed });
  const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, body });
  // What was typed meanwhile has its own answer on the way.
  if (!answer.ok || input.value.trim() !== typed) return;
  place.toggleAttribute("data-wrong", answer.headers.get("X-Understood") === "no");
  place.textContent = await answer.text();
}

addEventListener("change", (event) => { if (event.target.matches?.("input[data-understood]")) say(event.target); });
