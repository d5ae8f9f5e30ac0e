"""The Pabulib format (.pb): reading, checking, writing."""
