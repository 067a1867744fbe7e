import Glibc
import Loop

/// One attempt to log in, by a method that withholds the password from a server that asks for it.
struct LoginAttempt: Sendable {
    /// libpq's keywords and values; later entries win.
    typealias Keywords = [(String, String)]

    private let keywords: Keywords
    /// The value of each keyword as far as it is known before connecting.
    private let values: [String: String]
    private let policy: PasswordPolicy

    /// Throws if the settings can't be read.
    init(_ settings: ConnectionSettings) throws(PostgresError) {
        values = try settings.resolvedKeywords()
        keywords = try settings.keywords()
        policy = PasswordPolicy(values)
    }

    /// Connects, blocking the calling thread.
    func connect(until deadline: MonotonicTime) -> Result<PQConnection, PostgresError> {
        switch policy {
        case .unrestricted: Self.connectOnce(keywords, hasSeveralHosts, until: deadline)
        case .requireAuth(let methods):
            Self.mappingRequireAuthFailure(
                Self.connectOnce(keywords + [("require_auth", methods)], hasSeveralHosts, until: deadline)
            )
        case .handshakeFilter: connectToEachHost(until: deadline)
        }
    }

    private var hasSeveralHosts: Bool { ["host", "hostaddr"].contains { values[$0]?.contains(",") == true } }

    private static func connectOnce(
        _ keywords: Keywords,
        _ hasSeveralHosts: Bool,
        until deadline: MonotonicTime
    ) -> Result<PQConnection, PostgresError> {
        guard !hasSeveralHosts else { return PQConnection.connectWaiting(keywords) }
        guard let wire = PQConnection.start(keywords) else { return .failure(PQConnection.outOfMemory) }
        var course = PQConnection.ConnectProgress()
        return wire.finishConnecting(until: deadline, &course)
    }

    /// libpq reports a disallowed method only in its message text.
    private static func mappingRequireAuthFailure(_ outcome: Result<PQConnection, PostgresError>) -> Result<
        PQConnection, PostgresError
    > {
        outcome.mapError { error in
            let isRefused = error.state == nil && error.message?.contains("\"require_auth\"") == true
            return isRefused ? PostgresError(.passwordWithheld) : error
        }
    }

    /// Connects to each host separately, as libpq does: the guard must see every step.
    private func connectToEachHost(until deadline: MonotonicTime) -> Result<PQConnection, PostgresError> {
        var outcome = Result<PQConnection, PostgresError>.failure(PQConnection.outOfMemory)
        for sessions in sessionPasses {
            for host in HostList(values).words {
                let limit = hasSeveralHosts ? min(deadline, .now() + connectTimeout) : deadline
                let guarded = GuardedLogin(keywords: keywords + host + sessions, values: values)
                outcome = guarded.connect(until: limit)
                switch outcome {
                case .success: return outcome
                case .failure(let failure):
                    // Like libpq, try the next host if this one is unreachable or not ready, but not after a refused
                    // login.
                    guard failure.kind.isTransient || failure.kind == .readOnly else { return outcome }
                }
            }
        }
        return outcome
    }

    /// `prefer-standby` takes two passes, as in libpq: first only standbys, then any host.
    private var sessionPasses: [Keywords] {
        guard values["target_session_attrs"] == "prefer-standby", hasSeveralHosts else { return [[]] }
        return ["standby", "any"].map { [("target_session_attrs", $0)] }
    }

    private var connectTimeout: Duration {
        .seconds(values["connect_timeout"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? 5)
    }
}

/// The hosts of a connection, as keywords for one connection each.
struct HostList {
    /// The keywords that select each host; empty if there is only one.
    let words: [LoginAttempt.Keywords]

    init(_ values: [String: String]) {
        let lists = ["host", "hostaddr", "port"].map { name in
            (name, (values[name] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        }
        let count = lists.prefix(2).map(\.1.count).max() ?? 1
        guard count > 1 else {
            words = [[]]
            return
        }
        words = (0..<count).map { index in
            lists.compactMap { name, list in
                // A single port applies to all hosts.
                let word = list.count == 1 && name == "port" ? list[0] : index < list.count ? list[index] : ""
                return word.isEmpty ? nil : (name, word)
            }
        }
    }
}
