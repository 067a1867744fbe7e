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
        let arguments = ["sh", "-c", editor + " \"$1\"", "sh", file]
        var process: pid_t = 0
        var words = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        guard posix_spawnp(&process, "sh", nil, nil, &words, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return -1 }
        }
        return status
    }
}
