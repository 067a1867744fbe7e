import Glibc

/// The folders for a person's files, by the XDG Base Directory Specification 0.8.
package struct UserDirectories: Sendable {
    /// What the person writes: `config.yaml`, `keys.yaml`, `themes/`.
    package let configuration: String
    /// What the program must keep: drafts, queue, log.
    package let state: String
    /// What the program keeps for the person: the demo's cluster.
    package let data: String
    /// Where files beside the program are: `../share/riad` from it; nil where its own place isn't known.
    package let shared: String?

    /// The folders by the environment; a relative path in a variable counts as none, as the specification says. nil where
    /// neither variables nor HOME say anything. `executable` is the program's own path, nil where it isn't known.
    package init?(environment: [String: String], executable: String?) {
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        func folder(_ variable: String, _ fallback: String) -> String? {
            if let path = environment[variable], path.hasPrefix("/") { return path + "/riad" }
            return home.map { "\($0)/\(fallback)/riad" }
        }
        guard
            let configuration = folder("XDG_CONFIG_HOME", ".config"),
            let state = folder("XDG_STATE_HOME", ".local/state"),
            let data = folder("XDG_DATA_HOME", ".local/share")
        else { return nil }
        self.configuration = configuration
        self.state = state
        self.data = data
        let folders = executable?.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
        shared = folders.map { $0.joined(separator: "/") + "/share/riad" }
    }

    /// Where themes are looked for, before the built-in ones.
    package var themeFolders: [String] {
        ["\(configuration)/themes"] + (shared.map { ["\($0)/themes"] } ?? [])
    }

    /// The path of the running program; nil where the system doesn't tell.
    package static func executable() -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
