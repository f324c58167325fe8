"""One rendered track of a whole session: voice, tones and breathing on the timeline, silence in between.

`model` says what a track is made from; `mix` puts the sounds in their places, `loudness` makes them as loud as they
should be, `encode` writes the MP3; `kept` does it once and keeps the result.
"""
