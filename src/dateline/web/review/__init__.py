"""Judging rows: queues, coders, what comes of it. The pages are in `pages/review*.py`."""
