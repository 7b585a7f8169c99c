/* A form that asks the device for a passkey and sends what it answers: data-passkey is add, authenticate or login. */
const read = (id) => JSON.parse(document.getElementById(id).textContent);

async function options(form) {
  if (form.dataset.passkey !== "login") return read(form.dataset.passkeyData);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function credential(form) {
  const asked = await options(form);
  if (form.dataset.passkey !== "add") return webauthnJSON.get(asked.request_options);
  const made = asked.creation_options;
  const alone = form.querySelector("[name=passwordless]")?.checked ?? false;
  Object.assign(made.publicKey.authenticatorSelection, {
    residentKey: alone ? "required" : "discouraged", requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  });
  return webauthnJSON.create(made);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-button]");
  // A telephone or browser without passkeys is not offered one.
  if (!webauthnJSON.supported()) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.setAttribute("aria-disabled", "true");
    try {
      form.querySelector("[name=credential]").value = JSON.stringify(await credential(form));
      form.submit();
    } catch {
      // The reader turned the device's question down, or the device knows no passkey of this portal.
      button.removeAttribute("aria-disabled");
      form.querySelector("[data-passkey-failed]")?.removeAttribute("hidden");
    }
  });
}
