"""The web face: one adapter over the service. It decides nothing."""
