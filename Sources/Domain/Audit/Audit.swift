/// An entry of the audit trail: somebody did something to one row. Nobody can change it.
package struct AuditEntry: Sendable, Hashable {
    /// Its number; with `at` the place in the trail.
    package var id: Int64
    /// When.
    package var at: Timestamp
    /// What kind of row it was.
    package var kind: AuditedKind
    /// What was done to it.
    package var action: AuditAction
    /// What it is about: the id of a conversation, guest, person …, or the name of a setting, calendar ….
    package var key: UntrustedText
    /// Its name as it is now; nil where it is gone, has none, or is hidden from the user.
    package var subject: UntrustedText?
    /// Who did it; nil for the channels' side, the worker and migrations.
    package var actor: Identifier<Person>?
    /// Their name; nil where they have none, or it is hidden from the user.
    package var actorName: UntrustedText?
    /// From which session.
    package var session: AuditSession
    /// What changed, column by column.
    package var changes: [AuditChange]

    /// An entry from its columns.
    package init(
        id: Int64,
        at: Timestamp,
        kind: AuditedKind,
        act: AuditAction,
        key: UntrustedText,
        subject: UntrustedText?,
        actor: Identifier<Person>?,
        actorName: UntrustedText?,
        session: AuditSession,
        changes: [AuditChange]
    ) {
        self.id = id
        self.at = at
        self.kind = kind
        self.action = act
        self.key = key
        self.subject = subject
        self.actor = actor
        self.actorName = actorName
        self.session = session
        self.changes = changes
    }
}

/// The session in which something was done.
package struct AuditSession: Sendable, Hashable {
    /// The login.
    package var login: UntrustedText
    /// The server's process.
    package var process: Int32
    /// The program, as it called itself; empty where it didn't.
    package var application: UntrustedText
    /// Where it came from; nil for the server's own machine.
    package var address: UntrustedText?
    /// The transaction, shared by all that was done in it.
    package var transaction: UntrustedText

    /// A session from its columns.
    package init(
        login: UntrustedText,
        process: Int32,
        application: UntrustedText,
        address: UntrustedText?,
        transaction: UntrustedText
    ) {
        self.login = login
        self.process = process
        self.application = application
        self.address = address
        self.transaction = transaction
    }
}

/// What a column changed from and to.
package struct AuditChange: Sendable, Hashable {
    /// The column, as the database calls it.
    package var column: UntrustedText
    /// The value before; nil for none, and for columns of which only the change is kept.
    package var old: UntrustedText?
    /// The value after; nil likewise.
    package var new: UntrustedText?

    /// A change from its parts.
    package init(column: UntrustedText, old: UntrustedText?, new: UntrustedText?) {
        self.column = column
        self.old = old
        self.new = new
    }
}

/// What was done to a row.
package enum AuditAction: String, Sendable, Hashable, CaseIterable {
    case insert, update, delete
}

/// What kind of row it was.
package enum AuditedKind: Sendable, Hashable {
    case conversation, guest, reservation, property
    case profile, role, login, closedLogin
    case webhook, setting, zone, calendar, holiday, target, savedView, cannedReply
    /// Any other, by its table.
    case other(String)

    /// The kinds that the house knows.
    package static let all: [Self] = [
        .conversation, .guest, .reservation, .property, .profile, .role, .login, .closedLogin, .webhook, .setting,
        .zone,
        .calendar, .holiday, .target, .savedView, .cannedReply,
    ]

    /// The kind of a table's rows.
    package init(table: String) {
        self = Self.all.first { $0.table == table } ?? .other(table)
    }

    /// The table, without its schema.
    package var table: String {
        switch self {
        case .conversation: "conversations"
        case .guest: "guest"
        case .reservation: "reservation"
        case .property: "property"
        case .profile: "profiles"
        case .role: "user_roles"
        case .login: "logins"
        case .closedLogin: "closed_logins"
        case .webhook: "webhook_configs"
        case .setting: "settings"
        case .zone: "zones"
        case .calendar: "calendars"
        case .holiday: "holidays"
        case .target: "sla_targets"
        case .savedView: "saved_views"
        case .cannedReply: "canned_replies"
        case .other(let table): table
        }
    }
}

/// Which entries of the trail.
package struct AuditQuery: Sendable, Hashable {
    /// Only of these kinds; empty for all.
    package var kinds: [AuditedKind]
    /// Only what this person did, by id, login or a part of their name; nil for everybody.
    package var person: String?
    /// Only what is about this; nil for everything.
    package var key: String?
    /// Nothing before; nil for all there is.
    package var since: Timestamp?

    /// A query; without arguments, everything.
    package init(kinds: [AuditedKind] = [], person: String? = nil, key: String? = nil, since: Timestamp? = nil) {
        self.kinds = kinds
        self.person = person
        self.key = key
        self.since = since
    }
}
