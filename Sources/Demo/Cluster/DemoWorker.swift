import Glibc
import Postgres

/// The demo's worker: a process beside the server, with a stand-in for n8n on a free port of 127.0.0.1.
struct DemoWorker {
    let place: DemoPaths

    /// Starts the worker's program in the background, unless one runs already. It ends with the server.
    func start(_ program: String) throws(DemoError) {
        let port = Self.freePort()
        guard port > 0 else { return }
        let isNeeded = try place.server(database: DemoDatabase.name) { database throws(PostgresError) in
            try DemoLogin.make(Staff.workerLogin, in: "riad_worker", on: database)
            try DemoLogin.make(Staff.n8nLogin, in: "riad_integration, riad_workflow", on: database)
            return try database.run(
                Request(
                    writing: Statement("prepare_worker", DemoSQLFiles.prepareWorker),
                    [Parameter(Int32(port))],
                    decode: { rows throws(DecodingError) -> Bool in try rows.single()[0] }
                )
            )
        }
        guard isNeeded else { return }
        try Process.spawnDetached([
            program, "--database", place.uri(login: Staff.workerLogin), "--demo-port", String(port),
            "--demo-database", place.uri(login: Staff.n8nLogin),
        ])
    }

    /// A port that nobody listens on now; 0 if the system gives none.
    private static func freePort() -> UInt16 {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        return isBound ? UInt16(bigEndian: address.sin_port) : 0
    }
}
