/* Draw a number field as a slider too. The field is what is sent; until somebody answers it is
   empty, and the slider says so. */

function number(words) {
  return Number.parseFloat(words.trim().replaceAll(/\s/g, "").replace(",", "."));
}

function enhance(place) {
  const field = place.querySelector("input");
  const { min, max, step, unanswered } = place.dataset;
  const range = document.createElement("input");
  Object.assign(range, { type: "range", className: "y-slider__range", min, max, step });
  range.setAttribute("aria-labelledby", `${field.id}-label`);
  range.id = `${field.id}-range`;

  function show() {
    const value = number(field.value);
    const isSet = !Number.isNaN(value);
    range.value = isSet ? value : (Number(min) + Number(max)) / 2;
    range.classList.toggle("y-slider__range--unset", !isSet);
    if (isSet) range.removeAttribute("aria-valuetext");
    else range.setAttribute("aria-valuetext", unanswered);
  }

  function take() {
    field.value = range.value.replace(".", ",");
    show();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  range.addEventListener("input", take);
  // A press on the very place where the slider stands moves nothing, but is an answer.
  for (const press of ["click", "pointerup"]) range.addEventListener(press, take); // fingers do not click
  range.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      take();
    }
  });
  field.addEventListener("input", (event) => {
    if (event.isTrusted) show();
  });
  place.querySelector(".y-scale__ends").after(range);
  show();
}

document.querySelectorAll("[data-slider]").forEach(enhance);
