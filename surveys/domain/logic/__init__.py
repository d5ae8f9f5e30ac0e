"""Logic of a questionnaire: one small language for conditions, rules and requirements.

    {area} = 'centre' and ({age} >= 18 or not answered({school}))

`{q1}` is the answer to a question, `{q1.row}` that of a row, the amount given to an item, or the
place given to it (1 is the first); of a multiple choice, whether an option was chosen. Of a matrix
with two scales `{q1~second}` and `{q1~second.row}` are the answers on the second. `{.}` is the
answer of the question whose rule it is. Texts stand between single quotes (two of them are one
inside), numbers have a decimal point, dates are texts such as '2026-05-31'. Operators from the
loosest: `or`, `and`, `not`, comparison (`=`, `!=`, `<`, `<=`, `>`, `>=`), `+ -`, `* /`, `-`.

Whatever has no answer has no value: comparing it is false (but for `!=`, which is true),
calculating with it has no value, and no value counts as false. The same goes for dividing by zero
and for calculating with words. A hidden question has no answer.

Two texts are equal when they are the same. A code or text is compared with a number as a number
when it reads as one, and order is that of numbers when both sides read as numbers. The answers of
several options, rows or items are compared with nothing; these functions look into them:

- `answered(x)`; `selected(x, 'code')`; `count(x)`, the options, rows or items (0 without any);
  `sum(x)`, of the numbers in it; `length(text)` in characters (0 without any)
- `if(test, then, otherwise)`; `coalesce(x, y, …)`, the first that has a value
- `min`, `max` of the numbers given; `round(x)`, `round(x, decimals)`, halves away from zero
- `contains(text, 'part')`; `matches(text, 'pattern')`, the whole text (see `patterns`)
- `today()`, a date

`static/js/logic.js` evaluates the same trees in pages; `tests/surveys/logic_vectors.json` holds
both to the same results.
"""
