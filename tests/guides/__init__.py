"""The guides are run: every command that a page shows, in order, on the files that it shows."""
