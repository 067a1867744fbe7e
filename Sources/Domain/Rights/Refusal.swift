/// A refusal by one of riad's own rules, with the SQLSTATE that the database raises.
package enum Refusal: String, Error, Sendable, Hashable, CaseIterable {
    /// The user's effective rights don't allow it.
    case notPermitted = "RI001"
    /// The row doesn't exist or isn't visible to the user.
    case notFound = "RI002"
    /// The thread has new messages, or the row changed, since the user last read it.
    case outdated = "RI003"
    /// The current state doesn't allow the transition.
    case illegalTransition = "RI004"
    /// The conversation is archived and read-only.
    case archived = "RI005"
    /// The id or name is already taken.
    case alreadyExists = "RI006"
    /// Another user was faster: the assignment or version has changed.
    case conflict = "RI007"
    /// No super_admin would be left.
    case lastSuperAdmin = "RI008"
    /// The database owner lacks the rights to create or change logins.
    case cannotManageLogins = "RI009"
    /// An invalid value; the server's message says why.
    case invalidInput = "RI010"
    /// WhatsApp's messaging window is closed: the guest's last message is over 24 hours old.
    case windowClosed = "RI011"
    /// The thread was merged or unmerged since it was read.
    case mergeChanged = "RI012"
    /// The login made more changes within a minute than a person can.
    case rateLimited = "RI013"
    /// Another session held a lock for longer than the timeout.
    case lockTimeout = "RI014"

    /// The refusal of an SQLSTATE; nil for one that isn't riad's or comes from a newer schema.
    package init?(state: String) { self.init(rawValue: state) }

    /// The SQLSTATE.
    package var state: String { rawValue }

    /// The meaning, for the documentation and the command line.
    package var meaning: String {
        switch self {
        case .notPermitted: "not allowed"
        case .notFound: "not there, or not visible"
        case .outdated: "the thread, or the person's profile, has moved since the writer saw it"
        case .illegalTransition: "the state can't follow from the present one"
        case .archived: "archived, and so read-only"
        case .alreadyExists: "the id or the name is another's already"
        case .conflict: "the assignment, or what was read, has changed meanwhile"
        case .lastSuperAdmin: "the last super_admin would go"
        case .cannotManageLogins: "the database may not make or change this login"
        case .invalidInput: "a value that can't be"
        case .windowClosed: "WhatsApp's 24 hours since the guest's last message are over"
        case .mergeChanged: "the thread was merged or taken apart meanwhile"
        case .rateLimited: "more changes within a minute than one login may make"
        case .lockTimeout: "somebody else is changing it at this moment"
        }
    }

    /// What to do next, for the command line.
    package var advice: String {
        switch self {
        case .notPermitted: "Ask whoever has it, or an administrator for the right."
        case .notFound: "Look whether it is still there; it may be out of your sight."
        case .outdated: "Read what is new, then do it again."
        case .illegalTransition: "Look at how things stand now."
        case .archived: "Nothing can be changed there any more."
        case .alreadyExists: "Choose another, or look at the one that is there."
        case .conflict: "Look at how things stand now, then decide again."
        case .lastSuperAdmin: "Give somebody else that role first."
        case .cannotManageLogins: "Whoever runs the server grants it that; its log says how."
        case .invalidInput: "Check what was entered."
        case .windowClosed: "Leave a note, or answer over another channel."
        case .mergeChanged: "Read the thread again, then do it again."
        case .rateLimited: "Wait a minute, or change many at once."
        case .lockTimeout: "Try again in a moment."
        }
    }
}
