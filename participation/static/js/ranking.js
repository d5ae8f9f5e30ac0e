/* Put options in an order with buttons or by dragging. The lists of places stay in the form, out of
   sight, and hold what is sent; without this script people choose from them. */

const fill = (sentence, option, place, all) =>
  sentence.replace("OPTION", () => option).replace("PLACE", place).replace("ALL", all);

/** Return a small button; `name` says what it does to whom. */
function button(sign, name, deed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-button govuk-button--secondary y-button--small";
  made.textContent = sign;
  made.setAttribute("aria-label", name);
  made.title = name;
  made.addEventListener("click", deed);
  return made;
}

class Ranking {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.places = Number(root.dataset.places);
    this.said = root.querySelector("[data-ranking-said]");
    this.rest = root.querySelector("[data-ranking-list]");
    this.options = [...this.rest.children];
    this.order = document.createElement("ol");
    this.order.className = "y-ranking__list y-ranking__list--ordered";
    this.order.dataset.none = "";
    this.furnish();
    this.options.forEach((option) => this.equip(option));
    const placed = this.options.filter((option) => this.select(option).value);
    placed.sort((a, b) => this.select(a).value - this.select(b).value);
    placed.forEach((option) => this.order.append(option));
    this.settle(false);
  }

  select(option) {
    return option.querySelector("select");
  }

  furnish() {
    const head = (words) => {
      const made = document.createElement("p");
      made.className = "y-ranking__head";
      made.textContent = words;
      return made;
    };
    const none = document.createElement("p");
    none.className = "y-ranking__none";
    none.textContent = this.words.none;
    this.top = head(this.words.ranked);
    this.left = head(this.words.unranked);
    this.rest.before(this.top, this.order, none, this.left);
    this.named(this.order, this.top);
    this.named(this.rest, this.left);
  }

  named(list, head) {
    list.setAttribute("aria-label", head.textContent);
  }

  equip(option) {
    const name = option.dataset.option;
    const handle = document.createElement("span");
    handle.className = "y-ranking__handle";
    handle.title = this.words.drag;
    handle.setAttribute("aria-hidden", "true"); // screen readers have the buttons
    handle.textContent = "\u2807";
    const number = document.createElement("span");
    number.className = "y-ranking__number";
    const deeds = document.createElement("span");
    deeds.className = "y-ranking__deeds";
    const label = option.querySelector("label");
    option.prepend(handle, number);
    label.after(deeds);
    this.select(option).hidden = true;
    option.deeds = {
      add: button(this.words.add, fill(this.words.addName, name), () => this.add(option)),
      up: button("\u2191", fill(this.words.up, name), () => this.shift(option, -1)),
      down: button("\u2193", fill(this.words.down, name), () => this.shift(option, 1)),
      remove: button("\u2715", fill(this.words.remove, name), () => this.remove(option)),
    };
    deeds.append(...Object.values(option.deeds));
    option.number = number;
    this.listen(option, handle);
  }

  isFull() {
    return this.order.children.length >= this.places;
  }

  add(option) {
    if (this.isFull()) {
      this.say(this.words.full);
      return;
    }
    this.order.append(option);
    this.changed(option, "up");
  }

  shift(option, way) {
    const other = way < 0 ? option.previousElementSibling : option.nextElementSibling;
    if (!other) return;
    other[way < 0 ? "before" : "after"](option);
    this.changed(option, way < 0 ? "up" : "down");
  }

  remove(option) {
    this.putBack(option);
    this.changed(option, "add");
  }

  /** Put an option among those without a place, where it stood on the page. */
  putBack(option) {
    const home = this.options.indexOf(option);
    const next = [...this.rest.children].find((one) => this.options.indexOf(one) > home);
    this.rest.insertBefore(option, next || null);
  }

  changed(option, way) {
    this.settle(true);
    this.tell(option);
    const { deeds } = option;
    const wanted = deeds[way].hidden || deeds[way].disabled ? [deeds.up, deeds.down, deeds.remove, deeds.add] : [deeds[way]];
    wanted.find((one) => !one.hidden && !one.disabled)?.focus();
  }

  tell(option) {
    const place = [...this.order.children].indexOf(option) + 1;
    const sentence = place ? this.words.now : this.words.gone;
    this.say(fill(sentence, option.dataset.option, place, this.order.children.length));
  }

  say(sentence) {
    this.said.textContent = sentence;
  }

  /** Bring numbers, buttons and the form's fields into line with the lists. */
  settle(isChange) {
    const isFull = this.isFull();
    for (const option of this.options) {
      const place = [...this.order.children].indexOf(option) + 1;
      const { add, up, down, remove } = option.deeds;
      this.select(option).value = place ? String(place) : "";
      option.number.textContent = place || "";
      option.number.hidden = !place;
      add.hidden = Boolean(place);
      add.setAttribute("aria-disabled", String(isFull));
      for (const one of [up, down, remove]) one.hidden = !place;
      up.disabled = place === 1;
      down.disabled = place === this.order.children.length;
    }
    this.left.hidden = !this.rest.children.length;
    if (isChange) this.select(this.options[0]).dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Move the dragged option to where the pointer is. */
  follow(option, y) {
    const others = this.options.filter((one) => one !== option);
    for (const other of others) {
      const { top, bottom } = other.getBoundingClientRect();
      if (y < top || y > bottom) continue;
      if (other.parentElement === this.rest) this.putBack(option);
      else if (option.parentElement === this.order || !this.isFull()) {
        other[y > (top + bottom) / 2 ? "after" : "before"](option);
      }
      return;
    }
    const first = this.order.firstElementChild || this.order.nextElementSibling;
    const last = this.order.lastElementChild || first;
    if (y < first.getBoundingClientRect().top) return;
    const isAbove = y <= last.getBoundingClientRect().bottom + 8;
    if (isAbove && option.parentElement === this.rest && !this.isFull()) this.order.append(option);
    else if (!this.left.hidden && y > this.left.getBoundingClientRect().top) this.putBack(option);
  }

  // The window listens: an element that moves in the page loses its hold on the pointer.
  listen(option, handle) {
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      option.classList.add("y-dragged");
      const home = { list: option.parentElement, next: option.nextElementSibling };
      const listening = new AbortController();
      const { signal } = listening;
      const end = () => {
        listening.abort();
        option.classList.remove("y-dragged");
      };
      window.addEventListener("pointermove", (moved) => this.follow(option, moved.clientY), { signal });
      window.addEventListener("pointerup", () => {
        end();
        if (option.parentElement === home.list && option.nextElementSibling === home.next) return;
        this.settle(true);
        this.tell(option);
      }, { signal });
      window.addEventListener("pointercancel", () => {
        end();
        home.list.insertBefore(option, home.next);
        this.settle(false);
      }, { signal });
    });
  }
}

document.querySelectorAll("[data-ranking]").forEach((root) => new Ranking(root));
