import Configuration
import Glibc
import Screen
import Testing

@Suite("A theme file")
struct ThemeFileTests {
    private func read(_ text: String, name: String = "own") throws -> ThemeLibrary.LoadedTheme {
        try withFolder([("\(name).yaml", text)]) { ThemeLibrary(folders: [$0]).read(name) }
    }

    private func complaints(_ text: String) throws -> [String] {
        try read(text).problems.map { problem in
            let place = problem.place.map { "\($0.line):\($0.column)" } ?? "-"
            return "\(place) \(problem.message)"
        }
    }

    @Test("gives roles their looks in colours of its palette")
    func looks() throws {
        let reading = try read(
            """
            name: own
            palette: { night: '#101020', sand: '#f0e0c0' }
            roles:
              text: sand on night
              accent: '#ff8800 bold underline'
              list.row.selected: on 17
              warning: bright-red
            """
        )
        #expect(reading.problems.map(\.description) == [])
        let theme = try #require(reading.theme)
        let night = Color.rgb(16, 16, 32)
        #expect(theme.style(.plain) == Style(foreground: .rgb(240, 224, 192), background: night))
        #expect(theme.style(Paint(.listRowSelected)).background == .indexed(17))
        #expect(theme.style(Paint(ground: .text, ink: .warning)).foreground == .indexed(9))
    }

    @Test("can be another theme in its own colours")
    func inherits() throws {
        let reading = try read("inherits: majorelle\npalette: { ground: '#123456' }\nroles: { accent: '#ffffff' }")
        #expect(reading.problems == [])
        let theme = try #require(reading.theme)
        #expect(theme.style(.plain).background == .rgb(0x12, 0x34, 0x56))
        #expect(theme.style(Paint(ground: .text, ink: .accent)).foreground == .rgb(255, 255, 255))
        #expect(theme.style(Paint(ground: .text, ink: .textStrong)).attributes == .bold)
    }

    @Test("hides a built-in one of the same name")
    func hides() throws {
        let reading = try read("roles: { text: red on black }", name: "majorelle")
        #expect(reading.theme?.style(.plain) == Style(foreground: .indexed(1), background: .indexed(0)))
    }

    @Test("is told where it is wrong and what to do")
    func complains() throws {
        let text = """
            palette:
              night: #101020
              bold: '#ffffff'
            roles:
              list.row.selectd: red
              accent: red on nigth bold
              text: 'red on'
              mine: red blue
              link: [red]
            looks: {}
            """
        #expect(
            try complaints(text) == [
                "2:9 Write a colour as '#rrggbb', in quotes because # begins a comment, or as a number of the 256.",
                "3:3 “bold” has a meaning of its own in a look; call the colour otherwise.",
                "5:3 There is no role “list.row.selectd”. Did you mean “list.row.selected”?",
                "6:18 “nigth” is no colour of the palette and no attribute.",
                "7:16 A colour is missing after `on`.",
                "8:13 “blue” is one colour too many; write `ink on ground`.",
                "9:9 Expected a look, such as `sand on night bold`.",
                "10:1 A theme has no part “looks”.",
            ]
        )
    }

    @Test("that isn't YAML is pointed at")
    func notYAML() throws {
        let problem = try #require(try read("roles:\n  text: [red").problems.first)
        #expect(problem.place?.line == 2 || problem.place?.line == 3)
        #expect(problem.file.hasSuffix("/own.yaml"))
        #expect(try read("just words").problems.count == 1)
        #expect(
            try complaints("name: one\n---\nname: two") == [
                "2:1 This can't be read as YAML: a second document begins here."
            ]
        )
        #expect(try complaints("name: \u{1}").first == "- It can't be read as YAML; is it UTF-8?")
    }

    @Test("may point back at a part of itself, even in a circle")
    func aliases() throws {
        let reading = try read("palette: { one: &blue '#0000ff', two: *blue }\nroles: { text: two }")
        #expect(reading.theme?.style(.plain).foreground == .rgb(0, 0, 255))
        #expect(
            try complaints("roles: &roles\n  text: *roles") == ["1:8 Expected a look, such as `sand on night bold`."]
        )
    }

    @Test("may not inherit in a circle or from nothing")
    func circles() throws {
        let files = [("one.yaml", "inherits: two"), ("two.yaml", "inherits: one"), ("three.yaml", "inherits: atlass")]
        try withFolder(files) { folder in
            let library = ThemeLibrary(folders: [folder])
            #expect(library.read("one").problems.map(\.message) == ["The themes inherit from each other in a circle."])
            let missing = try #require(library.read("three").problems.first)
            #expect(missing.place == SourcePosition(line: 1, column: 11))
            #expect(missing.message.hasPrefix("There is no theme “atlass”. There are: atlas, "))
        }
    }

    @Test("that isn't there is named, with those that are")
    func missing() throws {
        let reading = ThemeLibrary(folders: ["/nonexistent"]).read("../majorelle")
        #expect(reading.theme == nil)
        #expect(reading.problems.map(\.place) == [nil])
    }
}

/// Runs a test with a folder of these files, which is gone afterwards.
func withFolder<Value>(_ files: [(name: String, text: String)], _ body: (String) throws -> Value) throws -> Value {
    var template = Array("/tmp/riad-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
        for file in files { unlink("\(folder)/\(file.name)") }
        rmdir(folder)
    }
    for file in files {
        let descriptor = open("\(folder)/\(file.name)", O_WRONLY | O_CREAT, 0o600)
        #expect(write(descriptor, file.text, file.text.utf8.count) == file.text.utf8.count)
        close(descriptor)
    }
    return try body(folder)
}
