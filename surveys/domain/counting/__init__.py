"""Counting answers: pure, one way for every reader, and additive.

`columns` turns answers into small-integer codes, `count` counts columns, `tally` holds what was
counted (sums and differences of counts are counts), `union` joins the versions of a
questionnaire by stable codes, and `figures` says what the counts of one question mean.
"""
