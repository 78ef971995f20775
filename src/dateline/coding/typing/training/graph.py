"""The network as an ONNX graph of few steps with 8 bits a weight, and back.

What PyTorch's exporter writes are 750 steps (shapes worked out at each turn, masks, attention in
twenty pieces), and each takes its time to begin. This graph is put together from onnxruntime's own
fused steps, some dozen a layer. It reads one sentence at a time: nothing is padded, nothing masked,
and each product brings what flows into it to 8 bits with one scale for the sentence.

Where weights of an early head are given, it looks at what the first `EARLY_LAYERS` layers make of
each word; where it gives none the score that is asked for (the input `from`), the other layers are
not run, and the answers are empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from dateline.coding.typing.marking import SOURCE, TARGET, TRIGGER, WINDOW

FUSED = "com.microsoft"
EPSILON = 1e-12
LAYER = "encoder.encoder.layer."
WORDS = "encoder.embeddings.word_embeddings.weight"
PLACES = "encoder.embeddings.position_embeddings.weight"
KINDS = "encoder.embeddings.token_type_embeddings.weight"
NORM = "encoder.embeddings.LayerNorm"
EARLY = ("early.hidden", "early.score")
"""Names of the early head's two layers."""
EARLY_LAYERS = 2
MOST = 64
"""The largest whole number of a weight: with 7 of its 8 bits no processor's sums overflow."""
WHOLE, SCALE, ZERO = "_quantized", "_scale", "_zero_point"
TOGETHER = {
    "attention.self.all": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "heads": ("types", "modes"),
}
"""Products of the same states that are one product in the graph."""


class _Graph:
    """A graph in the making: each call adds a step and gives the name of what comes out."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.held: list[Any] = []

    def hold(self, name: str, value: Any) -> str:
        self.held.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def step(
        self, kind: str, inputs: Sequence[str], name: str, domain: str = "", **how: Any
    ) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **how))
        return name

    def parted(self, given: str, names: Sequence[str], sizes: Sequence[int]) -> list[str]:
        """What flows out of a product, parted again."""
        held = self.hold(f"{given}.sizes", np.array(sizes, np.int64))
        self.nodes.append(
            helper.make_node("Split", [given, held], names, f"{given}.parted", axis=-1)
        )
        return list(names)

    def product(self, given: str, name: str, parts: Sequence[str] = ()) -> str:
        """`given` times the matrix of a layer (or of several, side by side) plus its bias."""
        own = parts or (name,)
        matrix = np.concatenate([self.weights[f"{p}.weight"].T for p in own], axis=1)
        whole, scale = to_whole(matrix)
        bias = np.concatenate([self.weights[f"{p}.bias"] for p in own])
        held = [
            self.hold(f"{name}.weight{WHOLE}", whole),
            self.hold(f"{name}.weight{SCALE}", scale),
            "",
            self.hold(f"{name}.bias", bias),
        ]
        return self.step("DynamicQuantizeMatMul", [given, *held], name, FUSED)

    def normed(self, given: Sequence[str], name: str) -> str:
        """The sum of two, brought to one size. onnxruntime's step for both is slower than two."""
        held = [self.hold(f"{name}.{p}", self.weights[f"{name}.{p}"]) for p in ("weight", "bias")]
        summed = self.step("Add", given, f"{name}.sum")
        return self.step("LayerNormalization", [summed, *held], name, axis=-1, epsilon=EPSILON)


def to_whole(matrix: Any) -> tuple[Any, Any]:
    """A matrix (in × out) as whole numbers up to `MOST`, and a scale for each column."""
    scale = (np.abs(matrix).max(axis=0) / MOST).astype(np.float32)
    scale[scale == 0] = 1.0
    return np.rint(matrix / scale).astype(np.int8), scale


