"""The small encoder that says what a source does to a target: its examples, training, and export.

`python -m training.model` makes the file that `dateline.coding.typing` reads; see `train`.
"""
