/* Mark places on a map of square tiles (Web Mercator), which can be moved and seen from nearer. The
   numbers are longitude and latitude in degrees. Everything the pointer does, buttons and keys do. */

import { Places, between, way } from "./places.js";

const TILE = 256;
const STEP = 8;
const BIG_STEP = 64;
const A_CLICK = 6;

/** Say where a place is in the world's square, as parts of its sides, and the other way round. */
const project = (longitude, latitude) => [
  (longitude + 180) / 360,
  (1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2,
];
const unproject = (x, y) => [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
const square = ([west, south, east, north]) => [...project(west, north), ...project(east, south)];
const numbers = (words) => words.split(",").map(Number);

class TileMap extends Places {
  digits = 5;

  constructor(map) {
    super(map);
    const { tiles, bounds, box, zoom } = map.dataset;
    this.tiles = tiles;
    this.bounds = numbers(bounds);
    this.box = square(numbers(box));
    this.deepest = Number(zoom);
    this.view = map.querySelector("[data-map-view]");
    this.layer = map.querySelector("[data-map-tiles]");
    this.edge = map.querySelector("[data-map-edge]");
    this.tools = this.root.querySelector("[data-map-tools]");
    this.drawn = new Map();
    this.root.querySelector("[data-map-plain]").hidden = true;
    this.tools.hidden = map.hidden = false;
    this.points.forEach(({ handle }) => this.view.append(handle));
    this.tools.append(this.put);
    this.listen();
    this.fit();
    new ResizeObserver(() => (this.isMoved ? this.draw() : this.fit())).observe(this.view);
  }

  listen() {
    this.view.addEventListener("pointerdown", (event) => this.grasp(event));
    this.view.addEventListener("keydown", (event) => event.target === this.view && this.typed(event));
    for (const button of this.tools.querySelectorAll("[data-zoom]"))
      button.addEventListener("click", () => this.nearer(Number(button.dataset.zoom)));
    for (const button of this.tools.querySelectorAll("[data-go]"))
      button.addEventListener("click", () => this.go(way({ key: button.dataset.go }), BIG_STEP * 2));
  }

  get size() {
    return TILE * 2 ** this.zoom;
  }

  /** Show all of the area that is asked about. */
  fit() {
    const [left, top, right, bottom] = square(this.bounds);
    const { clientWidth, clientHeight } = this.view;
    const times = Math.min(clientWidth / (right - left), clientHeight / (bottom - top)) / TILE;
    this.shallowest = between(0, Math.floor(Math.log2(times)), this.deepest);
    this.zoom = this.shallowest;
    this.centre = [(left + right) / 2, (top + bottom) / 2];
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.view;
    const across = 2 ** this.zoom;
    this.corner = [this.centre[0] * this.size - width / 2, this.centre[1] * this.size - height / 2];
    const [x, y] = this.corner;
    const [left, top, right, bottom] = this.box.map((part) => Math.floor(part * across));
    const wanted = new Map();
    for (let row = Math.max(top, Math.floor(y / TILE)); row <= Math.min(bottom, (y + height) / TILE); row++)
      for (let column = Math.max(left, Math.floor(x / TILE)); column <= Math.min(right, (x + width) / TILE); column++) {
        const name = `${this.zoom}/${column}/${row}`;
        const tile = this.drawn.get(name) || this.tile(name);
        tile.style.transform = `translate(${Math.round(column * TILE - x)}px, ${Math.round(row * TILE - y)}px)`;
        wanted.set(name, tile);
      }
    for (const [name, tile] of this.drawn) if (!wanted.has(name)) tile.remove();
    this.drawn = wanted;
    const ends = square(this.bounds).map((part, n) => part * this.size - this.corner[n % 2]);
    this.edge.style.transform = `translate(${ends[0]}px, ${ends[1]}px)`;
    this.edge.style.width = `${ends[2] - ends[0]}px`;
    this.edge.style.height = `${ends[3] - ends[1]}px`;
    this.points.forEach((point) => this.show(point));
  }

  tile(name) {
    const image = new Image(TILE, TILE);
    image.alt = "";
    image.draggable = false;
    image.className = "y-map__tile";
    image.addEventListener("error", () => { image.hidden = true; });
    image.src = `${this.tiles}${name}.png`;
    this.layer.append(image);
    return image;
  }

  /** Look at another place, but never away from the area that is asked about. */
  look(x, y) {
    const [left, top, right, bottom] = square(this.bounds);
    this.centre = [between(left, x, right), between(top, y, bottom)];
    this.isMoved = true;
    this.draw();
  }

  go([right, down], step) {
    this.look(this.centre[0] + (right * step) / this.size, this.centre[1] + (down * step) / this.size);
  }

  nearer(steps) {
    this.zoom = between(this.shallowest, this.zoom + steps, this.deepest);
    this.isMoved = true;
    this.draw();
    this.say(this.words.zoom.replace("N", this.zoom - this.shallowest + 1)
      .replace("M", this.deepest - this.shallowest + 1));
  }

  typed(event) {
    const steps = way(event);
    if (steps) this.go(steps, event.shiftKey ? BIG_STEP * 4 : BIG_STEP);
    else if (event.key === "+" || event.key === "-") this.nearer(event.key === "+" ? 1 : -1);
    else if (event.key === "Enter") this.place(...this.middle());
    else return;
    event.preventDefault();
  }

  grasp(event) {
    if (event.button) return;
    const listening = new AbortController();
    const { signal } = listening;
    const [from, start] = [[event.clientX, event.clientY], this.centre];
    const gone = ({ clientX, clientY }) => [clientX - from[0], clientY - from[1]];
    let isMoved = false;
    window.addEventListener("pointermove", (moved) => {
      const [right, down] = gone(moved);
      isMoved ||= Math.hypot(right, down) > A_CLICK;
      if (isMoved) this.look(start[0] - right / this.size, start[1] - down / this.size);
    }, { signal });
    window.addEventListener("pointerup", (moved) => {
      listening.abort();
      if (!isMoved) this.clicked(...this.at(moved));
    }, { signal });
    window.addEventListener("pointercancel", () => listening.abort(), { signal });
  }

  clicked(...place) {
    const isInside = this.within(...place).every((value, n) => value === place[n]);
    if (isInside) this.place(...place);
    else this.say(this.words.outside);
  }

  at({ clientX, clientY }) {
    const { left, top } = this.view.getBoundingClientRect();
    return unproject((this.corner[0] + clientX - left) / this.size, (this.corner[1] + clientY - top) / this.size);
  }

  beside(longitude, latitude, [right, down], isFar) {
    const [x, y] = project(longitude, latitude);
    const step = (isFar ? BIG_STEP : STEP) / this.size;
    return unproject(x + right * step, y + down * step);
  }

  middle() {
    return unproject(...this.centre);
  }

  within(longitude, latitude) {
    const [west, south, east, north] = this.bounds;
    return [between(west, longitude, east), between(south, latitude, north)];
  }

  position(...place) {
    return project(...this.within(...place)).map((part, n) => `${part * this.size - this.corner[n]}px`);
  }
}

document.querySelectorAll("[data-point-map]").forEach((map) => new TileMap(map));
