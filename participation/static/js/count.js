// Count a vote again, in the browser: reads Pabulib files and counts in exact fractions.

const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };

/** A fraction of whole numbers of any length. */
export class Fraction {
  constructor(top, bottom = 1n) {
    const common = gcd(top, bottom) || 1n;
    const sign = bottom < 0n ? -1n : 1n;
    this.top = (sign * top) / common;
    this.bottom = (sign * bottom) / common;
  }

  static read(words) {
    const [, sign, whole, rest = ""] = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(words.trim());
    const value = BigInt(whole + rest);
    return new Fraction(sign ? -value : value, 10n ** BigInt(rest.length));
  }

  plus(other) { return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom); }
  minus(other) { return new Fraction(this.top * other.bottom - other.top * this.bottom, this.bottom * other.bottom); }
  times(other) { return new Fraction(this.top * other.top, this.bottom * other.bottom); }
  over(other) { return new Fraction(this.top * other.bottom, this.bottom * other.top); }
  compare(other) { const a = this.top * other.bottom, b = other.top * this.bottom; return a < b ? -1 : a > b ? 1 : 0; }
  floor() { const q = this.top / this.bottom; return this.top < 0n && q * this.bottom !== this.top ? q - 1n : q; }
}

const ZERO = new Fraction(0n);
const whole = (number) => new Fraction(BigInt(number));
const sum = (all) => all.reduce((a, b) => a.plus(b), ZERO);

function rows(text) {
  const found = [];
  let row = [], cell = "", quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += c; i += 1; } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ";") { row.push(cell); cell = ""; }
    else if (c === "\n") { row.push(cell); found.push(row); row = []; cell = ""; }
    else if (c !== "\r") cell += c;
  }
  if (cell || row.length) found.push([...row, cell]);
  return found;
}

/** Read a Pabulib file: projects with costs, the budget, and who gave how many points to what. */
export function read(text) {
  const parts = { META: [], PROJECTS: [], VOTES: [] };
  let part = null;
  for (const row of rows(text)) {
    if (row.length === 1 && row[0] in parts) part = parts[row[0]];
    else if (part && row.some((cell) => cell)) part.push(row);
  }
  const table = ([head = [], ...rest]) => rest.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
  const meta = Object.fromEntries(parts.META.slice(1).map(([key, value]) => [key, value]));
  const projects = table(parts.PROJECTS).map((row) => ({ code: row.project_id, cost: Fraction.read(row.cost), givers: [] }));
  const numbers = new Map(projects.map((one, number) => [one.code, number]));
  const votes = table(parts.VOTES);
  const longest = BigInt(meta.max_length || projects.length);
  votes.forEach((row, voter) => {
    const codes = row.vote.split(",").filter(Boolean);
    const points = (row.points || "").split(",");
    codes.forEach((code, place) => {
      const given = meta.vote_type === "ordinal" ? new Fraction(longest - BigInt(place) > 0n ? longest - BigInt(place) : 0n)
        : row.points ? Fraction.read(points[place]) : whole(1);
      projects[numbers.get(code)].givers.push([voter, given]);
    });
  });
  for (const one of projects) {
    one.score = sum(one.givers.map(([, given]) => given));
    one.supporters = one.givers.filter(([, given]) => given.compare(ZERO) > 0);
    one.votes = one.supporters.length;
  }
  return { projects, voters: votes.length, budget: Fraction.read(meta.budget) };
}

async function hashed(words) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const less = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Put each project in its place in the order that decides ties. */
async function places(election, criteria, seed) {
  const { projects } = election;
  const lots = await Promise.all(projects.map((one) => (seed ? hashed(`${seed}\n${one.code}`) : "")));
  const keys = {
    cost: (a, b) => projects[a].cost.compare(projects[b].cost),
    dear: (a, b) => projects[b].cost.compare(projects[a].cost),
    votes: (a, b) => projects[b].votes - projects[a].votes,
  };
  const order = projects.map((_, number) => number).sort((a, b) => {
    for (const name of criteria) {
      const found = keys[name]?.(a, b);
      if (found) return found;
    }
    return less(lots[a], lots[b]) || less(projects[a].code, projects[b].code);
  });
  const found = [];
  order.forEach((number, place) => { found[number] = place; });
  return found;
}

const spent = (field, winners) => sum(winners.map((number) => field.projects[number].cost));

function fill(field, before, { skip = true, per_cost: perCost = false } = {}) {
  const { projects } = field;
  const rate = (one) => (perCost && one.cost.compare(ZERO) ? one.score.over(one.cost) : one.score);
  const line = projects.map((_, number) => number).sort((a, b) => {
    const free = perCost ? Number(projects[a].cost.compare(ZERO) > 0) - Number(projects[b].cost.compare(ZERO) > 0) : 0;
    return free || rate(projects[b]).compare(rate(projects[a])) || field.places[a] - field.places[b];
  });
  const won = [...before];
  let left = field.budget.minus(spent(field, won));
  for (const number of line) {
    if (won.includes(number) || won.some((one) => field.rivals[number].has(one))) continue;
    if (projects[number].cost.compare(left) > 0) {
      if (!skip) break;
      continue;
    }
    won.push(number);
    left = left.minus(projects[number].cost);
  }
  return won;
}

