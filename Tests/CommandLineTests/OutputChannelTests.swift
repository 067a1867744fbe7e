import Foundation
import Testing

@Suite("Nothing is printed but by one door")
struct OutputChannelTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")

    /// Those that write to a terminal, and what else is a write but to none: each file with what it is for.
    private static let doors: Set<String> = [
        "CommandLine/Output/StandardOutput.swift",  // What commands say.
        "CommandLine/HiddenPrompt.swift",  // A question on the terminal; its text is TerminalText.
        "Ncurses/Terminal/Descriptor.swift",  // The console's own sequences; texts are SafeText by then.
        "Ncurses/Terminal/Terminal+Lifecycle.swift",
        "Ncurses/Terminal/Terminal.swift",
        "Ncurses/Terminal/Curses.swift",
        "Ncurses/Output/FrameBuffer.swift",
        "Runtime/Journal/JournalFolder.swift",  // Files.
        "Demo/Cluster/OpenFolder.swift",
        "Worker/WorkerLog.swift",  // JSON lines of ids, numbers and fixed words.
        "Loop/WakePipe.swift",  // A pipe inside of the program.
        "embed/main.swift",  // Runs while the program is built.
        "EmbedFiles/EmbedFiles.swift",
    ]

    /// What can bring a `String` to a descriptor.
    private static let writers = [
        #"(?<![\w.])(Swift\.)?(debugPrint|print|dump)\("#,
        #"(?<!\w)(fputs|fputc|puts|putchar|printf|fprintf|vprintf|perror)\("#,
        #"(?<!\w)(fwrite|dprintf|syslog)\("#, #"Glibc\.write\("#, #"FileHandle"#, #"(?<!\w)(stdout|stderr)(?!\w)"#,
        #"(?<![\w.])write\([0-9]"#, #"STD(OUT|ERR)_FILENO"#,
    ]

    private func files() throws -> [(name: String, text: String)] {
        let folder = Self.sources.standardizedFileURL
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return try all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map { file in
            let name = String(file.standardizedFileURL.path.dropFirst(folder.path.count + 1))
            return (name, try String(contentsOf: file, encoding: .utf8))
        }
    }

    @Test("that takes no String")
    func one() throws {
        let files = try files()
        #expect(files.count > 100)
        for (name, text) in files where !Self.doors.contains(name) {
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let code = line.drop { $0 == " " }
                guard !code.hasPrefix("//"), !code.hasPrefix("func print("), !code.contains(" func print(") else {
                    continue
                }
                for pattern in Self.writers where String(code).range(of: pattern, options: .regularExpression) != nil {
                    Issue.record("\(name):\(number + 1) writes by itself: \(code)")
                }
            }
        }
    }

    @Test("and unfiltered texts get to it from JSON and CSV alone, which have escaped them")
    func encoded() throws {
        let users = try files().filter { $0.text.contains("TerminalText(encoded:") }.map(\.name)
        #expect(
            Set(users) == [
                "CommandLine/Output/TerminalText.swift", "CommandLine/OutputFormat.swift",
                "CommandLine/Export/CSV.swift",
            ]
        )
    }
}
