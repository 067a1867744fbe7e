/// What a user is doing at their console.
package enum PresenceActivity: String, Sendable, Hashable {
    /// Viewing a conversation or the list.
    case reading
    /// Typing a reply or note.
    case typing
    /// Writing in an external editor; the console sees no keys until it is closed.
    case editing
}

/// A user's presence, as reported by their console.
package struct PresenceUpdate: Sendable, Hashable {
    /// The conversation on screen; nil if none.
    package var conversation: Identifier<Conversation>?
    /// What they are doing there.
    package var act: PresenceActivity
    /// When they last pressed a key, if they are idle; nil while they are active.
    package var idleSince: Timestamp?

    /// Creates an update from its parts.
    package init(conversation: Identifier<Conversation>?, act: PresenceActivity, idleSince: Timestamp?) {
        self.conversation = conversation
        self.act = act
        self.idleSince = idleSince
    }
}

/// A colleague who views a conversation or types in it.
package struct PresentColleague: Sendable, Hashable {
    /// The conversation.
    package var conversation: Identifier<Conversation>
    /// The colleague's id; nil if the current user may not see colleagues.
    package var person: Identifier<Person>?
    /// Their first name, or else their full name; nil if there is none or the current user may not see it.
    package var name: UntrustedText?
    /// Whether they are typing there.
    package var isTyping: Bool

    /// Creates a colleague from their columns.
    package init(
        conversation: Identifier<Conversation>,
        person: Identifier<Person>?,
        name: UntrustedText?,
        isTyping: Bool
    ) {
        self.conversation = conversation
        self.person = person
        self.name = name
        self.isTyping = isTyping
    }
}

/// Whether a person is at a console.
package enum OnlineStatus: Sendable, Hashable {
    /// At a console.
    case online
    /// A console is open, but no key has been pressed since that time.
    case away(since: Timestamp)
    /// No console is open, or the current user may not know.
    case offline
}