def drawn(weights: Mapping[str, Any], attention_heads: int) -> Any:
    """The graph (an ONNX model) of a network, by its weights' names in `network.Typer`.

    With weights of the names in `EARLY` beside them, the graph has the input `from`.
    """
    g = _Graph(weights)
    early = f"{EARLY[0]}.weight" in weights
    total = len({n[len(LAYER) :].partition(".")[0] for n in weights if n.startswith(LAYER)})
    first = range(EARLY_LAYERS if early else total)
    states = _embedded(g)
    for number in first:
        states = _layer(g, states, f"{LAYER}{number}.", attention_heads)
    told: dict[str, tuple[Any, ...]] = {
        "types": (1, len(weights["types.bias"])),
        "modes": (1, len(weights["modes.bias"])),
        "parts": (1, "tokens", 3),
        "trigger_state": (1, len(weights[f"{NORM}.weight"])),
    }
    if early:
        rest = _Graph(weights)
        for number in range(len(first), total):
            states = _layer(rest, states, f"{LAYER}{number}.", attention_heads)
        _answers(rest, states)
        nothing = _Graph(weights)
        for name, size in told.items():
            empty = np.zeros((1, 0, *size[2:]), np.float32)
            nothing.step("Constant", [], name, value=numpy_helper.from_array(empty))
        going_on = _going_on(g, f"{LAYER}{len(first) - 1}.output.LayerNorm")
        branches = {
            "then_branch": helper.make_graph(rest.nodes, "rest", [], _values(told), rest.held),
            "else_branch": helper.make_graph(nothing.nodes, "nothing", [], _values(told)),
        }
        g.nodes.append(helper.make_node("If", [going_on], list(told), "rest", **branches))
    else:
        _answers(g, states)
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])]
    if early:
        inputs.append(helper.make_tensor_value_info("from", TensorProto.FLOAT, []))
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in told.items()]
    model = helper.make_model(
        helper.make_graph(g.nodes, "typing", inputs, outputs, g.held),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)],
    )
    model.ir_version = 8
    return model


def _values(told: Mapping[str, Sequence[Any]]) -> list[Any]:
    """What comes out of a branch; its sizes differ between the branches."""
    return [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, *[None] * (len(size) - 1)])
        for name, size in told.items()
    ]


def _embedded(g: _Graph) -> str:
    """Words and places → what the first layer reads. All sentences are of the same kind."""
    table = g.weights[WORDS]
    low, high = float(min(table.min(), 0)), float(max(table.max(), 0))
    scale = np.float32((high - low) / 255)
    zero = np.uint8(round(-low / float(scale)))
    whole = np.clip(np.rint(table / scale) + zero, 0, 255).astype(np.uint8)
    words = g.step("Gather", [g.hold(f"{WORDS}{WHOLE}", whole), "ids"], "words")
    held = [g.hold(f"{WORDS}{SCALE}", scale), g.hold(f"{WORDS}{ZERO}", zero)]
    words = g.step("DequantizeLinear", [words, *held], "words in floats")
    places = g.hold(PLACES, (g.weights[PLACES] + g.weights[KINDS][0])[:WINDOW])
    size = g.step("Shape", ["ids"], "size", start=1, end=2)
    start, axis = (g.hold(n, np.array([0], np.int64)) for n in ("start", "first axis"))
    return g.normed([words, g.step("Slice", [places, start, size, axis], "places")], NORM)


def _layer(g: _Graph, states: str, layer: str, attention_heads: int) -> str:
    own = f"{layer}attention.self"
    parts = [f"{layer}{p}" for p in TOGETHER["attention.self.all"]]
    asked = g.parted(
        g.product(states, f"{own}.all", parts),
        parts,
        [len(g.weights[f"{p}.bias"]) for p in parts],
    )
    seen = g.step("MultiHeadAttention", asked, f"{own}.seen", FUSED, num_heads=attention_heads)
    told = g.product(seen, f"{layer}attention.output.dense")
    states = g.normed([told, states], f"{layer}attention.output.LayerNorm")
    inner = g.product(states, f"{layer}intermediate.dense")
    inner = g.step("Gelu", [inner], f"{layer}intermediate.gelu", FUSED)
    return g.normed([g.product(inner, f"{layer}output.dense"), states], f"{layer}output.LayerNorm")


