"""Casework turns findings and reports into decisions: pure rules, no clock of its own, no store."""
