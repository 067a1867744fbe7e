import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("A person's own editor", .serialized, .ownThread)
struct EditorTests {
    private let house: EndToEndHarness
    private let agent: TestPerson

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    /// The console with a draft begun, about to open an editor.
    private func console(editor: String) throws -> PseudoTerminal {
        let console = try house.console(as: agent, environment: ["EDITOR": editor])
        try console.wait(forText: "Sofia Moreau")
        console.type("r")
        try console.wait(forText: "Reply on WhatsApp")
        console.type("Oui, 1234A.")
        try console.wait(forText: "Oui, 1234A.")
        return console
    }

    @Test("is vi where vi is asked for")
    func visual() throws {
        let console = try console(editor: "vi")
        console.type(Keys.editor)
        try console.wait(for: "vi") { $0.text.contains("message") && !$0.text.contains("Sofia") }
        console.type("A Bon voyage !")
        try console.wait(forText: "1234A. Bon voyage !")
        console.type("\u{1B}")
        console.waitUntilQuiet(300)
        console.type(":wq\r")
        try console.wait(for: "the console") {
            $0.text.contains("Oui, 1234A. Bon voyage !") && $0.text.contains("^S send")
        }
    }

    @Test("that fails or isn't there leaves the draft as it was", arguments: ["false", "/no/such/editor", "true"])
    func fails(editor: String) throws {
        let console = try console(editor: editor)
        console.type(Keys.editor)
        console.waitUntilQuiet(300)
        try console.wait(for: "the console") { $0.isAlternate && $0.text.contains("Oui, 1234A.") }
        console.type(" Merci")
        try console.wait(forText: "Oui, 1234A. Merci")
    }

    @Test("may be interrupted by Ctrl-C, which means the editor and not the console")
    func interrupts() throws {
        let editor = try house.home.script(
            "editor",
            """
            #!/bin/sh
            trap 'heard=yes' INT
            echo ready
            until [ "$heard" ]; do sleep 0.05; done
            printf ' Interrompu, merci' >>"$1"
            """
        )
        let console = try console(editor: editor)
        console.type(Keys.editor)
        try console.wait(forText: "ready")
        console.type("\u{03}")
        try console.wait(for: "the console") { $0.isAlternate && $0.text.contains("Interrompu, merci") }
        console.waitUntilQuiet(200)
        #expect(!console.screen.text.contains("Leave riad?"))
    }

    @Test("may be stopped by Ctrl-Z, the console with it, and fg brings both back")
    func stops() throws {
        // Going on interrupts the first `read`.
        let editor = try house.home.script(
            "editor",
            """
            #!/bin/sh
            trap 'echo ready again' CONT
            echo ready
            read line || read line
            echo " $line" >>"$1"
            """
        )
        let shell = try house.interactiveShell(as: agent, environment: ["EDITOR": editor])
        shell.type("$RIAD\n")
        try shell.wait(forText: "Sofia Moreau")
        shell.type("r")
        try shell.wait(forText: "Reply on WhatsApp")
        shell.type("Oui.")
        try shell.wait(forText: "Oui.")
        shell.type(Keys.editor)
        try shell.wait(forText: "ready")
        shell.type(Keys.suspend)
        try shell.waitForPrompt()
        shell.type("echo the shell is back\n")
        try shell.wait(forText: "\nthe shell is back")
        try shell.waitForPrompt()
        shell.type("fg\n")
        try shell.wait(forText: "ready again")
        shell.type("Merci\n")
        try shell.wait(for: "the console") { $0.isAlternate && $0.text.contains("Merci") }
    }
}
