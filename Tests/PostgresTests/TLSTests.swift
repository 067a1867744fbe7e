import Glibc
import Loop
import Postgres
import TestSupport
import Testing

@Suite("Over TLS", .enabled(if: access("/usr/bin/openssl", X_OK) == 0, "needs the openssl program"))
struct TLSTests {
    /// A cluster with a certificate for `localhost` that nobody but itself vouches for.
    private func cluster() throws -> TestCluster {
        let cluster = try TestCluster()
        // COPY … TO PROGRAM runs in the data folder, as the server's own user.
        let certificate = """
            COPY (SELECT 1) TO PROGRAM 'openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
            -addext subjectAltName=DNS:localhost -keyout server.key -out server.crt 2>/dev/null'
            """
        let connection = Connection(cluster.settings())
        try connection.run(script: certificate, name: "certificate")
        try connection.run(script: "ALTER SYSTEM SET ssl = on", name: "tls")
        try connection.run(script: "SELECT pg_reload_conf()", name: "reload")
        return cluster
    }

    private func settings(_ cluster: TestCluster, _ mode: String) -> ConnectionSettings {
        let certificate = "\(cluster.folder)/data/server.crt"
        return ConnectionSettings(
            "host=localhost hostaddr=127.0.0.1 port=\(cluster.port) user=postgres dbname=postgres sslmode=\(mode) "
                + "sslrootcert=\(certificate) passfile=\(cluster.folder)/none"
        )
    }

    @Test("Pipelines, large answers, cancels and notifications work as in the clear")
    func everything() throws {
        let cluster = try cluster()
        defer { cluster.stop() }
        let connection = Connection(settings(cluster, "verify-full"))
        try connection.connect()
        #expect(try connection.run(text("SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) == "true")
        var lengths: [Int] = []
        for size in [10, 1_000_000, 100, 3_000_000, 1] {
            connection.send(text("SELECT repeat('x', \(size))")) { lengths.append((try? $0.get())?.utf8.count ?? -1) }
        }
        var isCancelled = false
        let ticket = connection.send(text("SELECT pg_sleep(14)::text")) { isCancelled = $0.isCancelled }
        connection.cancel(ticket)
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(lengths == [10, 1_000_000, 100, 3_000_000, 1])
        #expect(isCancelled)
        var heard: [String] = []
        connection.onNotification = { heard.append($0.payload) }
        connection.listen(to: "riad")
        _ = try connection.run(text("SELECT pg_notify('riad', 'news')::text"))
        while heard.isEmpty { connection.waitAndAdvance(limit: .now() + .seconds(10)) }
        #expect(heard == ["news"])
    }

    /// Has the server ask everybody who comes by a network in this way.
    private func requireAuthentication(_ method: String, on cluster: TestCluster, encryption: String = "scram-sha-256")
        throws
    {
        let connection = Connection(cluster.settings())
        let script = """
            SET password_encryption = '\(encryption)';
            DO $$ BEGIN CREATE ROLE fatima LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            ALTER ROLE fatima PASSWORD 's3cret';
            DO $$ BEGIN
                EXECUTE format('COPY (VALUES (''local all all trust''), (''host all all all \(method)'')) TO %L',
                    current_setting('hba_file'));
            END $$
            """
        try connection.run(script: script, name: "ask")
        try connection.run(script: "SELECT pg_reload_conf()", name: "reload")
        // A connection that is made after the reload was seen.
        try connection.run(script: "SELECT pg_sleep(0.5)", name: "wait")
    }

    private func login(_ cluster: TestCluster, _ mode: String, password: String = "s3cret") -> PostgresError? {
        var settings = settings(cluster, mode)
        settings.overrides = ["user": "fatima", "password": password]
        let connection = Connection(settings)
        do throws(PostgresError) {
            try connection.connect()
            #expect(
                try connection.run(text("SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) == "true"
            )
            return nil
        } catch {
            return error
        }
    }

    @Test("A password goes to a server that knows it, not to one that asks for it, whoever vouches for that")
    func password() throws {
        let cluster = try cluster()
        defer { cluster.stop() }
        for mode in ["prefer", "require", "verify-full"] {
            try requireAuthentication("scram-sha-256", on: cluster)
            #expect(login(cluster, mode) == nil, "\(mode)")
            #expect(login(cluster, mode, password: "wr0ng")?.kind == .loginRefused)
            try requireAuthentication("password", on: cluster)
            #expect(login(cluster, mode)?.kind == .passwordWithheld, "\(mode)")
            try requireAuthentication("md5", on: cluster, encryption: "md5")
            #expect(login(cluster, mode)?.kind == .passwordWithheld, "\(mode)")
            try requireAuthentication("trust", on: cluster)
            #expect(login(cluster, mode) == nil, "\(mode)")
        }
    }

    @Test("A certificate that nobody trusts is refused where it is to be checked, and says why")
    func untrusted() throws {
        let cluster = try cluster()
        defer { cluster.stop() }
        var strict = settings(cluster, "verify-full")
        strict.overrides["sslrootcert"] = "/etc/ssl/certs/ca-certificates.crt"
        do throws(PostgresError) {
            try Connection(strict).connect()
            Issue.record("trusted a stranger")
        } catch {
            #expect(error.kind == .unreachable)
            #expect(error.description.contains("certificate"))
        }
    }
}
