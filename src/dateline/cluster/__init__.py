"""The same reading by many machines, over Ray Data.

Sources are cut into pieces and put together to parts (`manifest`). Each part is read by a stage that
knows nothing of the cluster (`stage`), and written as Parquet with the tables of the desk. What
belongs together across parts, the copies of a text, is found by a distributed join (`stories`).
`running` does all this with an executor; the one for Ray is in `rays`, the only file that knows Ray.
"""
