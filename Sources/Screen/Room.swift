// A terminal's vocabulary.
