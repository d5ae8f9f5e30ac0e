/* Drag questions to another place, and open previews as wide as a phone. The buttons beside each
   question do the same without this. */

const form = document.querySelector("#place");

/** Return the question whose place the pointer is over, and whether the pointer is below its middle. */
function under(y, dragged) {
  for (const question of document.querySelectorAll("[data-question]")) {
    const { top, bottom } = question.getBoundingClientRect();
    if (question !== dragged && y >= top && y <= bottom) {
      return { question, below: y > (top + bottom) / 2 };
    }
  }
  return null;
}

/** Return the empty list of a page that the pointer is over. */
function emptyPage(y) {
  for (const list of document.querySelectorAll("[data-page]")) {
    const { top, bottom } = list.closest("section").getBoundingClientRect();
    if (!list.querySelector("[data-question]") && y >= top && y <= bottom) return list;
  }
  return null;
}

function follow(dragged, y) {
  const place = under(y, dragged);
  if (place) {
    place.question[place.below ? "after" : "before"](dragged);
  } else {
    emptyPage(y)?.append(dragged);
  }
}

/** Tell the server where the question is now; it answers with the page in its new order. */
function settle(dragged) {
  const list = dragged.closest("[data-page]");
  form.action = form.dataset.action.replace("CODE", dragged.dataset.question);
  form.elements.page.value = list.dataset.page;
  form.elements.at.value = [...list.querySelectorAll("[data-question]")].indexOf(dragged);
  form.submit();
}

function makeDraggable(question) {
  const handle = document.createElement("span");
  handle.className = "y-build__handle";
  handle.title = form.dataset.words;
  handle.setAttribute("aria-hidden", "true"); // screen readers have the buttons
  handle.textContent = "\u2807";
  question.prepend(handle);
  const home = { list: question.parentElement, next: question.nextElementSibling };

  // The window listens: an element that moves in the page loses its hold on the pointer.
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    question.classList.add("y-dragged");
    const listening = new AbortController();
    const { signal } = listening;
    const end = () => {
      listening.abort();
      question.classList.remove("y-dragged");
    };
    window.addEventListener("pointermove", (moved) => follow(question, moved.clientY), { signal });
    window.addEventListener("pointerup", () => {
      end();
      const moved = question.parentElement !== home.list || question.nextElementSibling !== home.next;
      if (moved) settle(question);
    }, { signal });
    window.addEventListener("pointercancel", () => {
      end();
      home.list.insertBefore(question, home.next);
    }, { signal });
  });
}

if (form) document.querySelectorAll("[data-question]").forEach(makeDraggable);

for (const button of document.querySelectorAll("[data-popup]")) {
  const [width, height] = button.dataset.popup.split(",");
  button.parentElement.hidden = window.innerWidth <= Number(width);
  button.addEventListener("click", () => {
    window.open(location.href, "yhes-preview", `popup,width=${width},height=${height}`);
  });
}
