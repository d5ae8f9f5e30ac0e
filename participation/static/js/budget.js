/* Keep the meter of a budget up to date, and add buttons that change an amount by a step. The
   fields work without this. */

const PAUSE = 500;

/** Return the number that was meant, or 0. A single comma or point is the decimal mark. */
function meant(words, unit) {
  let plain = words.trim();
  if (unit && plain.toLowerCase().endsWith(unit.toLowerCase())) plain = plain.slice(0, -unit.length);
  plain = plain.replace(/[\s'\u2019]/g, "").replace(",", ".");
  return /^\d+(\.\d*)?$|^\.\d+$/.test(plain) ? Number(plain) : 0;
}

class Budget {
  constructor(root) {
    this.root = root;
    this.total = Number(root.dataset.budget);
    this.step = Number(root.dataset.step);
    this.unit = root.dataset.unit;
    this.format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 3 });
    this.bar = root.querySelector("progress");
    this.left = root.querySelector("[data-budget-left]");
    this.inputs = [...root.querySelectorAll("input[type=text]")];
    this.inputs.forEach((input) => this.equip(input));
    root.addEventListener("input", () => this.measure());
    this.measure();
  }

  equip(input) {
    const name = input.closest("[data-share]").dataset.share;
    const button = (sign, words, way) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "govuk-button govuk-button--secondary y-button--small y-budget__button";
      made.textContent = sign;
      made.setAttribute("aria-label", words.replace("OPTION", () => name));
      made.title = made.getAttribute("aria-label");
      made.addEventListener("click", () => this.change(input, way));
      return made;
    };
    input.before(button("\u2212", this.root.dataset.less, -1));
    (input.nextElementSibling || input).after(button("+", this.root.dataset.more, 1));
  }

  change(input, way) {
    const steps = Math.round(meant(input.value, this.unit) / this.step) + way;
    const amount = Math.max(0, Number((steps * this.step).toFixed(6)));
    input.value = String(amount).replace(".", ",");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  written(amount) {
    return this.unit ? `${this.format.format(amount)}\u00a0${this.unit}` : this.format.format(amount);
  }

  measure() {
    const shown = this.inputs.filter((input) => !input.closest("[hidden]"));
    const used = shown.reduce((sum, input) => sum + meant(input.value, this.unit), 0);
    const left = Number((this.total - used).toFixed(6));
    this.bar.value = Math.min(used, this.total);
    this.root.classList.toggle("y-budget--over", left < 0);
    this.root.classList.toggle("y-budget--done", left === 0);
    const { left: has, over } = this.root.dataset;
    const words = left < 0
      ? over.replace("OVER", () => this.written(-left))
      : has.replace("LEFT", () => this.format.format(left)).replace("TOTAL", () => this.written(this.total));
    // A screen reader hears the sum when somebody pauses, not at every key.
    clearTimeout(this.timer);
    if (this.left.textContent === words) return;
    this.timer = setTimeout(() => {
      this.left.textContent = words;
    }, PAUSE);
  }
}

document.querySelectorAll("[data-budget]").forEach((root) => new Budget(root));
