"""Tests of the door on the network."""
