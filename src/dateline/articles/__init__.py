"""Page → article: the story without its furniture, and what the page says about it.

`article_from_page` reads saved HTML, a page pasted from a browser as text, and plain prose;
`article_from_prose` takes prose as a string and leaves it exactly as given.
"""

from __future__ import annotations

from dateline.articles.article import article_from_page, article_from_prose

__all__ = ["article_from_page", "article_from_prose"]
