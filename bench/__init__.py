"""Measurements that anyone can rerun; every claim of speed or accuracy in docs/ names one of these commands."""
