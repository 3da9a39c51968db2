"""WHAT: the council's own rules, as plain functions and values. No I/O and no clock."""
