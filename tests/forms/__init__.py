"""Forms in the browser: what is taken from others, what goes into the form tool, and what it writes."""
