"""What staff write of each kind of question: one form for each."""
