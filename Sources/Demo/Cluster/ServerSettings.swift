/// The contents of the private server's configuration files.
struct ServerSettings {
    let socketFolder: String
    let dataFolder: String
    /// The operating-system users that may connect.
    let admitted: [String]
    /// The demo's logins, which those users may use without a password.
    let logins: [String]
    /// The machine's memory in MiB.
    let memory: Int

    /// No network, one private socket. Replication is off, so loading into new tables skips the WAL.
    var configuration: String {
        """
        listen_addresses = ''
        unix_socket_directories = '\(quoted(socketFolder))'
        unix_socket_permissions = 0700
        port = \(DemoPaths.port)
        hba_file = '\(quoted(dataFolder))/riad_hba.conf'
        ident_file = '\(quoted(dataFolder))/riad_ident.conf'
        password_encryption = scram-sha-256
        shared_buffers = \(max(64, min(1024, memory / 8)))MB
        max_connections = 100
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = 2GB
        random_page_cost = 1.1
        jit = off
        log_line_prefix = '%m [%p] %u '
        lc_messages = 'C'

        """
    }

    /// The cluster's owner may use the demo's logins by peer authentication; any login created later needs its
    /// password.
    var hbaFile: String {
        let names = ([Self.superuser] + logins).map { "\"\($0)\"" }.joined(separator: ",")
        return """
            local all \(names) peer map=riad
            local all all scram-sha-256

            """
    }

    /// Maps operating-system users to logins.
    var identFile: String {
        admitted.flatMap { user in
            ([Self.superuser] + logins).map { "riad \"\(user)\" \"\($0)\"\n" }
        }.joined()
    }

    /// The bootstrap superuser. Only the preparation uses it: consoles are plain logins.
    static let superuser = "postgres"

    private func quoted(_ text: String) -> String {
        text.map { $0 == "'" ? "''" : String($0) }.joined()
    }
}
