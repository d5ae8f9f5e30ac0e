/* Points that people place, drag, move with the arrow keys and remove. Every point is two numbers in
   the form, which work without this. What they are points of, a picture or a map, is told by the
   classes that extend this one: where a number pair is (`position`), what is at a pointer (`at`) or
   some steps away (`beside`), where a new point goes (`middle`), and which numbers can be
   (`within`). */

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const between = (low, value, high) => Math.min(high, Math.max(low, value));
export const way = (event) => MOVES[event.key];
const read = (input) => (input.value.trim() ? Number(input.value.replace(",", ".").replace("%", "")) : NaN);
const written = (value, digits) => String(Number(value.toFixed(digits))).replace(".", ",");

export class Places {
  digits = 1;

  constructor(map) {
    this.map = map;
    this.root = map.closest("fieldset");
    this.words = this.root.dataset;
    this.said = this.root.querySelector("[data-point-said]");
    this.points = [...this.root.querySelectorAll("[data-point]")].map((pair) => this.point(pair));
    this.put = this.button(this.words.put, () => {
      const point = this.place(...this.middle());
      if (point) point.handle.focus();
    });
    this.map.after(this.put);
  }

  point(pair) {
    const [x, y] = pair.querySelectorAll("input");
    const number = pair.dataset.point;
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "y-point__handle";
    handle.textContent = number;
    handle.setAttribute("aria-label", this.words.handle.replace("N", number));
    const point = { number, x, y, handle, pair };
    handle.addEventListener("keydown", (event) => this.pressed(event, point));
    handle.addEventListener("pointerdown", (event) => this.drag(event, point));
    for (const input of [x, y]) input.addEventListener("input", () => this.show(point));
    this.map.append(handle);
    const remove = this.button(this.words.drop.replace("N", number), () => this.remove(point), "\u2715");
    pair.append(remove);
    point.remove = remove;
    return point;
  }

  button(words, deed, sign) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "govuk-button govuk-button--secondary y-button--small y-point__button";
    made.textContent = sign || words;
    if (sign) {
      made.setAttribute("aria-label", words);
      made.title = words;
    }
    made.addEventListener("click", deed);
    return made;
  }

  free() {
    return this.points.find(({ x, y }) => !x.value.trim() && !y.value.trim());
  }

  /** Place the next point; a question of one point moves it. */
  place(x, y) {
    const point = this.free() || (this.points.length === 1 ? this.points[0] : null);
    if (!point) {
      this.say(this.words.full);
      return null;
    }
    this.move(point, x, y);
    this.tell(point);
    return point;
  }

  move(point, ...wanted) {
    const [x, y] = this.within(...wanted);
    point.x.value = written(x, this.digits);
    point.y.value = written(y, this.digits);
    this.show(point);
    point.x.dispatchEvent(new Event("change", { bubbles: true }));
  }

  remove(point) {
    point.x.value = "";
    point.y.value = "";
    this.show(point);
    point.x.dispatchEvent(new Event("change", { bubbles: true }));
    this.say(this.words.gone.replace("N", point.number));
    this.put.focus();
  }

  show({ x, y, handle, remove }) {
    const [across, down] = [read(x), read(y)];
    handle.hidden = Number.isNaN(across) || Number.isNaN(down);
    if (remove) remove.hidden = !x.value.trim() && !y.value.trim();
    if (handle.hidden) return;
    [handle.style.left, handle.style.top] = this.position(across, down);
  }

  pressed(event, point) {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.remove(point);
      return;
    }
    const steps = way(event);
    if (!steps) return;
    event.preventDefault();
    this.move(point, ...this.beside(read(point.x), read(point.y), steps, event.shiftKey));
    this.tell(point);
  }

  drag(event, point) {
    const listening = new AbortController();
    const { signal } = listening;
    event.stopPropagation();
    window.addEventListener("pointermove", (moved) => this.move(point, ...this.at(moved)), { signal });
    const end = () => {
      listening.abort();
      this.tell(point);
    };
    window.addEventListener("pointerup", end, { signal });
    window.addEventListener("pointercancel", end, { signal });
  }

  tell({ number, x, y }) {
    this.say(this.words.now.replace("N", number).replace("X", x.value).replace("Y", y.value));
  }

  say(sentence) {
    this.said.textContent = sentence;
  }
}
