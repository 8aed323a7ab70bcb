"""What checks ask of an outcome: its texts and who wrote them, its JSON, its links, the same for a harmless user."""