def _going_on(g: _Graph, states: str) -> str:
    """Whether the early head gives a word (all but the first and last token) the score `from`."""
    held = [g.hold(f"early.{n}", np.array([v], np.int64)) for n, v in (("first", 1), ("last", -1))]
    words = g.step("Slice", [states, *held, "early.first"], "early.words")
    hidden = g.step("Gelu", [_early_product(g, words, EARLY[0])], "early.gelu", FUSED)
    scores = _early_product(g, hidden, EARLY[1])
    best = g.step("ReduceMax", [scores], "early.best", keepdims=0)
    return g.step("GreaterOrEqual", [best, "from"], "early.going on")


def _early_product(g: _Graph, given: str, name: str) -> str:
    held = [g.hold(f"{name}.weight", g.weights[f"{name}.weight"].T)]
    found = g.step("MatMul", [given, *held], f"{name}.product")
    return g.step("Add", [found, g.hold(f"{name}.bias", g.weights[f"{name}.bias"])], name)


def _answers(g: _Graph, states: str) -> None:
    """Types and modes, from the states at five places (see `network.Typer`), and the words' parts."""
    g.product(states, "parts")
    width = len(g.weights[f"{NORM}.weight"])
    axis = g.hold("outer axis", np.array([0], np.int64))
    flat = g.step("Squeeze", [states, axis], "states")
    first = g.step("Gather", [flat, axis], "state of the first", axis=0)
    mean = g.step("ReduceMean", [flat], "mean state", axes=[0], keepdims=1)
    marks = np.array([[mark[0]] for mark in (SOURCE, TARGET, TRIGGER)], np.int64)
    is_mark = g.step("Equal", ["ids", g.hold("marks", marks)], "is mark")
    here = g.step("Cast", [is_mark], "here", to=TensorProto.FLOAT)
    inner = g.hold("inner axis", np.array([1], np.int64))
    count = g.step("ReduceSum", [here, inner], "count", keepdims=1)
    count = g.step("Max", [count, g.hold("one", np.float32(1))], "count or one")
    at_marks = g.step("Div", [g.step("MatMul", [here, flat], "sums"), count], "states at marks")
    five = g.step("Concat", [first, mean, at_marks], "five states", axis=0)
    g.step("Gather", [five, g.hold("fifth", np.array([4], np.int64))], "trigger_state", axis=0)
    pooled = g.step("Reshape", [five, g.hold("row", np.array([1, 5 * width]))], "pooled")
    heads = TOGETHER["heads"]
    g.parted(g.product(pooled, "heads", heads), heads, [len(g.weights[f"{h}.bias"]) for h in heads])


def weights_of(model: Any, types: int) -> dict[str, Any]:
    """The weights that `drawn` was given, as the graph computes with them; there are so many types.

    The table of places holds that of the kinds of sentence too, which is zero in turn.
    """
    held = {i.name: numpy_helper.to_array(i) for i in _held(model.graph)}
    found: dict[str, Any] = {}
    for name, value in held.items():
        stem = name.removesuffix(WHOLE)
        if stem != name:
            value = value.astype(np.float32) - np.float32(held.get(f"{stem}{ZERO}", 0))
            value = value * held[f"{stem}{SCALE}"]
            found[stem] = value if stem == WORDS else value.T.copy()
        elif name.startswith("early."):
            if name.endswith((".weight", ".bias")):
                found[name] = value.T.copy() if name.endswith(".weight") else value
        elif name.endswith((".weight", ".bias")):
            found[name] = value
    found[KINDS] = np.zeros_like(found[PLACES][:1])
    for name in [n for n in found if n.rpartition(".")[0].endswith(tuple(TOGETHER))]:
        stem, _, kind = name.rpartition(".")
        ending = next(e for e in TOGETHER if stem.endswith(e))
        parts = TOGETHER[ending]
        value = found.pop(name)
        at = [types] if ending == "heads" else len(parts)
        for part, own in zip(parts, np.split(value, at), strict=True):
            found[f"{stem.removesuffix(ending)}{part}.{kind}"] = own.copy()
    return found


def _held(graph: Any) -> Iterator[Any]:
    """What a graph and its branches hold."""
    yield from graph.initializer
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from _held(attribute.g)
