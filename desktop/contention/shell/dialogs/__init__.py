"""What the window asks and tells in boxes of their own; every text in them is plain text."""
