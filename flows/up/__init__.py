"""What `mortar up` runs: a supervisor, and under it the server, the watcher, the intake and the desk."""
