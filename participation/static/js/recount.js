// The page "Count it yourself": fetches the published files and counts them here.

import { count, hashed, read } from "./count.js";

const page = document.querySelector("[data-recount]");
const button = page?.querySelector("button");

async function recounted(area, outcome) {
  const text = await (await fetch(area.url)).text();
  const same = (await hashed(text)) === area.sha256;
  const winners = await count(read(text), outcome.rule, outcome.lot_seed, area.conflicts);
  if (!same) return "changed";
  if (winners === null) return "unknown";
  return [...winners].sort().join() === [...area.counted_winners].sort().join() ? "same" : "other";
}

async function go() {
  button.disabled = true;
  const outcome = JSON.parse(page.querySelector("template").content.textContent);
  for (const area of outcome.areas) {
    const place = page.querySelector(`[data-area="${area.area}"]`);
    place.textContent = page.dataset.counting;
    await new Promise((done) => { setTimeout(done); });
    try {
      place.textContent = page.dataset[await recounted(area, outcome)];
    } catch {
      place.textContent = page.dataset.failed;
    }
  }
  button.disabled = false;
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", go);
}
