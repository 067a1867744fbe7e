import Glibc

/// The user's directories, as in the XDG Base Directory Specification 0.8.
package struct UserDirectories: Sendable {
    /// Configuration written by the user: `config.yaml`, `keys.yaml`, `themes/`.
    package let configuration: String
    /// State that must persist: drafts, send queue, log.
    package let state: String
    /// Data: the demo's cluster.
    package let data: String
    /// Files installed with the program: `../share/riad` relative to it; nil if its path isn't known.
    package let shared: String?

    /// Derives the directories from the environment, ignoring relative paths as the specification requires. Nil if
    /// neither the variables nor HOME are set. `executable` is the program's path, nil if unknown.
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

    /// The folders searched for themes, before the built-in ones.
    package var themeFolders: [String] {
        ["\(configuration)/themes"] + (shared.map { ["\($0)/themes"] } ?? [])
    }

    /// The path of the running program; nil if the system doesn't tell.
    package static func executable() -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
