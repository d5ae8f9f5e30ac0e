"""What people think of each other's ideas: groups of opinion, and what they agree about.

Agree, disagree and pass make a table of participants and statements. From it come a map of
opinions, groups of people who answered alike, the statements that mark each group, those that all
groups agree about, those that divide them, and which statement somebody should be shown next.

The method is that of C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw and C. Megill, Polis: Scaling
deliberation by mapping high dimensional opinion spaces, Recerca 26(2), 2021, written anew from
the formulas. Where it differs, the module says so. `docs/opinion-groups.md` tells it in words.
"""
