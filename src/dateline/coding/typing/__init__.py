"""The small encoder that types events: `marking` shows it a sentence, `model` runs it."""

from dateline.coding.typing.model import Model, TriggerReading, Types, load, model, version

__all__ = ["Model", "TriggerReading", "Types", "load", "model", "version"]
