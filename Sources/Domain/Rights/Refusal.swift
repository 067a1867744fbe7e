/// A rule of riad's own that refused, by the SQLSTATE that the database raises for it.
package enum Refusal: String, Error, Sendable, Hashable, CaseIterable {
    /// The rights don't allow it (any more).
    case notPermitted = "RI001"
    /// The row isn't there, or isn't visible to this person.
    case notFound = "RI002"
    /// Somebody wrote in the thread, or changed the row, since the writer last saw it.
    case outdated = "RI003"
    /// The state can't be reached from where things stand now.
    case illegalTransition = "RI004"
    /// The conversation is archived and takes nothing.
    case archived = "RI005"
    /// The id or the name is another's already.
    case alreadyExists = "RI006"
    /// Somebody else was faster: the assignment or the version is another by now.
    case conflict = "RI007"
    /// Nobody would be left who can do everything.
    case lastSuperAdmin = "RI008"
    /// The database's own role lacks what it needs to make or change logins.
    case cannotManageLogins = "RI009"
    /// A value that can't be; the server says in its own words why.
    case invalidInput = "RI010"
    /// WhatsApp takes no free text any more: the guest's last message is a day old.
    case windowClosed = "RI011"
    /// The thread was merged with another or taken apart since it was read.
    case mergeChanged = "RI012"
    /// One login changed more within a minute than hands can do.
    case rateLimited = "RI013"
    /// Somebody else holds it for longer than anybody waits.
    case lockTimeout = "RI014"

    /// The rule of this SQLSTATE; nil for one that isn't riad's, or that a newer database raises.
    package init?(state: String) { self.init(rawValue: state) }

    /// The SQLSTATE that the database raises.
    package var state: String { rawValue }

    /// What it means, as documentation and command line say it.
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

    /// What to do next, as the command line says it.
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
