"""The commands of `mortar`, one file each; each is imported only when it is asked for."""
