/* Copy a link. Without this, people select and copy it themselves. */

const said = document.querySelector("[data-copied-words]");

for (const button of document.querySelectorAll("[data-copy-link]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copyLink);
    said.textContent = button.dataset.copied;
  });
}
