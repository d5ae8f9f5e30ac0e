"""Recommendation: how likely one is to recommend something, from 0 to 10.

Promoters choose 9 or 10, passives 7 or 8, detractors 0 to 6 (Frederick F. Reichheld, "The one
number you need to grow", Harvard Business Review 81 (12), 2003).
"""

from surveys.domain.questions.steps import StepsKind, numbers

RECOMMENDATION = StepsKind(key="recommendation", codes=numbers(0, 10))
PROMOTERS = numbers(9, 10)
PASSIVES = numbers(7, 8)
DETRACTORS = numbers(0, 6)
