"""The town's participatory budgets: what people proposed, what was voted on, how it went."""
