import Console
import Glibc

/// The person's own editor, on a file of its own that nobody else can read.
struct ExternalEditor {
    let environment: [String: String]

    /// Opens the editor on a draft and waits for it; nil where it failed or the text is as it was.
    func edit(_ draft: Draft) -> Draft? {
        let folder = JournalFolder(path: (environment["XDG_RUNTIME_DIR"] ?? environment["TMPDIR"] ?? "/tmp") + name)
        defer {
            folder.remove("message.txt")
            rmdir(folder.path)
        }
        do {
            try folder.write(draft.text, to: "message.txt")
        } catch {
            return nil
        }
        guard run(on: "\(folder.path)/message.txt") == 0 else { return nil }
        guard let text = folder.read().first(where: { $0.name == "message.txt" })?.text else { return nil }
        let edited = text.hasSuffix("\n") && !draft.text.hasSuffix("\n") ? String(text.dropLast()) : text
        return edited == draft.text
            ? nil : Draft(conversation: draft.conversation, kind: draft.kind, text: edited)
    }

    private var name: String { "/riad-edit-\(getuid())-\(getpid())" }

    /// The editor's command may have arguments, as in `EDITOR="code -w"`: a shell takes it apart, and gets the file's
    /// name as an argument, never as a part of the command.
    private func run(on file: String) -> Int32 {
        let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
        // The shell outlives a Ctrl-C that the editor takes; what it catches is the default again in the editor.
        let arguments = ["sh", "-c", "trap : INT QUIT; " + editor + " \"$1\"", "sh", file]
        var words = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        return EditorSignals.during {
            var process: pid_t = 0
            var attributes = EditorSignals.attributes()
            defer { posix_spawnattr_destroy(&attributes) }
            guard posix_spawnp(&process, "sh", nil, &attributes, &words, environ) == 0 else { return -1 }
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0 {
                guard errno == EINTR else { return -1 }
            }
            return status
        }
    }
}

/// What the terminal's signals mean while an editor has it: Ctrl-C is the editor's alone, Ctrl-Z stops both, so that the
/// shell gets its terminal.
private enum EditorSignals {
    /// Runs the body with them, and puts back what they meant before.
    static func during<Value>(_ body: () -> Value) -> Value {
        let before = [
            (SIGINT, signal(SIGINT, SIG_IGN)), (SIGQUIT, signal(SIGQUIT, SIG_IGN)), (SIGTSTP, signal(SIGTSTP, SIG_DFL)),
        ]
        defer {
            for (number, handler) in before { signal(number, handler) }
        }
        return body()
    }

    /// Attributes of a process that doesn't inherit that we ignore some.
    static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGQUIT)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        return attributes
    }
}
