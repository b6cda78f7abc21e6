"""placeholder to be replaced below"""

from __future__ import annotations


class ZoneFinder:
    def __init__(self, g):
        pass

    def find(self, *a):
        return []
