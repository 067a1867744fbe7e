import Console
import Domain
import TestSupport
import Testing

@testable import Runtime

/// Each editor is a shell script: it gets the file's name as `$1`.
@Suite("The person's own editor", .serialized)
struct ExternalEditorTests {
    private let folder: TemporaryFolder
    private let draft: Draft

    init() throws {
        folder = try TemporaryFolder()
        var generator = SystemRandomNumberGenerator()
        draft = Draft(conversation: Identifier(using: &generator), kind: .note, text: "Bonjour")
        try folder.write("#!/bin/sh\n", to: "nothing")
    }

    private func edit(_ variables: [String: String]) -> Draft? {
        ExternalEditor(environment: variables.merging(["TMPDIR": folder.path]) { given, _ in given }).edit(draft)
    }

    /// A script in the folder, as an editor's command.
    private func script(_ text: String) throws -> String {
        try folder.write(text, to: "editor")
        return "sh \(folder.path)/editor"
    }

    @Test("What it wrote takes the draft's place, without the line's end that it added")
    func edits() throws {
        let editor = try script("echo 'Bonsoir 🌙' > \"$1\"")
        #expect(edit(["VISUAL": editor]) == Draft(conversation: draft.conversation, kind: .note, text: "Bonsoir 🌙"))
    }

    @Test("A variable that is empty counts as unset")
    func empty() throws {
        let editor = try script("echo édité > \"$1\"")
        #expect(edit(["VISUAL": "", "EDITOR": editor])?.text == "édité")
        #expect(edit(["VISUAL": editor, "XDG_RUNTIME_DIR": ""])?.text == "édité")
    }

    @Test("Nobody can guess its folder's name, and nobody else can look in")
    func privacy() throws {
        let editor = try script(
            """
            stat -c '%a %u' "$(dirname "$1")" "$1" >> \(folder.path)/seen
            echo "$1" >> \(folder.path)/names
            """
        )
        _ = edit(["EDITOR": editor])
        _ = edit(["EDITOR": editor])
        let journal = JournalFolder(path: folder.path)
        let modes = journal.contents(of: "seen")?.split(separator: "\n").map { $0.prefix { $0 != " " } }
        #expect(modes == ["700", "600", "700", "600"])
        let names = journal.contents(of: "names")?.split(separator: "\n") ?? []
        #expect(Set(names).count == 2)
    }

    @Test(
        "It leaves nothing behind, whatever it did",
        arguments: [
            "exit 1", "kill -KILL $$", "rm \"$1\"", "rm \"$1\"; mkdir \"$1\"; touch \"$1/x\"",
            "cp \"$1\" \"$1~\"; touch \"$(dirname \"$1\")/.message.txt.swp\"; echo neuf > \"$1\"",
            "rm \"$1\"; mkfifo \"$1\"",
        ]
    )
    func leftovers(script text: String) throws {
        let editor = try script(text)
        let before = folder.entries()
        _ = edit(["EDITOR": editor])
        #expect(folder.entries() == before)
    }

    @Test(
        "One that fails, or that changes nothing, leaves the draft as it was",
        arguments: ["false", "true", "/no/such"]
    )
    func nothing(command: String) {
        #expect(edit(["EDITOR": command]) == nil)
    }

    @Test("Where the first place for its folder isn't there, the next one serves")
    func places() throws {
        let editor = try script("echo édité > \"$1\"")
        #expect(edit(["EDITOR": editor, "XDG_RUNTIME_DIR": "\(folder.path)/none"])?.text == "édité")
    }
}
