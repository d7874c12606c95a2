"""The steps from one schema version to the next; never changed once they were released."""
