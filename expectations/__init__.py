"""WHETHER: the suites every return is checked against, and the findings that come of it."""
