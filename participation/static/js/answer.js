/* Save answers as they are given. Says so the first time and whenever it fails; else keeps quiet. */

const form = document.querySelector("form[data-autosave]");
const words = form.querySelector("[data-autosave-words]");
const PAUSE = 1200;

let timer = 0;
let hasSaved = false;
let isLeaving = false;
let isWaiting = false;
let hasFailed = false;
let isSaving = false;
let isStale = false;
let flight = null;

function say(sentence, isFailure) {
  hasFailed = isFailure;
  words.textContent = sentence;
  words.classList.toggle("y-autosave--failed", isFailure);
}

async function answered(response) {
  const type = response.headers.get("Content-Type") || "";
  return type.startsWith("application/json") ? response.json() : {};
}

async function save() {
  if (isLeaving) return;
  if (isSaving) {
    isStale = true;
    return;
  }
  isSaving = true;
  isWaiting = false;
  flight = new AbortController();
  try {
    const response = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      signal: flight.signal,
      keepalive: document.visibilityState === "hidden", // goes on when the page is gone
    });
    const answer = await answered(response);
    if (!answer.saved) say(answer.words || form.dataset.failed, true);
    else if (!hasSaved || hasFailed) {
      hasSaved = true;
      say(form.dataset.saved, false);
    }
  } catch {
    if (!isLeaving) say(form.dataset.failed, true);
  }
  isSaving = false;
  if (isStale) {
    isStale = false;
    later();
  }
}

function later() {
  clearTimeout(timer);
  isWaiting = true;
  timer = setTimeout(save, PAUSE);
}

/** Save what was given just now: a page that is put away may never be looked at again. */
function atOnce() {
  if (document.visibilityState !== "hidden" || !isWaiting) return;
  clearTimeout(timer);
  save();
}

// What came back with faults was a posted page: Back must ask for the page again, not post it again.
if (document.querySelector(".govuk-error-summary")) {
  history.replaceState(history.state, "", window.location.href);
}

form.addEventListener("input", later);
form.addEventListener("change", later);
// What is being sent is newer than what is being saved, which must not arrive after it.
form.addEventListener("submit", () => {
  isLeaving = true;
  clearTimeout(timer);
  flight?.abort();
});
document.addEventListener("visibilitychange", atOnce);
window.addEventListener("online", () => {
  if (hasFailed) later();
});
window.addEventListener("pageshow", () => {
  isLeaving = false;
});
