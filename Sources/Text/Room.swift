// Graphemes, display width, safe text.
