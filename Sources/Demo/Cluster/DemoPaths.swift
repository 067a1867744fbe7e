/// The files of one demo, all below one folder.
package struct DemoPaths: Sendable, Equatable {
    /// The demo's own folder.
    package let folder: String
    /// The folder of the server's socket: inside the demo's folder, or in /tmp if that path is too long for a socket.
    package let socketFolder: String

    /// The data directory.
    package var data: String { folder + "/data" }
    /// A data directory that `initdb` is still creating; renamed to `data` when complete.
    var unfinishedData: String { folder + "/data.new" }
    /// The server's log.
    package var serverLog: String { folder + "/server.log" }
    /// Locked while the demo is started, filled, stopped or reset.
    var preparingLock: String { folder + "/preparing.lock" }
    /// Locked in shared mode by each open console.
    var consolesLock: String { folder + "/consoles.lock" }
    /// Locked by the process that simulates traffic.
    var trafficLock: String { folder + "/traffic.lock" }
    /// Exists while the server stays up without a console.
    var keepRunningMarker: String { folder + "/kept" }

    /// Only part of the socket's name: the server doesn't listen on a network.
    static let port = 5432

    /// `$XDG_DATA_HOME/riad/demo`, by default in `~/.local/share`; `/var/lib/riad/demo` for root.
    package init(environment: [String: String], userID: UInt32) {
        let chosen = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let base =
            switch (chosen, userID) {
            case (let chosen?, _): chosen
            case (nil, 0): "/var/lib"
            case (nil, _): (environment["HOME"] ?? "/tmp") + "/.local/share"
            }
        self.init(folder: base + "/riad/demo", userID: userID)
    }

    /// The demo in a given folder.
    package init(folder: String, userID: UInt32) {
        self.folder = folder
        let inside = folder + "/s"
        // A socket path is limited to 107 bytes.
        let fits = (inside + "/.s.PGSQL.\(Self.port)").utf8.count <= 100
        socketFolder = fits ? inside : "/tmp/riad-demo-\(userID)-\(Self.digest(folder))"
    }

    /// The connection URI of a login.
    package func uri(login: String) -> String {
        "postgresql://\(login)@/\(DemoDatabase.name)?host=\(Self.escaped(socketFolder))&port=\(Self.port)"
    }

    /// FNV-1a in hexadecimal: the same folder yields the same name.
    private static func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    private static func escaped(_ path: String) -> String {
        path.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let plain = scalar.properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
            if plain || "/-_.".unicodeScalars.contains(scalar) { return String(Character(scalar)) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
