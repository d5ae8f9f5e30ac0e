/* Search the kinds of question. Without this, all of them are listed. */

const fold = (words) => words.toLocaleLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");

for (const menu of document.querySelectorAll("[data-kinds]")) {
  const search = menu.querySelector("[data-kinds-search]");
  const found = menu.querySelector("[data-kinds-found]");
  const more = menu.querySelector("details");
  const kinds = [...menu.querySelectorAll("[data-words]")];
  search.hidden = false;
  search.querySelector("input").addEventListener("input", (event) => {
    const wanted = fold(event.target.value).split(/\s+/).filter(Boolean);
    for (const kind of kinds) {
      const words = fold(kind.dataset.words);
      kind.hidden = !wanted.every((word) => words.includes(word));
    }
    if (wanted.length) more.open = true;
    const number = kinds.filter((kind) => !kind.hidden).length;
    found.textContent = wanted.length ? `${menu.dataset.found} ${number}` : "";
  });
}
