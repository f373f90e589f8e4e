"""How fast and how small, measured beside others in one run. benchmarks/README.md has what came out."""
