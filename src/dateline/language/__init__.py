"""Sentences and parses: spaCy's small English pipeline, loaded once and lazily."""

from dateline.language.parsing import ModelInfo, model_in_use, parse_article, pipeline
from dateline.language.whole_text import text_of

__all__ = ["ModelInfo", "model_in_use", "parse_article", "pipeline", "text_of"]
