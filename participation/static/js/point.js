/* Mark places on a picture. The numbers are per cent from the left and from the top. */

import { Places, between } from "./places.js";

const STEP = 1;
const BIG_STEP = 10;

class Picture extends Places {
  constructor(map) {
    super(map);
    this.image = map.querySelector("img");
    this.image.addEventListener("click", (event) => this.place(...this.at(event)));
    this.points.forEach((point) => this.show(point));
  }

  at({ clientX, clientY }) {
    const { left, top, width, height } = this.image.getBoundingClientRect();
    return [((clientX - left) / width) * 100, ((clientY - top) / height) * 100];
  }

  beside(x, y, [right, down], isFar) {
    const step = isFar ? BIG_STEP : STEP;
    return [x + right * step, y + down * step];
  }

  middle() {
    return [50, 50];
  }

  within(x, y) {
    return [between(0, x, 100), between(0, y, 100)];
  }

  position(x, y) {
    return this.within(x, y).map((value) => `${value}%`);
  }
}

document.querySelectorAll("[data-point-picture]").forEach((map) => new Picture(map));
