"""The council's public site: pages that need no scripts, made of the rows of which every report is made."""
