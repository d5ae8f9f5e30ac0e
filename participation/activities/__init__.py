"""What all activities share: opening and closing, channels, who took part, receipts, findings."""
