/* A desk at the door: each check-in is kept on the phone before it is sent, so that a lost line loses nobody. */
const page = document.querySelector("[data-desk]");
const { desk: url, store, signedOut, offline } = page.dataset;
const said = page.querySelector("[data-said]"), waits = page.querySelector("[data-waits]");
const box = page.querySelector("[data-code]"), name = page.querySelector("[data-desk-name]");
let queue = [], sending = false;

const shelf = (key, value) => {
  try {
    if (value === undefined) return localStorage.getItem(key);
    localStorage.setItem(key, value);
  } catch { /* A closed store: what waits lives as long as the page. */ }
  return null;
};
try { queue = JSON.parse(shelf(store)) ?? []; } catch { /* Nothing was kept. */ }

function say(kind, text, more = "") {
  said.dataset.kind = kind;
  said.querySelector("strong").textContent = text;
  said.querySelector("span").textContent = more;
  if (kind !== "done" && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(200);
}
function keep() {
  shelf(store, JSON.stringify(queue));
  [waits.hidden, waits.querySelector("b").textContent] = [!queue.length, queue.length];
}
/* A UUID also where the page is not served by https, as on the network of a hall. */
const newKey = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (sign) =>
  (sign ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (sign / 4)))).toString(16));

// Who signs in again in another tab has a new token in the cookie.
const token = () => /csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? page.querySelector("[name=csrfmiddlewaretoken]").value;

async function send() {
  if (sending || !queue.length) return;
  sending = true;
  while (queue.length) {
    const one = queue[0];
    const body = new FormData();
    Object.entries({ ...one, csrfmiddlewaretoken: token() }).forEach(([what, text]) => body.set(what, text));
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
      // A signed-out session leads elsewhere: what waits stays on the phone until somebody signs in.
      if (answer.redirected || answer.status === 403) { say("wrong", signedOut); break; }
      if (!answer.ok) throw new Error("not taken");
      const told = await answer.json();
      say(told.kind, told.words, told.more);
      if (told.kind === "wrong") refused(one, told.words);
    } catch {
      say("wait", offline, one.shown);
      break;
    }
    queue.shift(); keep();
  }
  sending = false;
}
/* What was refused later, when nobody looked any more, is listed until the page is closed. */
function refused(one, text) {
  page.querySelector("[data-refused]").append(Object.assign(document.createElement("li"), { textContent: `${one.shown}: ${text}` }));
}
function checkIn(code, shown) {
  queue.push({ key: newKey(), code, shown, at: new Date().toISOString(), desk: name.value });
  keep(); send();
}

page.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-check-in]");
  if (!form) return;
  event.preventDefault();
  const code = form.elements.namedItem("code").value.trim();
  if (code) checkIn(code, form.dataset.shown || code);
  if (form.contains(box)) { box.value = ""; box.focus(); }
});
name.value = shelf(`${store}-name`) ?? name.value;
name.addEventListener("input", () => shelf(`${store}-name`, name.value));
page.addEventListener("badge", ({ detail }) => checkIn(detail.code, detail.shown));
addEventListener("online", send);
setInterval(send, 5000);
keep();
send();
