/* Copy or print a response code. Without this, people write it down. */

const actions = document.querySelector("[data-code-actions]");

if (actions) {
  const copy = actions.querySelector("[data-copy]");
  const words = actions.querySelector("[data-copied-words]");
  const code = document.getElementById(copy.dataset.copy);
  actions.hidden = false;
  if (!navigator.clipboard) copy.remove();
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent.trim().split(/\s+/).join(" "));
      words.textContent = copy.dataset.copied;
    } catch {
      getSelection().selectAllChildren(code);
    }
  });
  actions.querySelector("[data-print]").addEventListener("click", () => print());
}
