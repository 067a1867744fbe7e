@testable import Configuration
import Screen
import Testing

@Suite("The built-in themes")
struct EmbeddedThemeTests {
    private static let library = ThemeLibrary(folders: [])
    private static let coloured = ["majorelle", "medina", "sahara", "atlas", "zellige"]

    /// What is read in passing: half as much contrast is enough.
    private static let dim: Set<StyleRole> = [
        .textDim, .accentDim, .headerDim, .footerDim, .ruleTitle, .label, .empty, .priorityLow, .stateWaiting,
        .stateClosed, .stateArchived, .slaFine, .channel, .zone, .age, .threadSystem, .threadTime, .threadDay,
        .threadDelivery, .composerHint, .overlayDisabled, .fieldPlaceholder, .placeholder, .chartDim,
    ]

    /// Lines, which aren't read.
    private static let lines: Set<StyleRole> = [.rule, .overlayRule]

    /// What others are drawn on.
    private static let grounds: [StyleRole] = [
        .text, .header, .footer, .listRow, .listRowSelected, .listRowMarked, .listRowInactive, .threadNote,
        .composerReply, .composerNote, .overlay, .overlaySelected, .field, .notice,
    ]

    private func theme(_ name: String) throws -> Theme { try #require(Self.library.read(name).theme) }

    @Test("are six")
    func names() {
        #expect(Self.library.names == ["atlas", "ink", "majorelle", "medina", "sahara", "zellige"])
    }

    @Test("are without error", arguments: library.names)
    func parse(name: String) {
        #expect(Self.library.read(name).problems == [])
    }

    @Test("can be read on every ground, in all colours and in 256", arguments: coloured, [ColorDepth.direct, .indexed])
    func contrast(name: String, depth: ColorDepth) throws {
        let theme = try theme(name)
        for ground in Self.grounds {
            for ink in StyleRole.allCases where ink != .cursor {
                let style = theme.style(Paint(ground: ground, ink: ink), depth: depth)
                let contrast = try #require(style.foreground.contrast(with: style.background))
                let least = Self.lines.contains(ink) ? 2 : Self.dim.contains(ink) ? 4.5 : 7
                #expect(contrast >= least, "\(ink.name) on \(ground.name): \(contrast)")
            }
        }
    }

    @Test(
        "show selection, notes and fields on grounds of their own",
        arguments: coloured,
        [ColorDepth.direct, .indexed]
    )
    func grounds(name: String, depth: ColorDepth) throws {
        let theme = try theme(name)
        let plain = theme.style(.plain, depth: depth).background
        for role in [StyleRole.listRowSelected, .threadNote, .composerNote] {
            #expect(theme.style(Paint(role), depth: depth).background != plain, "\(role.name)")
        }
        let selected = theme.style(Paint(.overlaySelected), depth: depth).background
        #expect(selected != theme.style(Paint(.overlay), depth: depth).background)
    }

    @Test("tell a selected row and a note from the rest without any colour", arguments: library.names)
    func mono(name: String) throws {
        let theme = try theme(name)
        #expect(theme.style(Paint(.listRowSelected), depth: .mono).attributes.contains(.reverse))
        #expect(theme.style(Paint(ground: .threadNote, ink: .threadNoteBar), depth: .mono) != Style())
    }

    @Test("have a dark default and a light one")
    func defaults() throws {
        #expect(try theme(ThemeLibrary.darkDefault).isDark == true)
        #expect(try theme(ThemeLibrary.lightDefault).isDark == false)
        #expect(try theme(ThemeLibrary.monochrome).isDark == nil)
    }
}
