"""Sidelight, a safety light beside every chat."""
