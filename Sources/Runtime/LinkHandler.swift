import Domain
import Glibc

/// Runs other programs with a link as one argument, never through a shell: one that opens links, and one that fetches
/// them.
struct LinkHandler: Sendable {
    /// The program that opens links with its options; the link follows as its last argument.
    let opener: [String]
    /// The user's environment, for the folder of downloads.
    let environment: [String: String]

    /// Hands a link to the program that opens links, and waits for it. Returns whether it took it.
    func open(_ link: WebLink) -> Bool {
        run(opener + [link.address]) == 0
    }

    /// Saves what a link leads to below the folder of downloads, under a name that isn't taken. Returns its path; nil if
    /// that failed.
    func save(_ link: WebLink, as name: UntrustedText) -> String? {
        guard let folder = downloads, let path = Self.freePath(in: folder, for: name) else { return nil }
        let fetched = run([
            "curl", "--fail", "--silent", "--location", "--proto", "=http,https", "--proto-redir", "=http,https",
            "--max-redirs", "5", "--max-time", "300", "--max-filesize", "209715200", "--output", path, "--url",
            link.address,
        ])
        if fetched != 0 { unlink(path) }
        return fetched == 0 ? path : nil
    }

    /// XDG_DOWNLOAD_DIR, else Downloads in the home folder, else the home folder; nil without a home.
    private var downloads: String? {
        let home = environment["HOME"]
        let places = [environment["XDG_DOWNLOAD_DIR"], home.map { $0 + "/Downloads" }, home]
        return places.compactMap { $0 }.first { $0.hasPrefix("/") && access($0, W_OK | X_OK) == 0 }
    }

    /// A path that isn't taken for a file whose name came from outside. Creates it, so that nothing else takes it.
    static func freePath(in folder: String, for name: UntrustedText) -> String? {
        let (stem, ending) = split(fileName(from: name))
        for number in 0..<1_000 {
            let path = "\(folder)/\(stem)\(number == 0 ? "" : "-\(number)")\(ending)"
            let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            if descriptor >= 0 {
                close(descriptor)
                return path
            }
            guard errno == EEXIST else { return nil }
        }
        return nil
    }

    /// The last part of a name, of letters, digits and a few marks alone, neither hidden nor an option.
    static func fileName(from name: UntrustedText) -> String {
        let last = name.original.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
        let safe = last.unicodeScalars.map { scalar in
            let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            return isPlain || "._- ()".unicodeScalars.contains(scalar) ? Character(scalar) : "_" as Character
        }
        let visible = String(String(safe).drop { ".- ".contains($0) }.prefix(80))
        return visible.isEmpty ? "file" : visible
    }

    private static func split(_ name: String) -> (stem: String, ending: String) {
        let dot = name.lastIndex(of: ".")
        guard let dot, name.distance(from: dot, to: name.endIndex) <= 10 else { return (name, "") }
        return (String(name[..<dot]), String(name[dot...]))
    }

    /// Runs a program away from the terminal, and waits for it. Returns its exit code; -1 if it couldn't be started.
    private func run(_ words: [String]) -> Int32 {
        var arguments = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Nothing to read, and nothing that it says goes to the terminal.
        for descriptor: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own: keys for the console's group, such as Ctrl-C, are not for it.
        posix_spawnattr_setpgroup(&attributes, 0)
        // This thread blocks signals; the program must not.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        guard posix_spawnp(&process, words[0], &actions, &attributes, &arguments, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return -1 }
        }
        return status & 0x7f == 0 ? (status >> 8) & 0xff : -1
    }
}
