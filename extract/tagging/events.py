from __future__ import annotations


class EventFinder:
    def __init__(self, g):
        pass

    def find(self, *a):
        return [], []
