/* Save answers as they are given. Says so the first time and whenever it fails; else keeps quiet. */

const form = document.querySelector("form[data-autosave]");
const words = form.querySelector("[data-autosave-words]");
const PAUSE = 1200;

let timer = 0;
let hasSaved = false;
let isLeaving = false;
let isSaving = false;
let isStale = false;
let flight = null;

function say(sentence, isFailure) {
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
  flight = new AbortController();
  try {
    const response = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      signal: flight.signal,
    });
    const answer = await answered(response);
    if (!answer.saved) say(answer.words || form.dataset.failed, true);
    else if (!hasSaved || words.classList.contains("y-autosave--failed")) {
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
  timer = setTimeout(save, PAUSE);
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
window.addEventListener("pageshow", () => {
  isLeaving = false;
});
