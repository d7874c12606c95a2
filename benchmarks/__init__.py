"""How fast Sidelight is, measured beside simpler ways to do the same."""
