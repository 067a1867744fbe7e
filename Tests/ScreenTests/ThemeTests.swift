import Screen
import Testing

@Suite("A theme")
struct ThemeTests {
    private let white = Color.rgb(255, 255, 255)
    private let black = Color.rgb(0, 0, 0)
    private let blue = Color.rgb(20, 40, 120)
    private let red = Color.rgb(220, 40, 40)

    private var theme: Theme {
        Theme(
            name: "sample",
            entries: [
                .text: .init(foreground: white, background: black),
                .textStrong: .init(attributes: .bold),
                .warning: .init(foreground: red),
                .listRow: .init(attributes: .italic),
                .listRowSelected: .init(background: blue),
                .overlaySelected: .init(foreground: black, background: white),
                .tag: .init(background: red),
            ]
        )
    }

    @Test("takes what a role leaves out from its shorter names, then from text")
    func falls() {
        let style = theme.style(Paint(.listRowSelected))
        #expect(style == Style(foreground: white, background: blue, attributes: .italic))
    }

    @Test("writes in the ink's colour on the ground's, and joins their attributes")
    func joins() {
        let style = theme.style(Paint(ground: .listRowSelected, ink: .textStrong))
        #expect(style == Style(foreground: white, background: blue, attributes: [.bold, .italic]))
        #expect(theme.style(Paint(ground: .overlaySelected, ink: .warning)).foreground == red)
    }

    @Test("lets a ground colour the text that has no colour of its own")
    func groundInk() {
        #expect(theme.style(Paint(.overlaySelected)).foreground == black)
        #expect(theme.style(Paint(ground: .overlaySelected, ink: .textStrong)).foreground == black)
    }

    @Test("lets an ink bring a background of its own")
    func inkGround() {
        #expect(theme.style(Paint(ground: .listRowSelected, ink: .tag)).background == red)
    }

    @Test("shows a selection in reverse where there is no colour")
    func mono() {
        let selected = theme.style(Paint(ground: .listRowSelected, ink: .textStrong), depth: .mono)
        #expect(selected == Style(attributes: [.bold, .italic, .reverse]))
        #expect(theme.style(.plain, depth: .mono) == Style())
    }

    @Test("leaves sixteen-colour terminals their own ground and text")
    func sixteen() {
        #expect(theme.style(.plain, depth: .sixteen) == Style())
        #expect(theme.style(Paint(ground: .text, ink: .warning), depth: .sixteen).foreground == .indexed(1))
    }

    @Test("stays readable with sixteen colours")
    func sixteenReadable() {
        let dim = Theme(
            name: "dim",
            entries: [
                .text: .init(foreground: white, background: Color.rgb(10, 16, 50)),
                .textDim: .init(foreground: Color.rgb(10, 10, 200)),
            ]
        )
        #expect(dim.style(Paint(ground: .text, ink: .textDim), depth: .sixteen).foreground == .standard)
    }

    @Test("knows whether it is dark")
    func dark() {
        #expect(theme.isDark == true)
        #expect(Theme(name: "plain", entries: [:]).isDark == nil)
    }

    @Test("has a name for every role, each with its ancestry in it")
    func names() {
        #expect(StyleRole.allCases.allSatisfy { StyleRole(named: $0.name) == $0 })
        #expect(StyleRole.listRowSelected.name == "list.row.selected")
        #expect(StyleRole(named: "list.rows") == nil)
        #expect(StyleRole.listRowSelected.parent == .listRow)
        #expect(StyleRole.threadNoteBar.parent == .threadNote)
        #expect(StyleRole.listRow.parent == .text)
        #expect(StyleRole.text.parent == nil)
    }
}

@Suite("Colours")
struct ColorTests {
    @Test("are read from six hexadecimal digits")
    func hexadecimal() {
        #expect(Color(hexadecimal: "#1a2B3c") == .rgb(0x1a, 0x2b, 0x3c))
        #expect(Color(hexadecimal: "1a2b3c") == nil)
        #expect(Color(hexadecimal: "#1a2b3") == nil)
        #expect(Color(hexadecimal: "#+a2b3c") == nil)
    }

    @Test("contrast as WCAG counts it")
    func contrast() throws {
        let white = Color.rgb(255, 255, 255)
        #expect(try #require(white.contrast(with: .rgb(0, 0, 0))) == 21)
        let grey = try #require(white.contrast(with: .rgb(0x76, 0x76, 0x76)))
        #expect(abs(grey - 4.54) < 0.01)
        #expect(white.contrast(with: .standard) == nil)
    }

    @Test("become the nearest that the terminal has")
    func nearest() {
        #expect(Color.rgb(255, 0, 0).quantised(to: .indexed) == .indexed(196))
        #expect(Color.rgb(8, 8, 8).quantised(to: .indexed) == .indexed(232))
        #expect(Color.rgb(250, 5, 5).quantised(to: .sixteen) == .indexed(9))
        #expect(Color.rgb(1, 2, 3).quantised(to: .direct) == .rgb(1, 2, 3))
        #expect(Color.rgb(1, 2, 3).quantised(to: .mono) == .standard)
    }
}
