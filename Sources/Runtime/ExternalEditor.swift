import Console
import Glibc

/// The person's own editor, on a file of its own that nobody else can read.
struct ExternalEditor {
    private let environment: [String: String]
    private let name = "message.txt"

    /// An editor as the environment names it: by VISUAL, else EDITOR, else vi.
    init(environment: [String: String]) {
        self.environment = environment
    }

    /// Opens the editor on a draft and waits for it; nil where it failed or the text is as it was. Nothing of it is left
    /// on disk.
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

    /// A folder that was not there before, under a name that nobody can guess; nil where none can be made.
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

    /// A variable's value; one that is empty counts as unset.
    private func variable(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The editor's command may have arguments, as in `EDITOR="code -w"`: a shell takes it apart, and gets the file's
    /// name as an argument, never as a part of the command.
    private func run(on file: String) -> Int32 {
        let editor = variable("VISUAL") ?? variable("EDITOR") ?? "vi"
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
