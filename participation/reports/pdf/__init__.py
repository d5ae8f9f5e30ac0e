"""Reports as PDF and charts as PNG, by the Typst compiler."""
