// Nouns and verbs.
