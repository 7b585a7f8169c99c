/* A box to sign in with a finger, a pen or the mouse: what is drawn travels as the path of its lines. */
const WIDTH = 1000;
const HEIGHT = 400;
const STEP = 6; // units between two points that are kept

document.querySelectorAll("form[data-pad]").forEach((form) => {
  const pad = form.querySelector("[data-pad-box]");
  const box = pad.querySelector("svg");
  const path = box.querySelector("path");
  const field = form.querySelector("[name=drawing]");
  const typed = form.querySelector("[name=typed]");
  let last = null;

  const place = (event) => {
    const area = box.getBoundingClientRect();
    const within = (share, most) => Math.max(0, Math.min(most, Math.round(share * most)));
    return [within((event.clientX - area.left) / area.width, WIDTH), within((event.clientY - area.top) / area.height, HEIGHT)];
  };
  const show = (drawn) => {
    field.value = drawn;
    path.setAttribute("d", drawn);
  };

  pad.hidden = false;
  box.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    box.setPointerCapture(event.pointerId);
    last = place(event);
    show(`${field.value}M${last[0]} ${last[1]}`);
  });
  box.addEventListener("pointermove", (event) => {
    if (!last) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) {
      const next = place(each);
      if (Math.hypot(next[0] - last[0], next[1] - last[1]) < STEP) continue;
      last = next;
      show(`${field.value}L${next[0]} ${next[1]}`);
    }
  });
  const lift = () => { last = null; };
  ["pointerup", "pointercancel", "lostpointercapture"].forEach((name) => box.addEventListener(name, lift));
  form.querySelector("[data-pad-clear]").addEventListener("click", () => {
    show("");
    typed.focus();
  });
});
