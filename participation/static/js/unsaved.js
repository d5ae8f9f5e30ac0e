/* Staff are asked before they leave a page with words that are not saved. The browser asks, in its
   own language. Sending the form itself, also by switching the language, leaves nothing behind. */

const written = new Set();
let sent = null;

const isTyped = (field) => field.matches("textarea, [type=text], [type=email], [type=tel], [type=date]");
const posts = (form) => form?.method === "post";

/* A page that answers a form shows what was refused, or was not to be saved yet. */
if (document.body.classList.contains("y-posted")) {
  for (const form of document.querySelectorAll("main form")) {
    if (posts(form) && [...form.elements].some(isTyped)) written.add(form);
  }
}

document.addEventListener("input", ({ target }) => {
  if (posts(target.form)) written.add(target.form);
});

document.addEventListener("submit", ({ target }) => {
  sent = target;
});

window.addEventListener("beforeunload", (event) => {
  const left = [...written].some((form) => form !== sent && form.isConnected);
  if (left) event.preventDefault();
  else written.delete(sent);
  sent = null;
});
