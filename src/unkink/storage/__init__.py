"""Where the journal is kept: `port` says what storage does, `open` opens it, the rest is how."""
