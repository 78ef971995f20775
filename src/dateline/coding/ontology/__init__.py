"""What the codes mean: `scheme` holds PLOVER and CAMEO with their crosswalk, `meanings` tells them.

>>> describe("ACCUSE/disapprove").intensity
-2.0
"""

from dateline.coding.ontology.meanings import Meaning, describe, meanings, near
from dateline.coding.ontology.scheme import (
    AHEAD,
    CAMEO_WHEN_AHEAD,
    CameoInfo,
    TypeInfo,
    asked_mode,
    cameo,
    cameo_of,
    cameo_quad,
    contexts,
    goldstein,
    intensity,
    quad,
    threatened_mode,
    types,
)

__all__ = [
    "AHEAD",
    "CAMEO_WHEN_AHEAD",
    "CameoInfo",
    "Meaning",
    "TypeInfo",
    "asked_mode",
    "cameo",
    "cameo_of",
    "cameo_quad",
    "contexts",
    "describe",
    "goldstein",
    "intensity",
    "meanings",
    "near",
    "quad",
    "threatened_mode",
    "types",
]
