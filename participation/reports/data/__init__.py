"""Rows with types, codes and reasons for missing answers, on their way to other programs."""
