"""What leaves: pages, search entries, findings, schemas. No output knows another, and none knows a kind."""
