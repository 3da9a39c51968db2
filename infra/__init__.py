"""WHERE: the inbox, the lake, the warehouse and what else stands outside, each behind a small class."""
