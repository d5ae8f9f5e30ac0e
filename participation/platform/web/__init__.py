"""The page shell: languages in URLs, forms, errors, headers, assets."""
