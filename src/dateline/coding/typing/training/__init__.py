"""Training the small encoder: labels, examples, the network, and its one file.

`labels` and `examples` need nothing; `network`, `fitting`, `restoring` and `export` need the extra
`dateline[train]` (torch, transformers, onnx) and are imported only by who trains. `training.model`
makes what ships with them, `dateline.tuning` a user's own.
"""
