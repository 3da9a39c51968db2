"""The blocks of which reports are made, each built of a document: a module a block."""
