"""Statistics of answers: pure functions in the field's own terms, each with its source.

Nothing here knows of surveys, tables or pages. Numbers go in and come out as plain Python ones.
What cannot be said is refused with a reason (see `refusals`); pages have the words for it.
`docs/statistics.md` says what each number means and when it is shown.
"""
