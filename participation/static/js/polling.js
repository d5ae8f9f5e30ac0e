/* Ask every few seconds whether there is a new version of a part of the page; only while somebody
   looks. The server says how often. Without this there is a link to refresh. */

const JITTER = 0.2;
const SLOWEST = 60;
let lag = 0; // between this clock and the server's, in milliseconds

export const board = (root) => root.querySelector("[data-board]");

/** Ask now and then; give `take` the new part. */
export function poll(root, take) {
  let failed = 0;
  const told = root.querySelector("[data-lost-said]") ?? root.appendChild(document.createElement("p"));
  told.setAttribute("role", "status");

  async function ask() {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(`${root.dataset.live}?v=${board(root).dataset.version}`);
    const date = Date.parse(answer.headers.get("date") ?? "");
    if (date) lag = date - Date.now();
    if (answer.status === 200) {
      const page = document.createElement("template");
      page.innerHTML = await answer.text();
      const fresh = page.content.querySelector("[data-board]");
      if (fresh) take(fresh);
    } else if (answer.status === 404) {
      location.reload(); // it has closed, or moved: the page says which
    } else if (!answer.ok) {
      throw new Error(answer.status);
    }
  }

  async function again() {
    try {
      await ask();
      failed = 0;
      told.textContent = "";
    } catch {
      failed += 1;
      if (failed === 3) told.textContent = root.dataset.lost;
    }
    const seconds = Math.min(Number(board(root).dataset.every) * 2 ** Math.min(failed, 4), SLOWEST);
    setTimeout(again, seconds * 1000 * (1 - JITTER + 2 * JITTER * Math.random()));
  }

  setTimeout(again, 1000 * Math.random() * Number(board(root).dataset.every));
  document.addEventListener("visibilitychange", () => ask().catch(() => {}));
}

/** Count down to what the board says. */
export function tick(root) {
  const timer = root.querySelector("[data-timer]");
  const ends = Number(board(root).dataset.ends);
  if (!timer || !ends) return;
  const left = Math.max(0, Math.ceil((ends - Date.now() - lag) / 1000));
  const words = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  const said = left ? root.dataset.left.replace("{t}", words) : root.dataset.over;
  if (timer.textContent !== said) timer.textContent = said;
}
