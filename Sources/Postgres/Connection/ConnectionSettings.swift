/// Where and how to connect. Unset values come from PostgreSQL's usual sources: PGHOST and the other variables, the
/// service file, .pgpass.
package struct ConnectionSettings: Sendable {
    /// How long session settings last.
    package enum Scope: Sendable {
        /// The session belongs to this connection, directly or through a session pooler.
        case session
        /// A transaction pooler may use another server session for each request: settings go with each request, and
        /// LISTEN isn't available.
        case transaction
    }

    /// A connection URI or a `key=value` string; nil to use only the environment.
    package var target: String?
    /// libpq keywords that override the target's: `["user": "fatima"]`.
    package var overrides: [String: String]
    package var scope = Scope.session
    /// The connect timeout, including name resolution and TLS.
    package var connectTimeout = Duration.seconds(10)
    /// The server's statement timeout; nil for none.
    package var statementTimeout: Duration? = .seconds(15)
    /// The server's lock timeout; nil for none.
    package var lockTimeout: Duration? = .seconds(5)
    /// How long a response may be late beyond the statement timeout before the server counts as gone.
    package var responseGracePeriod = Duration.seconds(5)
    /// The maximum size of a response.
    package var answerLimit = ResponseLimit.standard
    /// Whether to verify that the server logged in the requested login.
    package var verifiesLogin = true
    /// The application name in pg_stat_activity.
    package var applicationName = "riad"

    package init(_ target: String? = nil, overrides: [String: String] = [:]) {
        self.target = target
        self.overrides = overrides
    }

    /// How long a response may take before the server counts as gone; nil for no limit.
    func responseTimeout(statementTimeout own: Duration?) -> Duration? {
        (own ?? statementTimeout).map { $0 + responseGracePeriod }
    }

    /// The session settings, as SET takes them.
    var sessionSettings: [(name: String, value: String)] {
        // The statements list their tables in join order and suit a generic plan: planning an inbox page takes longer
        // than reading it.
        var settings = [("plan_cache_mode", "force_generic_plan"), ("join_collapse_limit", "1"), ("jit", "off")]
        settings.append(("statement_timeout", Self.milliseconds(statementTimeout)))
        settings.append(("lock_timeout", Self.milliseconds(lockTimeout)))
        return settings
    }

    /// PostgreSQL's timeouts are whole milliseconds; 0 means none.
    static func milliseconds(_ limit: Duration?) -> String {
        guard let limit else { return "0" }
        return String(max(1, limit.wholeNanoseconds / 1_000_000))
    }
}

extension ConnectionSettings: CustomStringConvertible, CustomReflectable {
    /// Omits the target: it may hold a password.
    package var description: String { "ConnectionSettings" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
