/* Wake the kit's components, in the language of the page. Everything works without this. */

import { Radios, initAll } from "../vendor/govuk-frontend.min.js";

const { body } = document;
body.classList.add("js-enabled", "govuk-frontend-supported");

/* A radio button cannot be "expanded" in ARIA, and what it opens is the next thing one reaches. */
const { syncConditionalRevealWithInputState: reveal } = Radios.prototype;
Radios.prototype.syncConditionalRevealWithInputState = function revealQuietly(input) {
  reveal.call(this, input);
  input.removeAttribute("aria-expanded");
};

const words = body.dataset;
initAll({
  characterCount: {
    i18n: {
      charactersUnderLimit: { one: words.charactersLeftOne, other: words.charactersLeft },
      charactersAtLimit: words.charactersNone,
      charactersOverLimit: { one: words.charactersOverOne, other: words.charactersOver },
    },
  },
});

/* The kit moves the focus to the error summary; a page that only has the class gets it here. */
const summary = document.querySelector(".govuk-error-summary");
if (summary && document.activeElement === body) {
  summary.setAttribute("tabindex", "-1");
  summary.focus();
}
