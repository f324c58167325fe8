"""A phone on the same network: a certificate of this machine's own, and a door that opens to a code."""
