"""Logic of a questionnaire: one small language for conditions, rules and requirements.

    {area} = 'centre' and ({age} >= 18 or not answered({school}))

`{q1}` is the answer to a question, `{q1.row}` that of a row, an item of an allocation, or the rank
of an item; `{.}` is the answer of the question whose rule it is. Texts stand between single quotes
(two of them are one inside), numbers have a decimal point, dates are texts such as '2026-05-31'.
Operators from the loosest: `or`, `and`, `not`, comparison (`=`, `!=`, `<`, `<=`, `>`, `>=`), `+ -`,
`* /`, `-`. Functions: `answered`, `selected`, `count`, `length`, `sum`, `if`, `coalesce`, `min`,
`max`, `round`, `contains`, `matches`, `today`.

Whatever has no answer has no value: comparing it is false (but for `!=`, which is true), counting
with it has no value, and no value counts as false.
"""
