"""A council's school years, published for its area, and the schools that follow them."""
