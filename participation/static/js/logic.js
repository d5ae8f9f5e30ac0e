/* What an expression says, given answers: surveys/domain/logic/evaluate.py word for word. Trees are
   JSON (surveys/domain/logic/expression.py); null is "no value". */

const NUMBER = /^-?[0-9]{1,15}(\.[0-9]{1,15})?$/;
const POWERS = [1, 10, 100, 1000, 10000, 100000, 1000000];
const LONGEST_MATCHED = 2000;
const LONGEST_NESTED = 500;

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const partOf = (value, part) => (Object.hasOwn(value, part) ? value[part] : null);
const finite = (number) => (Number.isFinite(number) ? number : null);

export function asNumber(value) {
  if (typeof value === "string") return NUMBER.test(value) ? Number(value) : null;
  return typeof value === "number" ? finite(value) : null;
}

export function hasValue(value) {
  if (value === null || value === undefined || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** A number counts as true unless it is zero; anything else when there is something in it. */
export function truth(value) {
  if (typeof value === "boolean") return value;
  return typeof value === "number" ? value !== 0 : hasValue(value);
}

function equal(left, right) {
  if (typeof left === "boolean" || typeof right === "boolean") return left === right;
  if (typeof left === "string" && typeof right === "string") return left === right;
  const number = asNumber(left);
  return number !== null && number === asNumber(right);
}

/** Compare by code points, as Python does; JavaScript's own comparison goes by halves of pairs. */
function wordOrder(left, right) {
  const [a, b] = [[...left], [...right]];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    if (a[at] !== b[at]) return Math.sign(a[at].codePointAt(0) - b[at].codePointAt(0));
  }
  return Math.sign(a.length - b.length);
}

function order(left, right) {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a !== null && b !== null) return Math.sign(a - b);
  return typeof left === "string" && typeof right === "string" ? wordOrder(left, right) : null;
}

const compared = (...orders) => (left, right) => orders.includes(order(left, right));

const calculated = (sign) => (left, right) => {
  const [a, b] = [asNumber(left), asNumber(right)];
  return a === null || b === null ? null : finite(sign(a, b));
};

const minus = calculated((a, b) => a - b);

function partsOf(value) {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [value];
}

const numbersIn = (values) => values.flatMap(partsOf).map(asNumber).filter((number) => number !== null);

function count(value) {
  return isObject(value) || Array.isArray(value) ? Object.keys(value).length : Number(hasValue(value));
}

function sum(value) {
  const found = numbersIn([value]);
  return found.length ? finite(found.reduce((total, number) => total + number, 0)) : null;
}

function length(value) {
  if (value === null) return 0;
  return typeof value === "string" ? [...value].length : null;
}

function round(value, decimals = 0) {
  const [number, places] = [asNumber(value), asNumber(decimals)];
  if (number === null || places === null || POWERS[places] === undefined) return null;
  const scaled = Math.abs(number) * POWERS[places];
  if (!Number.isFinite(scaled)) return null;
  const nearest = Math.floor(scaled + 0.5) / POWERS[places];
  return number >= 0 ? nearest : -nearest;
}

function selected(value, code) {
  if (isObject(value)) return typeof code === "string" && Object.hasOwn(value, code);
  return partsOf(value).some((each) => equal(each, code));
}

const extreme = (choose) => (...values) => {
  const found = numbersIn(values);
  return found.length ? choose(...found) : null;
};

/** Return where what a pattern describes can end, for all places where it can begin. */
function ends(tree, points, starts) {
  const [kind, ...rest] = tree;
  if (kind === "s") {
    const [isNegated, ranges] = rest;
    const has = (point) => ranges.some(([first, last]) => first <= point && point <= last) !== isNegated;
    return new Set([...starts].filter((at) => at < points.length && has(points[at])).map((at) => at + 1));
  }
  if (kind === "n") return points.length <= LONGEST_NESTED ? ends(rest[0], points, starts) : new Set();
  if (kind === "c") return rest.reduce((from, part) => ends(part, points, from), starts);
  if (kind === "|") return new Set(rest.flatMap((part) => [...ends(part, points, starts)]));
  return repeated(rest, points, starts);
}

function repeated([least, most, what], points, starts) {
  const found = new Set(least === 0 ? starts : []);
  let from = starts;
  for (let times = 1; from.size && (most === null || times <= most); times += 1) {
    from = ends(what, points, from);
    if (times >= least) {
      from = new Set([...from].filter((at) => !found.has(at)));
      from.forEach((at) => found.add(at));
    }
  }
  return found;
}

function matches(value, pattern) {
  if (typeof value !== "string" || !Array.isArray(pattern)) return false;
  const points = [...value].map((character) => character.codePointAt(0));
  return points.length <= LONGEST_MATCHED && ends(pattern, points, new Set([0])).has(points.length);
}

const FUNCTIONS = {
  not: (value) => !truth(value),
  "=": equal,
  "!=": (left, right) => !equal(left, right),
  "<": compared(-1),
  "<=": compared(-1, 0),
  ">": compared(1),
  ">=": compared(1, 0),
  "+": calculated((a, b) => a + b),
  "-": (first, ...second) => (second.length ? minus(first, ...second) : minus(0, first)),
  "*": calculated((a, b) => a * b),
  "/": (left, right) => (asNumber(right) === 0 ? null : calculated((a, b) => a / b)(left, right)),
  answered: hasValue,
  count,
  sum,
  length,
  round,
  min: extreme(Math.min),
  max: extreme(Math.max),
  selected,
  contains: (value, part) =>
    typeof value === "string" && typeof part === "string" && value.includes(part),
};

function answer([question, part], values, own) {
  const found = (question === "." ? own : partOf(values, question)) ?? null;
  if (!part || found === null) return found;
  if (Array.isArray(found)) return found.includes(part);
  return isObject(found) ? partOf(found, part) : null;
}

/** Return what a tree says; `values` are the answers by question, `own` is `{.}`. */
export function evaluate(tree, values, own = null, today = "") {
  if (!Array.isArray(tree)) return tree;
  const [name, ...inside] = tree;
  const of = (node) => evaluate(node, values, own, today);
  switch (name) {
    case "{}":
      return answer(inside, values, own);
    case "and":
      return inside.every((each) => truth(of(each)));
    case "or":
      return inside.some((each) => truth(of(each)));
    case "if":
      return of(inside[truth(of(inside[0])) ? 1 : 2]);
    case "coalesce": {
      for (const each of inside) {
        const value = of(each);
        if (hasValue(value)) return value;
      }
      return null;
    }
    case "matches":
      return matches(of(inside[0]), inside[1]);
    case "today":
      return today;
    default:
      return FUNCTIONS[name](...inside.map(of));
  }
}
