/* The screen of a live session: pages turn by themselves until somebody pauses them. */

import { board, poll, tick } from "./polling.js";

const SECONDS = 12;
const root = document.querySelector("[data-live]");
const ways = document.querySelector("[data-ways]");
const [back, pause, on] = ["back", "pause", "on"].map((name) => ways.querySelector(`[data-${name}]`));
const number = ways.querySelector("[data-page-number]");
let page = 0;
let pages = [];
let isPaused = false;

/** Share the list out over pages that fit: at least one idea on each. */
function layOut() {
  const list = root.querySelector("[data-pages]");
  pages = [];
  if (list) {
    const items = [...list.children];
    items.forEach((item) => { item.hidden = false; });
    const foot = root.querySelector(".y-wall__foot");
    const end = foot?.getBoundingClientRect().top ?? window.innerHeight;
    const room = end - list.getBoundingClientRect().top - 8;
    let rest = items;
    while (rest.length) {
      items.forEach((item) => { item.hidden = !rest.includes(item); });
      const top = list.getBoundingClientRect().top;
      const fits = rest.filter((item) => item.getBoundingClientRect().bottom - top <= room).length;
      pages.push(rest.slice(0, Math.max(1, fits)));
      rest = rest.slice(Math.max(1, fits));
    }
  }
  turn(0);
}

function turn(step) {
  page = pages.length ? (page + step + pages.length) % pages.length : 0;
  pages.flat().forEach((item) => { item.hidden = !pages[page].includes(item); });
  ways.hidden = pages.length < 2;
  number.textContent = root.dataset.of.replace("{p}", page + 1).replace("{n}", pages.length);
}

function take(fresh) {
  const old = board(root);
  if (fresh.dataset.state !== old.dataset.state) page = 0;
  old.replaceWith(fresh);
  layOut();
  tick(root);
}

back.addEventListener("click", () => turn(-1));
on.addEventListener("click", () => turn(1));
pause.addEventListener("click", () => {
  isPaused = !isPaused;
  pause.textContent = isPaused ? pause.dataset.go : pause.dataset.stop;
});

poll(root, take);
window.addEventListener("resize", layOut);
document.fonts.ready.then(layOut);
setInterval(() => tick(root), 500);
setInterval(() => { if (!isPaused) turn(1); }, SECONDS * 1000);
