/* Make a long dropdown searchable. The dropdown stays what is sent; without this it is a plain one. */

import "../vendor/accessible-autocomplete.min.js";

const fold = (words) => words.toLocaleLowerCase().trim();

function enhance(select) {
  const { none, hint, selected, many } = select.dataset;
  const options = [...select.options].filter((option) => option.value);
  const labels = options.map((option) => option.text);
  const described = select.getAttribute("aria-describedby");
  const { id } = select;

  function choose(option) {
    select.value = option ? option.value : "";
    select.dispatchEvent(new Event("input", { bubbles: true }));
  }

  window.accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    autoselect: false,
    confirmOnBlur: false,
    defaultValue: select.value ? select.selectedOptions[0].text : "",
    placeholder: select.options[0].text,
    showAllValues: true,
    source: (query, populate) => {
      populate(labels.filter((label) => fold(label).includes(fold(query))));
    },
    onConfirm: (label) => {
      const found = options.find((option) => option.text === label);
      if (found) choose(found);
    },
    tNoResults: () => none,
    tAssistiveHint: () => hint,
    tStatusQueryTooShort: () => "",
    tStatusNoResults: () => none,
    tStatusSelectedOption: (option, length, index) =>
      `${option}, ${index + 1} / ${length}, ${selected}`,
    tStatusResults: (length) => `${many} ${length}`,
  });

  const input = document.getElementById(id);
  if (described) input.setAttribute("aria-describedby", `${described} ${id}__assistiveHint`);
  // Words that name no option are no answer; those of one are, however they were typed.
  input.addEventListener("change", () => {
    const found = options.find((option) => fold(option.text) === fold(input.value));
    if ((found?.value ?? "") !== select.value) choose(found);
  });
}

document.querySelectorAll("select[data-searchable]").forEach(enhance);
