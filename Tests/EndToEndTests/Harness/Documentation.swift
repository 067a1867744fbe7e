import Testing

/// The README and the guides, with the examples in them.
enum Documentation {
    /// A page, by its name without `.md`.
    struct Page: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String

        var testDescription: String { name }

        /// Its fenced blocks in a language, such as `sh`, in order.
        func examples(_ language: String) -> [String] {
            fenced.filter { $0.hasPrefix(language + "\n") }.map { String($0.dropFirst(language.count + 1)) }
        }

        /// Its shell examples of a kind.
        func examples(_ kind: ShellExample) -> [String] {
            examples("sh").filter { ShellExample($0) == kind }
        }

        /// What stands between backquotes in its prose.
        var spans: [String] {
            let prose = pieces(1).joined(separator: "\n")
            let parts = prose.split(separator: "`", omittingEmptySubsequences: false)
            return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
        }

        private var fenced: [String] { pieces(0) }

        /// The blocks (0) or what is around them (1).
        private func pieces(_ parity: Int) -> [String] {
            let pieces = ("\n" + text).split(separator: "\n```", omittingEmptySubsequences: false)
            return pieces.indices.filter { ($0 + parity) % 2 == 1 }.map { String(pieces[$0]) + "\n" }
        }
    }

    /// The checkout's folder.
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        .joined(separator: "/")

    /// The README.
    static let readme = page("README", in: root)

    /// The pages of the catalogue, by name.
    static let guides: [Page] = {
        let folder = root + "/Sources/riad/riad.docc"
        let files = (try? ProcessResult.run("/bin/ls", [folder]).output) ?? ""
        return files.split(separator: "\n").filter { $0.hasSuffix(".md") }.map { file in
            page(String(file.dropLast(3)), in: folder)
        }
    }()

    private static func page(_ name: String, in folder: String) -> Page {
        Page(name: name, text: (try? ProcessResult.run("/bin/cat", ["\(folder)/\(name).md"]).output) ?? "")
    }
}

/// What a shell example needs to be run. Every example has one of these kinds, and each kind has its test.
enum ShellExample: Equatable {
    /// The scripts of the checkout and `swift format`: checked without being run.
    case checkout
    /// The demo.
    case demo
    /// A database of another system.
    case adoption
    /// The console, on a terminal.
    case console
    /// Commands, on a database with a conversation.
    case commands

    init(_ text: String) {
        let lines = Self.lines(text)
        if lines.allSatisfy({ Self.isOfCheckout($0) }) {
            self = .checkout
        } else if text.contains("riad demo") {
            self = .demo
        } else if text.contains("--adopt") {
            self = .adoption
        } else if lines.allSatisfy({ $0.hasPrefix("riad --database") }) {
            self = .console
        } else {
            self = .commands
        }
    }

    /// Its lines, without comments and without blanks at their ends.
    static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            var line = line.prefix { $0 != "#" }
            while line.last == " " { line.removeLast() }
            return line.isEmpty ? nil : String(line)
        }
    }

    /// The words of a line, without the variables that it sets.
    static func words(_ line: String) -> [String] {
        line.split(separator: " ").drop { $0.contains("=") && $0.first?.isUppercase == true }.map(String.init)
    }

    private static func isOfCheckout(_ line: String) -> Bool {
        guard let program = words(line).first else { return false }
        return program == "swift" || program.hasPrefix("Sources/") || program.hasPrefix("Tests/")
    }
}
