/// Where and how to connect. What isn't said comes from where PostgreSQL users expect it: PGHOST and the other
/// variables, the service file, .pgpass.
package struct ConnectionSettings: Sendable {
    /// Whom a setting of the session reaches.
    package enum Scope: Sendable {
        /// The session is this connection's alone, directly or through a session pooler.
        case session
        /// A transaction pooler lends another server session to each request: settings go with each of them, and
        /// nothing can be listened to.
        case transaction
    }

    /// A connection URI or a `key=value` string; nil where the environment says it all.
    package var target: String?
    /// libpq keywords that win over the target's: `["user": "fatima"]`.
    package var overrides: [String: String]
    package var scope = Scope.session
    /// How long connecting may take, names and TLS included.
    package var connectTimeout = Duration.seconds(10)
    /// How long the server may work on a request; nil is without limit.
    package var statementTimeout: Duration? = .seconds(15)
    /// How long the server may wait for a lock; nil is without limit.
    package var lockTimeout: Duration? = .seconds(5)
    /// How long an answer may be late beyond the statement's limit before the server counts as gone.
    package var responseGracePeriod = Duration.seconds(5)
    /// How much one answer may hold.
    package var answerLimit = ResponseLimit.standard
    /// Whether to make sure that the server took us for the login asked for.
    package var verifiesLogin = true
    /// What pg_stat_activity shows.
    package var applicationName = "riad"

    package init(_ target: String? = nil, overrides: [String: String] = [:]) {
        self.target = target
        self.overrides = overrides
    }

    /// How long an answer may take before the server counts as gone; nil is without limit.
    func responseTimeout(statementTimeout own: Duration?) -> Duration? {
        (own ?? statementTimeout).map { $0 + responseGracePeriod }
    }

    /// The session's settings, as SET takes them.
    var sessionSettings: [(name: String, value: String)] {
        // The statements name their tables in the order to join them and suit a plan that holds for every parameter:
        // planning a page of the inbox takes longer than reading it.
        var settings = [("plan_cache_mode", "force_generic_plan"), ("join_collapse_limit", "1"), ("jit", "off")]
        settings.append(("statement_timeout", Self.milliseconds(statementTimeout)))
        settings.append(("lock_timeout", Self.milliseconds(lockTimeout)))
        return settings
    }

    /// PostgreSQL's limits are whole milliseconds, and 0 is none.
    static func milliseconds(_ limit: Duration?) -> String {
        guard let limit else { return "0" }
        return String(max(1, limit.wholeNanoseconds / 1_000_000))
    }
}

extension ConnectionSettings: CustomStringConvertible, CustomReflectable {
    /// Nothing of the target: it may hold a password.
    package var description: String { "ConnectionSettings" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
