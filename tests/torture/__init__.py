"""Tries to lose or damage a project; ``python -m tests.torture --help`` lists the ways."""
