"""FOR WHOM: each audience's report, made from judged rows, in each format."""
