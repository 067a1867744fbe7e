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
        case .notFound: "not found, or not visible"
        case .outdated: "the thread, or the person's profile, has changed since it was read"
        case .illegalTransition: "the current state doesn't allow this change"
        case .archived: "archived and read-only"
        case .alreadyExists: "the id or name is already taken"
        case .conflict: "the assignment, or the data read, has changed meanwhile"
        case .lastSuperAdmin: "this would remove the last super_admin"
        case .cannotManageLogins: "the database can't create or change this login"
        case .invalidInput: "invalid value"
        case .windowClosed: "more than 24 hours since the guest's last WhatsApp message"
        case .mergeChanged: "the thread was merged or unmerged meanwhile"
        case .rateLimited: "too many changes within a minute"
        case .lockTimeout: "somebody else is changing it right now"
        }
    }

    /// What to do next, for the command line.
    package var advice: String {
        switch self {
        case .notPermitted: "Ask the assignee, or ask an administrator for the right."
        case .notFound: "Check that it still exists and that you may see it."
        case .outdated: "Read what is new, then do it again."
        case .illegalTransition: "Check its current state."
        case .archived: "It can no longer be changed."
        case .alreadyExists: "Choose another, or use the existing one."
        case .conflict: "Check its current state, then decide again."
        case .lastSuperAdmin: "Give somebody else that role first."
        case .cannotManageLogins: "The server's operator can grant it the right; the log says how."
        case .invalidInput: "Check what was entered."
        case .windowClosed: "Send a template, leave a note, or reply on another channel."
        case .mergeChanged: "Read the thread again, then do it again."
        case .rateLimited: "Wait a minute, or change many at once."
        case .lockTimeout: "Try again in a moment."
        }
    }
}
