/* Mark places on a picture: click, drag, or move a point with the arrow keys. Every point is two
   numbers in the form, which work without this. */

const STEP = 1;
const BIG_STEP = 10;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const within = (value) => Math.min(100, Math.max(0, value));
const read = (input) => (input.value.trim() ? Number(input.value.replace(",", ".").replace("%", "")) : NaN);
const written = (value) => String(Number(value.toFixed(1))).replace(".", ",");

class Picture {
  constructor(map) {
    this.map = map;
    this.root = map.closest("fieldset");
    this.words = this.root.dataset;
    this.image = map.querySelector("img");
    this.said = this.root.querySelector("[data-point-said]");
    this.points = [...this.root.querySelectorAll("[data-point]")].map((pair) => this.point(pair));
    this.image.addEventListener("click", (event) => this.clicked(event));
    this.addDeeds();
    this.points.forEach((point) => this.show(point));
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

  addDeeds() {
    this.put = this.button(this.words.put, () => {
      const point = this.place(50, 50);
      if (point) point.handle.focus();
    });
    this.map.after(this.put);
  }

  free() {
    return this.points.find(({ x, y }) => !x.value.trim() && !y.value.trim());
  }

  clicked(event) {
    const { left, top, width, height } = this.image.getBoundingClientRect();
    this.place(((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100);
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

  move(point, x, y) {
    point.x.value = written(within(x));
    point.y.value = written(within(y));
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
    handle.style.left = `${within(across)}%`;
    handle.style.top = `${within(down)}%`;
  }

  pressed(event, point) {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.remove(point);
      return;
    }
    const way = MOVES[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.shiftKey ? BIG_STEP : STEP;
    this.move(point, read(point.x) + way[0] * step, read(point.y) + way[1] * step);
    this.tell(point);
  }

  drag(event, point) {
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener("pointermove", (moved) => {
      const { left, top, width, height } = this.image.getBoundingClientRect();
      this.move(point, ((moved.clientX - left) / width) * 100, ((moved.clientY - top) / height) * 100);
    }, { signal });
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

document.querySelectorAll("[data-point-picture]").forEach((map) => new Picture(map));
