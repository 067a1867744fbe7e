// Values and rules of guest conversations.
