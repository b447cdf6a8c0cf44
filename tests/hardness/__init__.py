"""Hard to break: classes of broken and hostile input, each with what must hold, run under limits."""
