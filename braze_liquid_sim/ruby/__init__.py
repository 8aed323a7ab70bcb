"""Ruby's values: their text, numbers, comparison, lookup and times, as Liquid 5.13 on Ruby sees them."""
