"""WHEN: the legs of the data's way as Prefect flows, and the commands that start them."""
