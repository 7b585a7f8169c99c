/* The camera of a phone reads badges where the browser can; where it cannot, the button does not appear. */
const part = document.querySelector("[data-camera]");
const AGAIN = 4000; // a badge held before the camera counts once in this time
const picture = part?.querySelector("video"), button = part?.querySelector("button");
let stream = null, last = { code: "", at: 0 };

async function canRead() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}
async function look(reader) {
  if (!stream) return;
  try {
    for (const { rawValue } of await reader.detect(picture)) {
      if (rawValue === last.code && Date.now() - last.at < AGAIN) continue;
      last = { code: rawValue, at: Date.now() };
      const detail = { code: rawValue, shown: rawValue.replace(/\/+$/, "").split("/").pop() };
      part.dispatchEvent(new CustomEvent("badge", { detail, bubbles: true }));
    }
  } catch { /* A picture that is not there yet. */ }
  setTimeout(() => look(reader), 200);
}
async function open() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  } catch {
    part.querySelector("[data-camera-said]").textContent = part.dataset.refused;
    return;
  }
  picture.srcObject = stream;
  picture.hidden = false;
  await picture.play();
  button.textContent = part.dataset.close;
  look(new BarcodeDetector({ formats: ["qr_code"] }));
}
function close() {
  stream.getTracks().forEach((track) => track.stop());
  stream = null;
  picture.hidden = true;
  button.textContent = part.dataset.open;
}

if (part && await canRead()) {
  button.hidden = false;
  button.addEventListener("click", () => (stream ? close() : open()));
} else if (part) {
  part.querySelector("[data-camera-said]").hidden = false;
}
