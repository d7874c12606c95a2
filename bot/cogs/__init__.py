"""Discord's edge, thin: gateway events in, presses answered, acts carried out. Only this touches it."""
