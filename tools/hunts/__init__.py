"""Hunts: each looks for one thing that must never happen, with many tries, and says in figures what it found."""
