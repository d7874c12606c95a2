"""Tools for those who build Sidelight."""
