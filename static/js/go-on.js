/* Long work in parts: each part asks for the next one, and one that fails is tried again. Without scripts there is a button. */
const form = () => document.querySelector("[data-going-on] form[method=post]:has([data-stalled])");

const goOn = async () => {
  const now = form();
  try {
    const answer = await fetch(now.action, { method: "POST", body: new FormData(now) });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-going-on]");
    // Done, or signed out meanwhile: the page itself has more to say.
    if (!next?.querySelector("[data-stalled]")) return location.reload();
    document.querySelector("[data-going-on]").replaceWith(next);
    setTimeout(goOn, 50);
  } catch {
    now.querySelector("[data-moving]").hidden = true;
    now.querySelector("[data-stalled]").hidden = false;
    setTimeout(goOn, 5000);
  }
};

if (form()) setTimeout(goOn, 150);
