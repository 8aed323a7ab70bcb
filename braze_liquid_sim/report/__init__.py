"""What was found, and the forms in which people and CI systems read it."""
