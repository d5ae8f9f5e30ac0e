/* Drag an idea, or all chosen ones, to a theme. The list of themes below the ideas does the same
   without this. */

const form = document.querySelector("#board");

/** Return the theme that the pointer is over. */
function under(x, y) {
  return document.elementFromPoint(x, y)?.closest("[data-theme]");
}

/** Put an idea, or all chosen ones if it is one of them, into a theme. */
function settle(idea, theme) {
  const own = idea.querySelector("[name=idea]");
  if (!own.checked) {
    for (const other of form.querySelectorAll("[name=idea]")) other.checked = false;
  }
  own.checked = true;
  form.elements.to.value = theme.dataset.theme;
  form.requestSubmit(form.querySelector(".y-board__bar .govuk-button"));
}

function makeDraggable(idea, words) {
  const handle = document.createElement("span");
  handle.className = "y-board__handle";
  handle.title = words;
  handle.setAttribute("aria-hidden", "true"); // screen readers have the list of themes
  handle.textContent = "\u2807";
  idea.prepend(handle);

  // The window listens, so that the pointer may leave the handle.
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const listening = new AbortController();
    const { signal } = listening;
    let over = null;
    const end = () => {
      listening.abort();
      idea.classList.remove("y-dragged");
      over?.classList.remove("y-board__over");
    };
    idea.classList.add("y-dragged");
    window.addEventListener("pointermove", (moved) => {
      over?.classList.remove("y-board__over");
      over = under(moved.clientX, moved.clientY);
      over?.classList.add("y-board__over");
    }, { signal });
    window.addEventListener("pointerup", (moved) => {
      const theme = under(moved.clientX, moved.clientY);
      end();
      if (theme && !theme.classList.contains("y-board__here")) settle(idea, theme);
    }, { signal });
    window.addEventListener("pointercancel", end, { signal });
  });
}

const list = form?.querySelector("[data-handle]");
if (form?.elements.to) {
  for (const idea of list.children) makeDraggable(idea, list.dataset.handle);
}
