/* A live session on one's own device: phases come by themselves, ideas wait behind a button, and
   what somebody types stays. */

import { board, poll, tick } from "./polling.js";

const root = document.querySelector("[data-live]");
const writing = root.querySelector("[data-writing]");
const words = root.querySelector("#words");
const offer = root.querySelector("[data-new]");
const ideas = () => root.querySelector("[data-part=ideas]");
const names = (list) => [...list.children].map((idea) => idea.dataset.idea);

/* The head of the board stands above the form, so that what is on is read first. */
const now = root.querySelector("[data-part=now]");
now.setAttribute("aria-live", "polite");
root.querySelector("[data-now]").append(now);
root.querySelector("[data-refresh]").hidden = true;

/** Change a part only if it says something else, and never under the focus of the keyboard. */
function change(part, fresh) {
  const old = root.querySelector(`[data-part=${part}]`);
  const next = fresh.querySelector(`[data-part=${part}]`);
  if (old.innerHTML.trim() === next.innerHTML.trim()) return;
  if (part === "now" && old.querySelector("[data-timer]") && next.querySelector("[data-timer]")) {
    const [was, will] = [old, next].map((one) => one.cloneNode(true));
    [was, will].forEach((one) => one.querySelector("[data-timer]").remove());
    if (was.innerHTML.trim() === will.innerHTML.trim()) return;
  }
  old.replaceChildren(...next.childNodes);
}

function letWrite() {
  const may = "writes" in board(root).dataset;
  writing.hidden = !may && !words.value.trim();
  writing.querySelector("[data-paused]").hidden = may;
  writing.querySelector("[type=submit]").hidden = !may;
}

/** Put new ideas in place of what is shown. */
function reveal(list) {
  for (const idea of list.children) idea.hidden = false;
  offer.replaceChildren();
}

function hold(list, seen) {
  const held = [...list.children].filter((idea) => !seen.has(idea.dataset.idea));
  for (const idea of held) idea.hidden = true;
  const said = root.dataset[held.length === 1 ? "one" : "other"].replace("{n}", held.length);
  if (!held.length) {
    offer.replaceChildren();
  } else if (offer.textContent !== said) {
    const button = offer.firstElementChild ?? offer.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = said;
    button.onclick = () => {
      const first = held[0];
      reveal(ideas());
      first.tabIndex = -1;
      first.focus();
    };
  }
}

function take(fresh) {
  const seen = new Set([...ideas().children].filter((idea) => !idea.hidden).map((idea) => idea.dataset.idea));
  const next = fresh.querySelector("[data-part=ideas]");
  const list = ideas();
  const isPhase = fresh.dataset.phase !== board(root).dataset.phase;
  for (const part of ["now", "themes", "count"]) change(part, fresh);
  const kept = board(root);
  for (const name of ["version", "every", "ends", "phase", "writes"]) {
    if (name in fresh.dataset) kept.dataset[name] = fresh.dataset[name];
    else delete kept.dataset[name];
  }
  if (names(list).join() !== names(next).join() || list.innerHTML !== next.innerHTML) {
    list.replaceChildren(...next.children);
  }
  if (isPhase || !seen.size) reveal(list);
  else hold(list, seen);
  letWrite();
  tick(root);
}

poll(root, take);
letWrite();
words.addEventListener("input", letWrite);
tick(root);
setInterval(() => tick(root), 500);
