"""Rules of voting: who may, what a ballot may say, and a log that shows where it was changed."""
