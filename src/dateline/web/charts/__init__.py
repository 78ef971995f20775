"""Charts of the desk in a browser: what they are asked, and Vega-Lite's definition of them.

The figures are those of `dateline.analysis`. A definition names its colours ("@ink"); the page's
script puts in those of the page's theme, so that there is one palette, in the style sheet. What is
downloaded, or shown where no scripts run, is the chart of `dateline relations` and `dateline
network`.
"""
