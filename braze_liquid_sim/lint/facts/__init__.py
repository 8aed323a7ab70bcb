"""What several rules ask of a field or a file: its calls, credentials, JSON texts, misspelt blocks and the like."""
