"""Pure tools on people's words: plain texts in, suggestions out; people decide.

A text is a `Said`: a key of the caller's, the words, and the language they are likely in. Nothing
here keeps anything, and the same texts always give the same suggestions.
"""
