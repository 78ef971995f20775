"""What is measured: one file a benchmark, each with `run(sample)` and a `main()` that prints a table."""