/** What a point costs when the poor pay all they have; nothing if it cannot be paid. */
function price(one, left) {
  const line = one.supporters.map(([voter, given]) => [left[voter].over(given), left[voter], given])
    .sort((a, b) => a[0].compare(b[0]));
  let rest = one.cost, weight = sum(line.map(([, , given]) => given));
  for (const [ratio, had, given] of line) {
    if (rest.compare(ratio.times(weight)) <= 0) return rest.over(weight);
    rest = rest.minus(had);
    weight = weight.minus(given);
  }
  return rest.compare(ZERO) <= 0 && line.length ? line[line.length - 1][0] : null;
}

function share(field, endowment, byCost) {
  const left = Array.from({ length: field.voters }, () => endowment);
  const open = new Set(field.projects.keys()), won = [];
  for (;;) {
    let best = null;
    for (const number of open) {
      const one = field.projects[number];
      const cost = one.votes ? price(one, left) : null;
      if (cost === null) { open.delete(number); continue; }
      const rate = byCost && one.cost.compare(ZERO) ? cost.over(one.cost) : cost;
      const sooner = best && (rate.compare(best.rate) || field.places[number] - field.places[best.number]);
      if (!best || sooner < 0) best = { number, cost, rate };
    }
    if (!best) return won;
    for (const [voter, given] of field.projects[best.number].supporters) {
      const pays = best.cost.times(given);
      left[voter] = pays.compare(left[voter]) > 0 ? ZERO : left[voter].minus(pays);
    }
    won.push(best.number);
    open.delete(best.number);
    for (const rival of field.rivals[best.number]) open.delete(rival);
  }
}

function equalShares(field, said) {
  const { completion = "none", utility = "cost", integral = true, exhaustive_stop: stops = false, comparison = false } = said;
  if (!field.voters) return completion.endsWith("greedy") || comparison ? fill(field, []) : [];
  const step = Fraction.read(String(said.increment ?? 1));
  const searches = completion.startsWith("add1");
  let endowment = field.budget.over(whole(field.voters));
  if (searches && integral) endowment = new Fraction(endowment.floor());
  let won = share(field, endowment, utility === "cost");
  const done = () => {
    const rest = field.projects.map((_, n) => n)
      .filter((n) => !won.includes(n) && field.projects[n].votes && !won.some((one) => field.rivals[n].has(one)));
    const left = field.budget.minus(spent(field, won));
    return !rest.length || (stops && rest.every((n) => field.projects[n].cost.compare(left) > 0));
  };
  while (searches && !done()) {
    endowment = endowment.plus(step);
    const next = share(field, endowment, utility === "cost");
    if (spent(field, next).compare(field.budget) > 0) break;
    won = next;
  }
  if (completion.endsWith("greedy")) won = fill(field, won);
  return comparison ? preferred(field, won) : won;
}

function preferred(field, won) {
  const other = fill(field, []);
  const each = (winners) => {
    const found = new Array(field.voters).fill(0);
    for (const n of winners) for (const [voter] of field.projects[n].supporters) found[voter] += 1;
    return found;
  };
  const here = each(won), there = each(other);
  const more = here.reduce((total, count, voter) => total + Math.sign(there[voter] - count), 0);
  return more > 0 ? other : won;
}

function phragmen(field, { skip = false } = {}) {
  const since = new Array(field.voters).fill(ZERO), won = [];
  const open = new Set([...field.projects.keys()].filter((n) => field.projects[n].votes));
  let left = field.budget;
  while (open.size) {
    let best = null;
    for (const number of open) {
      const one = field.projects[number];
      const moment = one.cost.plus(sum(one.supporters.map(([voter]) => since[voter]))).over(whole(one.votes));
      const sooner = best && (moment.compare(best.moment) || field.places[number] - field.places[best.number]);
      if (!best || sooner < 0) best = { number, moment };
    }
    open.delete(best.number);
    const one = field.projects[best.number];
    if (one.cost.compare(left) > 0) {
      if (!skip) break;
      continue;
    }
    left = left.minus(one.cost);
    for (const [voter] of one.supporters) since[voter] = best.moment;
    won.push(best.number);
    for (const rival of field.rivals[best.number]) open.delete(rival);
  }
  return won;
}

const RULES = { greedy: (field, said) => fill(field, [], said), "equal-shares": equalShares, phragmen };

/** Count an election by a rule; return the codes of the winners, or nothing for a rule unknown here. */
export async function count(election, rule, seed = "", conflicts = []) {
  if (!(rule.key in RULES)) return null;
  const numbers = new Map(election.projects.map((one, number) => [one.code, number]));
  const rivals = election.projects.map(() => new Set());
  for (const codes of conflicts) {
    const known = codes.filter((code) => numbers.has(code)).map((code) => numbers.get(code));
    for (const a of known) for (const b of known) if (a !== b) rivals[a].add(b);
  }
  const field = { ...election, rivals, places: await places(election, rule.ties, seed) };
  const all = [...election.projects.keys()];
  const completes = rule.key !== "equal-shares" || (rule.parameters.completion ?? "none") !== "none";
  const fits = completes && rivals.every((one) => !one.size) && spent(field, all).compare(field.budget) <= 0;
  const won = fits ? all : RULES[rule.key](field, rule.parameters);
  return won.map((number) => election.projects[number].code);
}

export { hashed };
