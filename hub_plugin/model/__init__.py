"""The grammar: how any record is read, typed, linked and dated. Knows nobody above it."""
