/* What conditions see in form fields as they are now: surveys/domain/logic/values.py word for word.
   `fields` returns the values of the fields of a name; `question` is what the server tells of it. */

const LONGEST = 100;
const MOST_WORDS = 20000;
const SPACES = /[\s'\u2019\u00a0\u2009\u202f]/g;
const PLAIN = /^[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)$/;
const GROUPED = /^[+-]?[0-9]{1,3}(?:(\.[0-9]{3})+(?:,[0-9]*)?|(,[0-9]{3})+(?:\.[0-9]*)?)$/;
const LINE_ENDS = /\r\n?|[\u2028\u2029\x85\x0b\x0c]/g;
const MISSING = ["~notasked", "~none", "~unknown", "~refused"];

/** Return words as they are kept: composed, without control characters. */
function wordsIn(fields, name, hasLines = false) {
  const typed = [...(fields(name)[0] ?? "")].slice(0, MOST_WORDS).join("");
  let words = typed.normalize("NFC").replace(LINE_ENDS, "\n").replaceAll("\t", " ");
  if (!hasLines) words = words.replaceAll("\n", " ");
  words = [...words].filter((sign) => sign === "\n" || !/[\p{Cc}\p{Cs}]/u.test(sign)).join("").trim();
  return MISSING.includes(words) ? words.replace(/^~+/, "") : words;
}

function readNumber(words, units = []) {
  let found = words.replaceAll("\u2212", "-").replaceAll("\u2013", "-").trim();
  for (const unit of units) {
    if (unit && found.toLowerCase().endsWith(unit.toLowerCase())) found = found.slice(0, -unit.length);
  }
  found = found.replace(SPACES, "");
  if (found.length > LONGEST) return null;
  if (PLAIN.test(found)) return Number(found.replace(",", "."));
  const grouped = GROUPED.exec(found);
  if (!grouped) return null;
  return Number(found.replaceAll(grouped[1] ? "." : ",", "").replace(",", "."));
}

const chosen = (codes, values) => codes.filter((code) => values.includes(code));
const reasonsIn = (question, values) => chosen(question.reasons ?? [], values);
const hasReason = (question, fields) =>
  reasonsIn(question, fields(`${question.code}~missing`)).length > 0;

function choices(question, fields) {
  const values = fields(question.code);
  const found = chosen(question.options ?? [], values);
  if (question.other && values.includes("other")) found.push("other");
  if (found.length || !question.other || reasonsIn(question, values).length) return found;
  return wordsIn(fields, `${question.code}~other`) ? ["other"] : [];
}

const CODE_AS_NUMBER = /^-?[0-9]{1,15}(\.[0-9]{1,15})?$/;

function number(question, fields) {
  if (question.options) {
    const [code] = choices(question, fields);
    return code !== undefined && CODE_AS_NUMBER.test(code) ? Number(code) : null;
  }
  if (hasReason(question, fields)) return null;
  const words = wordsIn(fields, question.code);
  return words ? readNumber(words, question.units) : null;
}

/** Return an object of the parts that have a value; none is no value. */
function parts(codes, valueOf) {
  const found = codes.map((code) => [code, valueOf(code)]).filter(([, value]) => value !== null);
  return found.length ? Object.fromEntries(found) : null;
}

function date(question, fields) {
  if (hasReason(question, fields)) return null;
  const typed = question.parts.map((part) => wordsIn(fields, `${question.code}.${part}`));
  const pattern = { year: /^[0-9]{4}$/, month: /^[0-9]{1,2}\.?$/, day: /^[0-9]{1,2}\.?$/ };
  if (!question.parts.every((part, at) => pattern[part].test(typed[at]))) return null;
  const words = typed.map((each) => each.replace(".", "").padStart(2, "0")).reverse();
  const [year, month, day] = [...words.map(Number), 1];
  const found = new Date(Date.UTC(2000, month - 1, day));
  found.setUTCFullYear(year, month - 1, day);
  const isDay = year > 0 && found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
  return isDay ? words.join("-") : null;
}

function place(words) {
  return /^[0-9]{1,3}$/.test(words) && Number(words) > 0 ? Number(words) : null;
}

/** Name the field of a row; that of another scale has the name of the scale at its end. */
function rowField(name, row) {
  const [code, scale] = name.split("~");
  return scale ? `${code}.${row}~${scale}` : `${code}.${row}`;
}

const SEEN = {
  choice: (question, fields) => choices(question, fields)[0] ?? null,
  choices: (question, fields) => {
    const found = choices(question, fields);
    return found.length ? found : null;
  },
  number,
  text: (question, fields) =>
    hasReason(question, fields) ? null : wordsIn(fields, question.code, question.lines) || null,
  date,
  rows: (question, fields) =>
    parts(
      question.rows ?? [],
      (row) => chosen(question.options ?? [], fields(rowField(question.code, row)))[0] ?? null,
    ),
  amounts: (question, fields) => {
    const wordsOf = (option) => wordsIn(fields, `${question.code}.${option}`);
    const options = question.options ?? [];
    // Once there is an amount, an empty field is nothing.
    if (hasReason(question, fields) || !options.some(wordsOf)) return null;
    return parts(options, (option) => (wordsOf(option) ? readNumber(wordsOf(option), question.units) : 0));
  },
  ranks: (question, fields) =>
    hasReason(question, fields)
      ? null
      : parts(question.options ?? [], (option) => place(wordsIn(fields, `${question.code}.${option}`))),
  presence: (question, fields) =>
    question.has || question.names.some((name) => fields(name).some(Boolean)) ? true : null,
};

/** Return a question as expressions know it: a matrix with two scales is one for each. */
export function heard(question) {
  if (question.gives !== "rows" || !question.scale) return [question];
  return [question, { ...question, code: `${question.code}~second`, options: question.scale }];
}

export function valueTyped(question, fields) {
  return SEEN[question.gives]?.(question, fields) ?? null;
}
