/* Put a figure where one writes. Without this, the button puts it at the end of the text. */

let place = null;

for (const area of document.querySelectorAll("#piece textarea")) {
  area.addEventListener("focus", () => { place = area; });
}

for (const button of document.querySelectorAll("[data-insert-figure]")) {
  button.addEventListener("click", (event) => {
    const chosen = document.getElementById("figure");
    const area = place || document.querySelector(`#piece textarea[lang="${document.documentElement.lang}"]`) || document.querySelector("#piece textarea");
    if (!area || !chosen.value) return;
    event.preventDefault();
    area.setRangeText(chosen.value, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  });
}
