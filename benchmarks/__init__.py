"""How fast it is, as ratios against a floor measured in the same run: `python -m benchmarks`.

To add one: a module here with `rows()` that yields `measure.Row`; `__main__` discovers it.
"""
