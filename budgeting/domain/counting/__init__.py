"""Counting: from projects, money and ballots to winners, with the reason of every decision."""
