import Configuration
import Screen
import Testing

@Suite("config.yaml")
struct SettingsTests {
    @Test("chooses; what it leaves out has its default")
    func chooses() {
        let reading = SettingsFile("theme: sahara\nmouse: yes\nlanguage: fr\n", file: "config.yaml")
        var expected = Settings()
        expected.theme = "sahara"
        expected.mouse = true
        expected.language = "fr"
        #expect(reading.settings == expected)
        #expect(reading.problems == [])
        #expect(SettingsFile("# nothing\n", file: "config.yaml").settings == Settings())
        #expect(SettingsFile("theme: auto", file: "config.yaml").settings == Settings())
    }

    @Test("keeps the rest where one part is wrong, and points at it")
    func complains() {
        let reading = SettingsFile("theme: ink\nmouze: yes\nbell: loud\nlanguage: de\n", file: "config.yaml")
        #expect(reading.settings.theme == "ink")
        #expect(
            reading.problems.map(\.description) == [
                "config.yaml:2:1: There is no setting “mouze”. Did you mean “mouse”?",
                "config.yaml:3:7: Expected `yes` or `no`.",
                "config.yaml:4:11: Expected `en`, `fr` or `auto`.",
            ]
        )
    }

    @Test("names the program that opens links, with its options")
    func opener() {
        #expect(
            SettingsFile("open: firefox --new-tab", file: "config.yaml").settings.opener == ["firefox", "--new-tab"]
        )
        #expect(SettingsFile("", file: "config.yaml").settings.opener == ["xdg-open"])
        let wrong = SettingsFile("open: -x", file: "config.yaml")
        #expect(wrong.settings.opener == ["xdg-open"] && wrong.problems.count == 1)
    }

    @Test("may be missing, but not unreadable")
    func files() throws {
        #expect(SettingsFile(folder: "/nonexistent").problems == [])
        try withFolder([("config.yaml", "theme: atlas")]) { folder in
            #expect(SettingsFile(folder: folder).settings.theme == "atlas")
        }
    }

    @Test("lies where the XDG specification says")
    func places() throws {
        let home = try #require(
            UserDirectories(environment: ["HOME": "/home/amina"], executable: "/usr/local/bin/riad")
        )
        #expect(home.configuration == "/home/amina/.config/riad")
        #expect(home.state == "/home/amina/.local/state/riad")
        #expect(home.data == "/home/amina/.local/share/riad")
        #expect(home.themeFolders == ["/home/amina/.config/riad/themes", "/usr/local/share/riad/themes"])
        let own = UserDirectories(
            environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "here"],
            executable: nil
        )
        #expect(own?.configuration == "/c/riad")
        #expect(own?.state == "/h/.local/state/riad")
        #expect(UserDirectories(environment: [:], executable: nil) == nil)
    }
}

@Suite("keys.yaml")
struct KeyBindingsTests {
    @Test("binds actions to chords in contexts")
    func binds() throws {
        let read = KeyBindings("inbox:\n  open: [Enter, l]\n  top: g g\n  resolve: []\n", file: "keys.yaml")
        #expect(read.problems == [])
        let letter = Key.character("g")
        #expect(read.bindings.map(\.action) == ["open", "top", "resolve"])
        #expect(read.bindings.map(\.chords) == [[Chord(.enter), Chord(.character("l"))], [Chord(letter, letter)], []])
        #expect(read.bindings[1].context == "inbox")
        #expect(read.bindings[1].place == SourcePosition(line: 3, column: 3))
    }

    @Test("leaves the other keys alone where one is wrong")
    func complains() {
        let read = KeyBindings("inbox:\n  open: [Entr, l]\n  claim: c\nthread: 3\n", file: "keys.yaml")
        #expect(read.bindings.map(\.action) == ["claim"])
        #expect(
            read.problems.map(\.description) == [
                "keys.yaml:2:10: “Entr” is no key; keys are written as `g`, `^S`, `Enter`, `F5`.",
                "keys.yaml:4:9: Expected names with values, such as `name: value`.",
            ]
        )
    }

    @Test("says when an action is given twice")
    func twice() {
        let read = KeyBindings("inbox:\n  open: l\n  open: o\n", file: "keys.yaml")
        #expect(read.problems.map(\.description) == ["keys.yaml:3:3: Given twice: open. Keep one."])
    }
}
