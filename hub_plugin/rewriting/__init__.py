"""Changing files by their lines: what is not meant stays as its author wrote it, byte by byte."""
