"""Actors, times, places and sizes in the text → mentions that are resolved to who, when and where."""
