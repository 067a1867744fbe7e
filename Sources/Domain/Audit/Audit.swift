/// An immutable entry of the audit trail: one action on one row.
package struct AuditEntry: Sendable, Hashable {
    /// The entry's number; together with `at`, its position in the trail.
    package var id: Int64
    /// When it happened.
    package var at: Timestamp
    /// The kind of row.
    package var kind: AuditedKind
    /// The action.
    package var action: AuditAction
    /// The row's key: the id of a conversation, guest, person …, or the name of a setting, calendar ….
    package var key: UntrustedText
    /// The row's current name; nil if it is gone, has none, or is hidden from the current user.
    package var subject: UntrustedText?
    /// Who did it; nil for channels, the worker and migrations.
    package var actor: Identifier<Person>?
    /// Their name; nil if they have none or it is hidden from the current user.
    package var actorName: UntrustedText?
    /// The session it came from.
    package var session: AuditSession
    /// The changed columns.
    package var changes: [AuditChange]

    /// Creates an entry from its columns.
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

/// The database session of an audited action.
package struct AuditSession: Sendable, Hashable {
    /// The login.
    package var login: UntrustedText
    /// The process id of the server backend.
    package var process: Int32
    /// The client's application name; empty if it sent none.
    package var application: UntrustedText
    /// The client's address; nil for a local socket.
    package var address: UntrustedText?
    /// The transaction id, shared by all entries of one transaction.
    package var transaction: UntrustedText

    /// Creates a session from its columns.
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

/// A column's value before and after.
package struct AuditChange: Sendable, Hashable {
    /// The column's name in the database.
    package var column: UntrustedText
    /// The old value; nil if there is none, or if the trail keeps only the fact of the change.
    package var old: UntrustedText?
    /// The new value; nil as for `old`.
    package var new: UntrustedText?

    /// Creates a change from its parts.
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

/// The kind of an audited row.
package enum AuditedKind: Sendable, Hashable {
    case conversation, guest, reservation, property
    case profile, role, login, closedLogin
    case webhook, setting, zone, calendar, holiday, target, savedView, cannedReply
    /// Any other kind, by its table name.
    case other(String)

    /// The kinds that riad knows.
    package static let all: [Self] = [
        .conversation, .guest, .reservation, .property, .profile, .role, .login, .closedLogin, .webhook, .setting,
        .zone,
        .calendar, .holiday, .target, .savedView, .cannedReply,
    ]

    /// Creates the kind of a table's rows.
    package init(table: String) {
        self = Self.all.first { $0.table == table } ?? .other(table)
    }

    /// The table's name, without its schema.
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

/// A filter on the audit trail.
package struct AuditQuery: Sendable, Hashable {
    /// The kinds to include; empty for all.
    package var kinds: [AuditedKind]
    /// Only actions of this person, by id, login or part of the name; nil for everyone.
    package var person: String?
    /// Only entries with this key; nil for all.
    package var key: String?
    /// Only entries at or after this time; nil for all.
    package var since: Timestamp?

    /// Creates a query; without arguments it matches everything.
    package init(kinds: [AuditedKind] = [], person: String? = nil, key: String? = nil, since: Timestamp? = nil) {
        self.kinds = kinds
        self.person = person
        self.key = key
        self.since = since
    }
}
