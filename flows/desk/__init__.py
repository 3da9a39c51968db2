"""The operators' desk in Prefect's UI: held figures wait there as runs, and what came and what is owed stands there."""
