import CNcurses
import Glibc
import Screen

/// Starts the library and reads the terminal's description.
enum Curses {
    /// Starts the library with the best installed description; returns the descriptor that it writes to, a copy of
    /// standard output.
    static func start(_ environment: [String: String]) throws(TerminalError) -> Int32 {
        guard let type = environment["TERM"], !type.isEmpty else { throw .noType }
        let port = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        guard let output = fdopen(port, "w") else { throw .notATerminal }
        guard let screen = open(TerminalType.candidates(environment), output) else {
            fclose(output)
            throw .unknownType(type)
        }
        guard riad_capability("cup") != nil else {
            endwin()
            delscreen(screen)
            throw .tooSimple(type)
        }
        raw()
        noecho()
        nonl()
        typeahead(-1)
        idlok(riad_screen_window(), true)
        return port
    }

    private static func open(_ candidates: [String], _ output: UnsafeMutablePointer<FILE>) -> OpaquePointer? {
        for type in candidates {
            if let screen = riad_newterm(type, output) { return screen }
        }
        return nil
    }

    /// Starts colours if available and wanted.
    static func startColors(_ environment: [String: String]) -> ColorDepth {
        guard has_colors() else { return .mono }
        let numbered = riad_flag("RGB") ? ColorDepth.direct.rawValue : Int(tigetnum("colors"))
        let depth = ColorSupport.depth(colors: numbered, environment: environment)
        guard depth != .mono else { return depth }
        start_color()
        use_default_colors()
        return depth
    }

    /// The sequence that restores the screen without the library: attributes and colours off, cursor shown, main
    /// screen.
    static var reset: String {
        ["sgr0", "op", "cnorm", "rmcup"].compactMap(capability).map(withoutPadding).joined()
    }

    private static func capability(_ name: String) -> String? {
        riad_capability(name).map { String(cString: $0) }
    }

    /// Descriptions may contain delays, `$<5>`, which only the library interprets.
    private static func withoutPadding(_ text: String) -> String {
        var plain = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "$<")?.lowerBound {
            plain += rest[..<start]
            rest = rest[start...].drop { $0 != ">" }.dropFirst()
        }
        return plain + rest
    }
}
