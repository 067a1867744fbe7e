import Console
import Glibc

/// Runs the user's editor on a private temporary file.
struct ExternalEditor {
    private let environment: [String: String]
    private let name = "message.txt"

    /// Creates an editor from the environment: VISUAL, else EDITOR, else vi.
    init(environment: [String: String]) {
        self.environment = environment
    }

    /// Edits a draft and waits for the editor to exit; nil if it failed or the text is unchanged. Leaves nothing on
    /// disk.
    func edit(_ draft: Draft) -> Draft? {
        guard let folder = privateFolder() else { return nil }
        defer { folder.removeAll() }
        do {
            try folder.write(draft.text, to: name)
        } catch {
            return nil
        }
        guard run(on: "\(folder.path)/\(name)") == 0, let text = folder.contents(of: name) else { return nil }
        let edited = text.hasSuffix("\n") && !draft.text.hasSuffix("\n") ? String(text.dropLast()) : text
        return edited == draft.text
            ? nil : Draft(conversation: draft.conversation, kind: draft.kind, text: edited)
    }

    /// Creates a folder with an unpredictable name, in XDG_RUNTIME_DIR, TMPDIR or /tmp; nil if that fails.
    private func privateFolder() -> JournalFolder? {
        let places = [variable("XDG_RUNTIME_DIR"), variable("TMPDIR"), "/tmp"].compactMap { $0 }
        for place in places where place.hasPrefix("/") {
            var template = Array("\(place)/riad-edit.XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { continue }
            return JournalFolder(
                path: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            )
        }
        return nil
    }

    /// A variable's value; nil if unset or empty.
    private func variable(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Runs the editor through a shell, as its command may have arguments: `EDITOR="code -w"`. The file's name is
    /// passed as an argument, never as part of the command.
    private func run(on file: String) -> Int32 {
        let editor = variable("VISUAL") ?? variable("EDITOR") ?? "vi"
        // The trap keeps the shell alive on a Ctrl-C meant for the editor; traps reset to the default in the editor
        // itself.
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

/// Signal handling while an editor has the terminal: Ctrl-C goes to the editor alone, Ctrl-Z stops both, so that the
/// shell gets its terminal.
private enum EditorSignals {
    /// Runs the body with these dispositions, then restores the previous ones.
    static func during<Value>(_ body: () -> Value) -> Value {
        let before = [
            (SIGINT, signal(SIGINT, SIG_IGN)), (SIGQUIT, signal(SIGQUIT, SIG_IGN)), (SIGTSTP, signal(SIGTSTP, SIG_DFL)),
        ]
        defer {
            for (number, handler) in before { signal(number, handler) }
        }
        return body()
    }

    /// Spawn attributes that reset the ignored signals to their defaults.
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
