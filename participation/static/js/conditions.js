/* Hide and show what follows from answers on the same page, as one answers. Hidden fields are sent
   like all others, so that nothing is lost when somebody changes their mind; the server does not
   count them (surveys/domain/logic/showing.py says the same about what is shown). */

import { evaluate, truth } from "./logic.js";
import { heard, valueTyped } from "./typed.js";

const PARTS = ["options", "rows", "scale"];
const PLACES =
  ".govuk-radios__item, .govuk-checkboxes__item, .y-matrix__cell, .y-scale__step, .y-budget__share, option, li";
const LINES = [".y-double", ".y-pair", ".y-matrix__row"];

/** Go through the page's questions; return what is shown by name: `q1`, `q1.options.b`. */
export function settle({ questions, values, today }, fields) {
  const seen = { ...values };
  const shown = {};
  const isSo = (tree) => tree === undefined || truth(evaluate(tree, seen, null, today));
  for (const question of questions) {
    const kept = { ...question };
    let isShown = isSo(question.if);
    for (const name of PARTS) {
      const trees = question[`${name}If`];
      if (!trees) continue;
      for (const part of Object.keys(trees)) shown[`${question.code}.${name}.${part}`] = isSo(trees[part]);
      kept[name] = question[name].filter((part) => isSo(trees[part]));
      if (!kept[name].length && !(name === "options" && question.other)) isShown = false;
    }
    shown[question.code] = isShown;
    for (const scale of isShown ? heard(kept) : []) {
      const value = valueTyped(scale, fields);
      if (value !== null) seen[scale.code] = value;
    }
  }
  return shown;
}

/** Return the elements of an option, a step or a row of a question. */
function partsOnPage(form, code, name, part) {
  const named = (each) => each.name === code || each.name?.startsWith(`${code}.`);
  if (name === "rows") {
    const rows = [...form.elements].filter(
      (each) => each.name === `${code}.${part}` || each.name === `${code}.${part}~second`,
    );
    return rows.map((each) => LINES.map((line) => each.closest(line)).find(Boolean));
  }
  const isSecond = (each) => each.name.endsWith("~second");
  const found = [];
  for (const each of [...form.elements].filter(named)) {
    if (each.tagName === "SELECT" && each.name === `${code}.${part}`) found.push(each);
    else if (each.tagName === "SELECT") {
      found.push(...[...each.options].filter((option) => option.value === part));
    } else if (each.name === `${code}.${part}`) found.push(each);
    else if (each.value === part && isSecond(each) === (name === "scale")) found.push(each);
  }
  return found.map((each) => each.closest(PLACES)).concat(heads(found));
}

/** Return the heads of the columns of a matrix that the buttons stand in. */
function heads(found) {
  const columns = found.map((each) => {
    const row = each.closest(".y-matrix__row");
    const at = row ? [...row.querySelectorAll(".y-matrix__cell")].indexOf(each.closest(".y-matrix__cell")) : -1;
    return at < 0 ? null : row.closest(".y-matrix").querySelector(".y-matrix__head")?.children[at + 1];
  });
  return [...new Set(columns)];
}

function hide(elements, isHidden) {
  for (const element of elements) {
    if (!element || element.hidden === isHidden) continue;
    element.hidden = isHidden;
    // A budget adds up what can be seen.
    element.closest("[data-budget]")?.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function begin(form, facts) {
  const own = (code) => form.querySelector(`[data-question="${code}"]`);
  const known = {};
  for (const question of facts.questions) {
    if (question.if !== undefined) known[question.code] = [own(question.code)];
    for (const name of PARTS) {
      for (const part of Object.keys(question[`${name}If`] ?? {})) {
        known[`${question.code}.${name}.${part}`] = partsOnPage(form, question.code, name, part);
      }
      if (question[`${name}If`]) known[question.code] ??= [own(question.code)];
    }
  }
  const follow = () => {
    const data = new FormData(form);
    const shown = settle(facts, (name) => data.getAll(name).filter((value) => typeof value === "string"));
    for (const [name, elements] of Object.entries(known)) hide(elements, !shown[name]);
  };
  form.querySelectorAll("[data-follows]").forEach((line) => line.remove());
  form.addEventListener("input", follow);
  form.addEventListener("change", follow);
  form.addEventListener("click", () => setTimeout(follow));
  window.addEventListener("pageshow", follow); // a browser that comes back fills the fields in again
  follow();
}

const told = document.querySelector("[data-conditions]");
if (told) begin(told.closest("form"), JSON.parse(told.dataset.conditions));
