"""Questions as the templates of their kinds need them."""
