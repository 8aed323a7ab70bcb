"""The dialect: text → tree. Tags, filters and the names Braze knows."""
