"""Reports as PowerPoint slides with charts that can be edited."""
