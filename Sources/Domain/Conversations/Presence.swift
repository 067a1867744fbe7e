/// What somebody does at their console.
package enum PresenceActivity: String, Sendable, Hashable {
    /// Looks, at a conversation or at the list.
    case reading
    /// Types a reply or a note.
    case typing
    /// Writes it in an editor of their own; the console hears nothing until that is closed.
    case editing
}

/// Where somebody is, as their own console knows it.
package struct PresenceUpdate: Sendable, Hashable {
    /// The conversation on the screen; nil where none is.
    package var conversation: Identifier<Conversation>?
    /// What they do there.
    package var act: PresenceActivity
    /// When they pressed the last key, where that is long ago; nil while they are here.
    package var idleSince: Timestamp?

    /// Whereabouts as known.
    package init(conversation: Identifier<Conversation>?, act: PresenceActivity, idleSince: Timestamp?) {
        self.conversation = conversation
        self.act = act
        self.idleSince = idleSince
    }
}

/// A colleague who has a conversation on the screen, or types in it.
package struct PresentColleague: Sendable, Hashable {
    /// The conversation.
    package var conversation: Identifier<Conversation>
    /// Who it is; nil for users who may not know their colleagues.
    package var person: Identifier<Person>?
    /// Their first name, else their whole one; nil where there is none or the user may not know it.
    package var name: UntrustedText?
    /// Whether they type there.
    package var isTyping: Bool

    /// A colleague from their columns.
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

/// Whether somebody sits before a console.
package enum OnlineStatus: Sendable, Hashable {
    /// They do.
    case online
    /// They have one open; the last key was pressed at that moment.
    case away(since: Timestamp)
    /// They have none open, or the user may not know.
    case offline
}
