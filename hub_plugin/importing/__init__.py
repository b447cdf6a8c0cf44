"""Spreadsheets become records: which column is which field, what each cell says, and the files that come of it."""
